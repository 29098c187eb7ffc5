// Puts what the package needs from elsewhere in the repository beside dist: the modules that CMake built, the
// licence, and those of what is inside the modules. Without them the package still compiles.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { ofOurModules, separator } from "./licences.mjs";

const from = (path) => new URL(`../../${path}`, import.meta.url);
const to = (name) => new URL(`../${name}`, import.meta.url);

copyFileSync(from("LICENSE"), to("LICENSE"));
const own = [readFileSync(from("LICENSE"), "utf8").trim(), ...ofOurModules];
writeFileSync(to("licences.txt"), `${own.join(separator)}\n`);
for (const name of ["smacs.wasm", "smacs-run.wasm", "smacs-builder.wasm", "smacs-checks.wasm"]) {
    if (existsSync(from(`build/wasm/${name}`))) {
        copyFileSync(from(`build/wasm/${name}`), to(name));
    } else {
        console.warn(`smacs: no build/wasm/${name} yet (make wasm); the package is built without it`);
    }
}
