// Puts the core that CMake built beside dist, where the package looks for it. Without one the package still compiles.
import { copyFileSync, existsSync } from "node:fs";

const built = new URL("../../build/wasm/smacs.wasm", import.meta.url);
if (existsSync(built)) {
    copyFileSync(built, new URL("../smacs.wasm", import.meta.url));
} else {
    console.warn("smacs: no build/wasm/smacs.wasm yet (make wasm); the package is built without its core");
}
