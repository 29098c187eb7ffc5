// Writes the folder that `workerd serve` runs the gateway from.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packaged = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/**
 * @param {string} folder
 * @param {{ config: import("../dist/gateway/index.js").GatewayConfig, embedder: string, index: string, host: string,
 *     port: number }} parts
 */
export function writeWorkerdFolder(folder, { config, embedder, index, host, port }) {
    mkdirSync(folder, { recursive: true });
    const files = {
        "gateway.js": packaged("dist/gateway/workerd.js"),
        "smacs.wasm": packaged("smacs.wasm"),
        "smacs-run.wasm": packaged("smacs-run.wasm"),
        "default.sme": embedder,
        "default.smx": index,
    };
    for (const [name, from] of Object.entries(files)) {
        copyFileSync(from, join(folder, name));
    }
    writeFileSync(join(folder, "config.capnp"), configText(config, `${host}:${port}`));
}

/** Keys are not written: workerd reads them from the environment when it starts. */
function configText(config, address) {
    const asked = [...Object.values(config.endpoints), config.embeddings];
    const secrets = [config.access_key_env, ...asked.map((endpoint) => endpoint?.key_env)];
    const names = [...new Set(secrets.filter((name) => name !== undefined))];
    return `# The gateway of SMACS for workerd: npx workerd serve config.capnp
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
    services = [
        (name = "gateway", worker = .gateway),
        # The gateway asks the endpoints of its config only; models may run on this machine.
        (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
    ],
    sockets = [(name = "http", address = ${quoted(address)}, http = (), service = "gateway")],
);

const gateway :Workerd.Worker = (
    compatibilityDate = "2026-11-01",
    compatibilityFlags = ["enable_request_signal"],
    modules = [
        (name = "gateway.js", esModule = embed "gateway.js"),
        (name = "smacs.wasm", wasm = embed "smacs.wasm"),
        (name = "smacs-run.wasm", wasm = embed "smacs-run.wasm"),
        (name = "default.sme", data = embed "default.sme"),
        (name = "default.smx", data = embed "default.smx"),
    ],
    bindings = [
        (name = "CONFIG", json = ${quoted(JSON.stringify(config))}),
${names.map((name) => `        (name = ${quoted(name)}, fromEnvironment = ${quoted(name)}),\n`).join("")}    ],
);
`;
}

/** Cap'n Proto escapes as C does, and so as JSON, as long as there is nothing but ASCII. */
const quoted = (text) =>
    JSON.stringify(text).replace(/[^\x20-\x7e]/gu, (character) =>
        [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
    );
