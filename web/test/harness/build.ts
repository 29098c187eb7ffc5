// Builds the page of rich.ts into a folder for tests, with the policy of index.html.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { policies } from "../../vite/policy.ts";

export async function buildHarness(folder: string): Promise<void> {
    await build({
        configFile: false,
        root: fileURLToPath(new URL(".", import.meta.url)),
        base: "./",
        logLevel: "error",
        plugins: [
            {
                name: "smacs-harness-policy",
                transformIndexHtml: () => [
                    {
                        tag: "meta",
                        attrs: { "http-equiv": "Content-Security-Policy", content: policies["index.html"] },
                        injectTo: "head-prepend" as const,
                    },
                ],
            },
        ],
        build: {
            outDir: folder,
            emptyOutDir: true,
            target: "es2022",
            modulePreload: { polyfill: false },
            assetsInlineLimit: 0,
            rollupOptions: { input: fileURLToPath(new URL("rich.html", import.meta.url)) },
        },
    });
}
