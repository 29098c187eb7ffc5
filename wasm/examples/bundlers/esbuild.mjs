// usage: node esbuild.mjs      builds public/, which any host can serve
//
// esbuild leaves `new URL("../default.sme", import.meta.url)` as it stands, so the package's files go beside the folder
// of the scripts.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
    entryPoints: { app: "app.js", worker: "smacs/worker" },
    outdir: "public/js",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
});
for (const name of ["smacs.wasm", "smacs-run.wasm", "default.sme", "default.smx"]) {
    copyFileSync(fileURLToPath(import.meta.resolve(`smacs/${name}`)), `public/${name}`);
}
writeFileSync("public/index.html", readFileSync("index.html", "utf8").replace("./app.js", "./js/app.js"));
