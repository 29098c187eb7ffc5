// Puts what the package needs from elsewhere in the repository beside dist: the modules that CMake built, and the
// licence. Without them the package still compiles.
import { copyFileSync, existsSync } from "node:fs";

const from = (path) => new URL(`../../${path}`, import.meta.url);
const to = (name) => new URL(`../${name}`, import.meta.url);

copyFileSync(from("LICENSE"), to("LICENSE"));
for (const name of ["smacs.wasm", "smacs-builder.wasm", "smacs-checks.wasm"]) {
    if (existsSync(from(`build/wasm/${name}`))) {
        copyFileSync(from(`build/wasm/${name}`), to(name));
    } else {
        console.warn(`smacs: no build/wasm/${name} yet (make wasm); the package is built without it`);
    }
}
