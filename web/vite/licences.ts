import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { mitOf, ofOurModules, ofPackages, separator } from "../../wasm/scripts/licences.mjs";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(root(path), "utf8").trim();

/** licences.txt: what the page is made of, with the licence of each library in it, as these ask for. */
export function licences(): Plugin {
    return {
        name: "smacs-licences",
        apply: "build",
        generateBundle() {
            const { dependencies } = JSON.parse(read("web/package.json")) as { dependencies: Record<string, string> };
            const names = Object.keys(dependencies).filter((name) => name !== "smacs");
            const texts = [...names, ...carried].map((name) => `${name} ${versionOf(name)}\n\n${licenceOf(name)}`);
            const parts = [read("NOTICE"), read("LICENSE"), ...ofOurModules, ...texts, ...ofPackages];
            this.emitFile({ type: "asset", fileName: "licences.txt", source: `${parts.join(separator)}\n` });
        },
    };
}

/** What those packages bring along, or the npm package has built in. */
const carried = ["@preact/signals-core", "pako"];

const versionOf = (name: string): string =>
    (JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string }).version;

/** Packages of MIT licence whose makers forgot to pack it, with their line of copyright. */
const unpacked: Readonly<Record<string, string>> = {
    "@micropython/micropython-webassembly-pyscript": "Copyright (c) 2013-2025 Damien P. George",
};

function licenceOf(name: string): string {
    const folder = `node_modules/${name}`;
    const file = readdirSync(root(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const holder = unpacked[name];
    if (file) {
        return read(`${folder}/${file}`);
    }
    if (!holder) {
        throw new Error(`${name} comes without a licence file`);
    }
    return mitOf(holder);
}
