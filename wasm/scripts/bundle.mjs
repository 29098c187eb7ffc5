// Makes the files of dist that have to stand alone.
//  - inflate.js: pages load dist without a bundler, where a bare name leads nowhere, so the library goes into the module
//    that imports it. Its licence goes with it.
//  - check/sandbox-worker.js, check/sandbox-pyodide.js and check/sandbox.html: a frame of an opaque origin loads no
//    modules, so each worker is one script, and the document has its script inside.
//  - smacs-ask.js: the custom element for a script tag, in one request; smacs-ask-vectors.js: what it loads besides for an
//    index whose vectors a model outside made.
//  - gateway/workerd.js: what `smacs serve --workerd` copies.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const dist = (name) => fileURLToPath(new URL(`../dist/${name}`, import.meta.url));

await bundleInflate();
await bundleWorker("program-worker.js", "sandbox-worker.js");
await bundleWorker("pyodide-worker.js", "sandbox-pyodide.js");
await writeSandbox();
await bundleElement();
await bundleGateway();

async function bundleInflate() {
    const file = dist("inflate.js");
    const entry = fileURLToPath(import.meta.resolve("pako"));
    const licence = readFileSync(new URL("../LICENSE", `file://${entry}`), "utf8").trim();
    const banner = `/*! This file contains pako:\n\n${licence}\n*/`;
    // The package's own modules stay outside: a second class of errors would be another class.
    const bundle = await rolldown({ input: file, platform: "browser", external: /^\.\// });
    await bundle.write({ file, banner, sourcemap: true });
}

async function bundleWorker(from, to) {
    const bundle = await rolldown({ input: dist(`check/${from}`) });
    await bundle.write({ file: dist(`check/${to}`), format: "iife", minify: true });
}

/** It lies beside the modules that it is made of, so that their addresses of the package's files stay true. */
async function bundleElement() {
    // A page reads no files of node, and the element asks by the OpenAI API alone, once a call unless a wait is short.
    const unused = {
        "files.js": 'export const readFile = () => {}, aboutPath = () => "";',
        "wire/anthropic.js": "export const anthropic = undefined;",
        "wire/adopt.js": "export const adopt = (body) => body;",
        "wire/moments.js": 'export const momentIn = (text) => Date.parse(/GMT$/.test(text) ? text : "");',
    };
    const without = {
        name: "without-unused",
        load: (id) => Object.entries(unused).find(([file]) => id === dist(file))?.[1] ?? null,
    };
    const vectors = "../host/hosted-embedder.js";
    const apart = {
        name: "vectors-apart",
        resolveId: (id) => (id === vectors ? { id: "./smacs-ask-vectors.js", external: "relative" } : null),
    };
    const sheet = {
        name: "sheet-in-a-line",
        transform: (code, id) => (id === dist("ask-element/style.js") ? { code: inOneLine(code), map: null } : null),
    };
    for (const [input, file, ...plugins] of [
        ["ask-element/index.js", "smacs-ask.js", without, apart, sheet],
        ["host/hosted-embedder.js", "smacs-ask-vectors.js"],
    ]) {
        const bundle = await rolldown({ input: dist(input), platform: "browser", plugins });
        await bundle.write({ file: dist(file), minify: true, codeSplitting: false, sourcemap: true });
    }
}

/** A style sheet without the white space that it does not need. */
function inOneLine(css) {
    return css.replace(/\s+/g, " ").replace(/ ?([{};:,]) /g, "$1");
}

/** workerd takes one module, and the files that decide from its config. */
async function bundleGateway() {
    const file = dist("gateway/workerd.js");
    const bundle = await rolldown({
        input: file,
        external: ["smacs.wasm", "smacs-run.wasm", "default.sme", "default.smx"],
    });
    await bundle.write({ file, codeSplitting: false });
    rmSync(`${file}.map`);
}

/** The policy names the one script by its hash: nothing else runs there but workers, and nothing is loaded. */
async function writeSandbox() {
    const bundle = await rolldown({ input: dist("check/sandbox-frame.js") });
    const { output } = await bundle.generate({ format: "iife", minify: true });
    const script = output[0].code.trim();
    const hash = createHash("sha256").update(script).digest("base64");
    const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src data:`;
    const html = readFileSync(new URL("../src/check/sandbox.html", import.meta.url), "utf8");
    const parts = { POLICY: policy, "<!-- SCRIPT -->": `<script>${script}</script>` };
    writeFileSync(dist("check/sandbox.html"), Object.entries(parts).reduce(filled, html));
}

function filled(html, [place, text]) {
    if (html.split(place).length !== 2) {
        throw new Error(`sandbox.html should hold ${place} once`);
    }
    return html.replace(place, () => text);
}
