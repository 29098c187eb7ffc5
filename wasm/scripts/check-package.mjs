// Says what a tarball would lack, before it is made: every file that package.json names has to be there.
//
// usage: node scripts/check-package.mjs [FOLDER]      FOLDER: of the package; by default this one
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const folder = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));
const { files, exports, bin } = JSON.parse(readFileSync(resolve(folder, "package.json"), "utf8"));
const targets = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? target : Object.values(target),
);
const named = new Set([...files, ...targets, ...Object.values(bin)].map((path) => path.replace(/^\.\//, "")));

const isThere = (path) => {
    const stats = statSync(resolve(folder, path), { throwIfNoEntry: false });
    return stats?.isDirectory() || (stats?.size ?? 0) > 0;
};
const missing = [...named].filter((path) => !isThere(path));
for (const path of missing) {
    const how = path.endsWith(".wasm") ? "make wasm" : "npm run build -w wasm";
    console.error(`smacs: the package lacks ${path}. At the root of the repository: ${how}`);
}
process.exitCode = missing.length > 0 ? 1 : 0;
