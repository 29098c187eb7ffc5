import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { hostedOrigins, loopbackOrigins } from "./src/engine/providers.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

function policy(connect: readonly string[]): string {
    return [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        `connect-src 'self' ${connect.join(" ")}`,
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ].join("; ");
}

/** index.html may contact the known hosts and this machine; custom.html any host, and says so. */
const strict = policy([...hostedOrigins, ...loopbackOrigins]);
const custom = policy(["https:", "http:"]);

/** What hosts that take a _headers file should send. Paths do not overlap: hosts add the headers of all that match. */
function headersFile(): string {
    const common = ["X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer"];
    const page = (csp: string) => [...common, `Content-Security-Policy: ${csp}; frame-ancestors 'none'`];
    const forever = "Cache-Control: public, max-age=31536000, immutable";
    const rules: [string, string[]][] = [
        ["/", page(strict)],
        ["/index.html", page(strict)],
        ["/custom", page(custom)],
        ["/custom.html", page(custom)],
        ["/assets/*", [...page(strict), forever]],
    ];
    return rules.map(([path, lines]) => [path, ...lines.map((line) => `  ${line}`), ""].join("\n")).join("\n");
}

/** The policies as meta elements, which work on every host; left out while developing, where reloading needs more. */
function security(): Plugin {
    return {
        name: "smacs-security",
        apply: "build",
        transformIndexHtml: {
            order: "post",
            handler(html, context) {
                const content = context.path.endsWith("custom.html") ? custom : strict;
                const meta = `<meta http-equiv="Content-Security-Policy" content="${content}">`;
                return html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n        ${meta}`);
            },
        },
        generateBundle() {
            this.emitFile({ type: "asset", fileName: "_headers", source: headersFile() });
        },
    };
}

/** Lets the browser fetch what decides while it still reads the script that will ask for it. */
function preload(): Plugin {
    return {
        name: "smacs-preload",
        apply: "build",
        transformIndexHtml: {
            order: "post",
            handler: (_html, { bundle }) =>
                Object.keys(bundle ?? {})
                    .filter((name) => /\.(wasm|sme|smx)$/.test(name))
                    .map((name) => ({
                        tag: "link",
                        attrs: { rel: "preload", as: "fetch", crossorigin: true, href: `./${name}` },
                        injectTo: "head",
                    })),
        },
    };
}

/** Sizes of the three files that the progress bar counts: servers that compress announce something else. */
function sizes(): Record<string, number> {
    const size = (path: string) => statSync(here(path), { throwIfNoEntry: false })?.size ?? 0;
    return {
        core: size("../wasm/smacs.wasm"),
        embedder: size("assets/default.sme"),
        index: size("assets/default.smx"),
    };
}

export default defineConfig({
    base: "./",
    plugins: [preload(), security()],
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
        rollupOptions: { input: [here("index.html"), here("custom.html")] },
    },
    test: {
        include: ["test/unit/*.test.ts", "test/e2e/*.test.ts"],
        reporters: ["default", "./test/summary-reporter.mjs"],
        testTimeout: 30_000,
        hookTimeout: 60_000,
    },
});
