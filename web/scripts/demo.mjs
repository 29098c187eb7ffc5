// The main job on one machine: fetches small open models if need be, serves the page with them beside it, and starts a
// local model server for them too where llama.cpp's is installed.
//
// usage: node scripts/demo.mjs [FOLDER] [PORT]      defaults: dist 8080
//
// NO_MODELS=1 leaves the models out; MODELS="ID ..." or MODELS=--all fetches others than the usual ones.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { serveFolder, weightsIn } from "./serve.mjs";

const fetchScript = fileURLToPath(new URL("fetch-models.py", import.meta.url));

/** The folder of weights; undefined without them. */
function fetchWeights() {
    if (process.env.NO_MODELS) {
        return undefined;
    }
    const wanted = (process.env.MODELS ?? "").split(/\s+/).filter(Boolean);
    const run = spawnSync("python3", [fetchScript, ...wanted], { stdio: ["ignore", "pipe", "inherit"] });
    if (run.status !== 0) {
        console.error("models: not fetched; the page still finds some at public addresses.");
        return undefined;
    }
    return run.stdout.toString().trim().split("\n").at(-1);
}

/** One server for each model, at the ports that follow the page's. */
function startServers({ folder, list }, firstPort) {
    if (spawnSync("llama-server", ["--version"], { stdio: "ignore" }).status !== 0) {
        return [];
    }
    return list.models.map(({ id, file }, at) => {
        const port = firstPort + at;
        const args = ["--model", join(folder, file), "--alias", id, "--port", String(port), "--ctx-size", "4096"];
        const child = spawn("llama-server", args, { stdio: "ignore" });
        process.on("exit", () => child.kill());
        return `http://127.0.0.1:${port}/v1  (${id}, by llama-server)`;
    });
}

for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => process.exit(0));
}
const [site = "dist", port = "8080"] = process.argv.slice(2);
const folder = fetchWeights();
const weights = folder && weightsIn(folder);
const { url } = await serveFolder(site, { port: Number(port), weights });
const servers = weights ? startServers(weights, Number(port) + 1) : [];
console.log(`The page: ${url}`);
if (weights?.list.models.length > 0) {
    console.log('"Ask with the models on this page" is the first way on there; it needs no key and no server.');
}
for (const server of servers) {
    console.log(`A local server: ${server}`);
}
console.log("End it with Ctrl+C.");
