// What the gateway's tests share: the default embedder and index, a gateway on a port, and the official client.
import { readFileSync } from "node:fs";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import OpenAI from "openai";
import { loadTools } from "smacs";
import { createGateway } from "smacs/gateway";
import { listen } from "../../tests/local-server.mjs";
import { startServer } from "../../web/test/server.mjs";
import { listenerOf } from "../bin/node-adapter.mjs";

const asset = (name) => fileURLToPath(new URL(`../../web/assets/${name}`, import.meta.url));

export const deciding = { embedder: asset("default.sme"), index: asset("default.smx") };

export const callersKey = "sk-of-the-caller-0123456789";

export const question = "What is 2 + 2?";
export const messages = [{ role: "user", content: question }];

/** All say 4, but the Yi. */
export const answers = (_, name) => `The answer is ${name.startsWith("Yi") ? 5 : 4}.`;

export const load = () => loadTools({ embedder: readFileSync(deciding.embedder), index: readFileSync(deciding.index) });

/** A server that answers for models, which asks for the caller's key. */
export const startUpstream = (options = {}) => startServer({ answers, pause: 0, key: callersKey, ...options });

/**
 * A gateway in front of an upstream, on a port. `reports` and `errors` fill up with what it says.
 * @param {{ url: string }} upstream
 */
export async function startGateway(upstream, { config = {}, tools = load, ...options } = {}) {
    const reports = [];
    const errors = [];
    const gateway = createGateway({
        config: { endpoints: { upstream: { base: `${upstream.url}/v1`, caller_key: true } }, ...config },
        load: tools,
        onEnd: (report) => reports.push(report),
        onError: (error) => errors.push(error),
        ...options,
    });
    const server = await listen(listenerOf((request) => gateway.fetch(request)));
    return { gateway, reports, errors, url: server.url, close: server.close };
}

/** The official client, as it comes. */
export const clientOf = ({ url }, more = {}) => new OpenAI({ baseURL: `${url}/v1`, apiKey: callersKey, ...more });

/** A request without the client. */
export const post = ({ url }, path, body, headers = {}) =>
    fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${callersKey}`, ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
    });

/** What it asks first of `startUpstream`'s models. */
export const best = "Llama-3.1-405B-Instruct";

/** The questions that a server was asked. */
export const asked = ({ requests }) => requests.filter(({ method }) => method === "POST");

export async function chunksOf(stream) {
    const chunks = [];
    for await (const chunk of stream) {
        chunks.push(chunk);
    }
    return chunks;
}

export const textOf = (chunks) => chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");

/**
 * For a `describe`: the tools that its gateways share, `set`, which makes an upstream, a gateway in front of it and a client
 * of that, and `open`, a list of servers that are closed after each test.
 */
export function gatewayBench() {
    let tools;
    const open = [];
    before(async () => {
        tools = await load();
    });
    after(() => tools?.dispose());
    afterEach(async () => {
        await Promise.all(open.splice(0).map((one) => one.close()));
    });
    const set = async ({ upstream: how = {}, ...options } = {}) => {
        const upstream = await startUpstream(how);
        const gateway = await startGateway(upstream, { tools: async () => tools, ...options });
        open.push(upstream, gateway);
        return { upstream, gateway, client: clientOf(gateway, { maxRetries: 0 }) };
    };
    return {
        get tools() {
            return tools;
        },
        open,
        set,
    };
}
