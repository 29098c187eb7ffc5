// Makes sure that what the page is built from is there: the compiled package and its core.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const needed = ["dist/index.js", "dist/check/sandbox.html", "smacs.wasm"];
if (!needed.every((file) => existsSync(here(`../../wasm/${file}`)))) {
    const { status } = spawnSync("npm", ["run", "build"], { cwd: here("../../wasm"), stdio: "inherit" });
    if (status !== 0) {
        process.exit(status ?? 1);
    }
}
for (const file of ["../assets/default.sme", "../assets/default.smx"]) {
    if (!existsSync(here(file))) {
        console.error(`missing: web/${file.slice(3)} (make assets)`);
        process.exit(1);
    }
}
