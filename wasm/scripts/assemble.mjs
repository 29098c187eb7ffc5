// Puts what the package needs from elsewhere in the repository beside dist: the core that CMake built, and the licence.
// Without a core the package still compiles.
import { copyFileSync, existsSync } from "node:fs";

const from = (path) => new URL(`../../${path}`, import.meta.url);
const to = (name) => new URL(`../${name}`, import.meta.url);

copyFileSync(from("LICENSE"), to("LICENSE"));
if (existsSync(from("build/wasm/smacs.wasm"))) {
    copyFileSync(from("build/wasm/smacs.wasm"), to("smacs.wasm"));
} else {
    console.warn("smacs: no build/wasm/smacs.wasm yet (make wasm); the package is built without its core");
}
