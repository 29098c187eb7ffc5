// usage: npx rollup -c      builds public/, which any host can serve
//
// Rollup leaves `new URL("../default.sme", import.meta.url)` as it stands, so the package's files go beside the folder
// of the scripts.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import resolve from "@rollup/plugin-node-resolve";

const page = readFileSync("index.html", "utf8").replace("./app.js", "./js/app.js");
const ofPackage = (name) => readFileSync(fileURLToPath(import.meta.resolve(`smacs/${name}`)));

export default {
    input: { "js/app": "app.js", "js/worker": "smacs/worker" },
    output: { dir: "public", format: "es", chunkFileNames: "js/[name]-[hash].js" },
    plugins: [
        resolve({ browser: true }),
        {
            name: "copy",
            generateBundle() {
                this.emitFile({ type: "asset", fileName: "index.html", source: page });
                for (const fileName of ["smacs.wasm", "smacs-run.wasm", "default.sme", "default.smx"]) {
                    this.emitFile({ type: "asset", fileName, source: ofPackage(fileName) });
                }
            },
        },
    ],
};
