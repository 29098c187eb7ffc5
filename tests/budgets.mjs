// Checks the sizes of what people download against the budgets, after a build of the modules and of the page.
//
// usage: node tests/budgets.mjs
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bytes = (file) => readFileSync(join(root, file));
const gzip = (files) => files.reduce((sum, file) => sum + gzipSync(bytes(file), { level: 9 }).length, 0);
const brotli = (files) => files.reduce((sum, file) => sum + brotliCompressSync(bytes(file)).length, 0);

/** The page, its style, and its script with all that this imports before it runs; not what is fetched later. */
function firstLoad() {
    const page = "web/dist/index.html";
    const tags = bytes(page)
        .toString()
        .matchAll(/<(?:script[^>]* src|link rel="(?:stylesheet|modulepreload)"[^>]* href)="\.\/([^"]+)"/g);
    const files = new Set([page]);
    const add = (file) => {
        if (!files.has(file)) {
            files.add(file);
            const imports = file.endsWith(".js")
                ? bytes(file)
                      .toString()
                      .matchAll(/\b(?:import|from)\s*"(\.[^"]+)"/g)
                : [];
            for (const [, name] of imports) {
                add(join(dirname(file), name));
            }
        }
    };
    for (const [, name] of tags) {
        add(join("web/dist", name));
    }
    return [...files];
}

/** The words that answers are read with: the strings in the tables of these files, as they are spelt there. */
function words() {
    const strings = ["phrases", "phrases_english", "values"].flatMap((name) => {
        const tables = bytes(`src/answer/${name}.c`).toString().split("\n};\n").slice(0, -1).join("\n");
        return tables.replace(/\/\*.*?\*\//gs, "").match(/"(?:[^"\\]|\\.)*"/g);
    });
    return gzipSync(strings.map((string) => string.slice(1, -1)).join(""), { level: 9 }).length;
}

// The aim for the words of answers is 12 kB, for checks 16 kB.
const core = ["wasm/smacs.wasm", "wasm/smacs-run.wasm"];
const downloads = [
    ["smacs.wasm, gzip", 80_000, gzip([core[0]])],
    ["smacs-run.wasm, gzip", 80_000, gzip([core[1]])],
    ["the words of answers, gzip", 22_800, words()],
    ["smacs-checks.wasm, gzip", 24_300, gzip(["build/wasm/smacs-checks.wasm"])],
    ["the page's first load, gzip", 80_000, gzip(firstLoad())],
    // It reads the endpoint's own list of models (0.8 kB), so that a page has to name none; `ask` waits for vectors (0.1 kB).
    // Folded thoughts, tokens of control, documents without lines between and headers that tell of waits are 1 kB.
    ["smacs-ask.js, gzip", 25_100, gzip(["wasm/dist/smacs-ask.js"])],
    [
        "core, embedder and index, brotli",
        3_000_000,
        brotli([...core, "web/assets/default.sme", "web/assets/default.smx"]),
    ],
];

let failed = 0;
for (const [what, budget, size] of downloads) {
    if (size > budget) {
        failed++;
        console.log(`FAIL ${what}: ${size} bytes are above the budget of ${budget}`);
    }
}
console.log(`${downloads.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
