// Puts what the package needs from elsewhere in the repository beside dist: the modules that CMake built, the default
// embedder and index, the changes, and the licences of all of it. Without the modules the package still compiles.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withKernel } from "./kernel.mjs";
import { ofOurModules, separator } from "./licences.mjs";

const from = (path) => new URL(`../../${path}`, import.meta.url);
const to = (name) => new URL(`../${name}`, import.meta.url);
const read = (file) => readFileSync(file, "utf8").trim();

for (const name of ["LICENSE", "CHANGELOG.md"]) {
    copyFileSync(from(name), to(name));
}
for (const name of ["default.sme", "default.smx"]) {
    copyFileSync(from(`web/assets/${name}`), to(name));
}
// pako is built into dist; NOTICE says what the default embedder and index were made from.
const pako = new URL("../LICENSE", `file://${fileURLToPath(import.meta.resolve("pako"))}`);
const licences = [read(from("NOTICE")), read(from("LICENSE")), ...ofOurModules, `pako, in dist\n\n${read(pako)}`];
writeFileSync(to("licences.txt"), `${licences.join(separator)}\n`);

const { files } = JSON.parse(read(to("package.json")));
for (const name of files.filter((file) => file.endsWith(".wasm"))) {
    if (existsSync(from(`build/wasm/${name}`))) {
        const bytes = readFileSync(from(`build/wasm/${name}`));
        writeFileSync(to(name), name === "smacs.wasm" ? await withKernel(bytes) : bytes);
    } else {
        console.warn(`smacs: no build/wasm/${name} yet (make wasm); the package is built without it`);
    }
}
