import { readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { patience, testPatience } from "../tests/patience.mjs";
import { customPage } from "./vite/custom-page.ts";
import { previewHeaders, security } from "./vite/headers.ts";
import { licences } from "./vite/licences.ts";
import { newestIndex } from "./vite/newest-index.ts";
import { packageModules } from "./vite/package-modules.ts";
import { sandbox } from "./vite/sandbox.ts";
import { serviceWorker } from "./vite/service-worker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the first question needs. Other modules are fetched when they are wanted. */
const decides = /(^|\/)(smacs(-run)?\.wasm|default\.sm[ex])$/;

/** Lets the browser fetch what decides while it still reads the script that will ask for it. */
function preload(): Plugin {
    return {
        name: "smacs-preload",
        apply: "build",
        transformIndexHtml: {
            order: "post",
            handler: (_html, { bundle }) =>
                Object.values(bundle ?? {})
                    .filter(
                        (file) => file.type === "asset" && file.originalFileNames.some((name) => decides.test(name)),
                    )
                    .map(({ fileName }) => ({
                        tag: "link",
                        attrs: { rel: "preload", as: "fetch", crossorigin: true, href: `./${fileName}` },
                        injectTo: "head",
                    })),
        },
    };
}

/** Which weights lie beside the page: none, as it is built. Who puts some there names them here (web/README.md). */
function noWeights(): Plugin {
    return {
        name: "smacs-no-weights",
        apply: "build",
        generateBundle() {
            this.emitFile({ type: "asset", fileName: "models/list.json", source: '{ "models": [] }\n' });
        },
    };
}

/**
 * All that a page's entry imports goes into one file. In a file for each set of later parts that share it, which is
 * what the bundler makes, it would be 4 kB more to transfer.
 */
function shellOnly() {
    type Context = { getModuleInfo(id: string): { importers: readonly string[] } | null };
    return (module: string, graph: Context) => {
        const seen = new Set<string>();
        const isWanted = (id: string): boolean => {
            const info = graph.getModuleInfo(id);
            if (!info || seen.has(id)) {
                return false;
            }
            seen.add(id);
            return id.endsWith(".html") || info.importers.some(isWanted);
        };
        return isWanted(module) ? "shell" : null;
    };
}

/** Sizes of the files that the progress bar counts: servers that compress announce something else. */
function sizes(): Record<string, number> {
    const size = (path: string) => statSync(here(path), { throwIfNoEntry: false })?.size ?? 0;
    return {
        core: size("../wasm/smacs.wasm"),
        runs: size("../wasm/smacs-run.wasm"),
        embedder: size("assets/default.sme"),
        index: size("assets/default.smx"),
    };
}

export default defineConfig({
    base: "./",
    plugins: [
        packageModules(),
        customPage(here("index.html"), here("custom.html")),
        preload(),
        noWeights(),
        newestIndex(),
        licences(),
        sandbox(),
        security(),
        previewHeaders(),
        serviceWorker(here("src/service-worker.ts")),
    ],
    resolve: { alias: { "@assets": here("assets") } },
    define: {
        __ASSET_SIZES__: JSON.stringify(sizes()),
        __VERSION__: JSON.stringify(JSON.parse(readFileSync(here("package.json"), "utf8")).version),
    },
    assetsInclude: ["**/*.sme", "**/*.smx"],
    build: {
        target: "es2022",
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        sourcemap: false,
        rollupOptions: {
            input: [here("index.html"), here("custom.html")],
            output: { codeSplitting: { groups: [{ name: shellOnly() }] } },
        },
    },
    test: {
        include: ["test/{unit,e2e,models}/*.test.ts"],
        reporters: ["default", "./test/summary-reporter.mjs"],
        maxWorkers: availableParallelism(),
        testTimeout: testPatience,
        hookTimeout: testPatience,
        expect: { poll: { timeout: patience } },
    },
});
