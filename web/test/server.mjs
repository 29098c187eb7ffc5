// A server for tests that speaks the OpenAI wire format and replays recorded answers. No model runs here.
//
// usage: node test/server.mjs [PORT] [BANK_FOLDER]
//
// With a bank folder (../shared/bank of the repository by default) it knows the questions of zeroeval.dev and what the
// models there really answered. To any other question every model gives a short made-up text that says so. Names of
// models decide nothing else; faults are set by the test: {model: fault}, see `faulty`.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export const defaultBank = fileURLToPath(new URL("../../../shared/bank", import.meta.url));

/** Recorded answers by question, or undefined where there is no bank. */
export function readBank(folder = defaultBank) {
    const [questions, responses] = ["zeroeval.dev.jsonl.gz", "zeroeval.responses.dev.jsonl.gz"].map((file) =>
        join(folder, file),
    );
    if (!existsSync(questions) || !existsSync(responses)) {
        return undefined;
    }
    const texts = new Map(lines(questions).map(({ id, question }) => [id, question]));
    const answers = new Map();
    for (const { id, responses: texts_ } of lines(responses)) {
        if (texts.has(id)) {
            answers.set(texts.get(id).trim(), texts_);
        }
    }
    return answers;
}

function lines(file) {
    return gunzipSync(readFileSync(file))
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line));
}

/** Under the names that the publishers use, so that the page has to match them. */
export const standardModels = [
    "Athene-70B",
    "Llama-3.1-405B-Instruct",
    "meta-llama/Llama-3.1-70B-Instruct",
    "Llama-3.1-8B-Instruct",
    "Mistral-Large-Instruct-2407",
    "Mistral-Nemo-Instruct-2407",
    "Qwen2-72B-Instruct",
    "DeepSeek-V2.5",
    "gemma-2-27b-it",
    "gemma-2-9b-it",
    "Yi-1.5-34B-Chat",
    "an-unknown-model",
];

/**
 * Starts it on a free port. Options: answers (readBank), models, faults, key (then requests need it), chunk (characters
 * each), pause (ms between chunks). Resolves to {url, requests, faults, close()}.
 *
 * @param {Record<string, unknown>} options
 */
export async function startServer(options = {}) {
    /** @type {Record<string, string>} */
    const faults = {};
    const state = { models: standardModels, faults, chunk: 24, pause: 4, requests: [], ...options };
    const server = createServer((request, response) => {
        respond(request, response, state).catch((error) => {
            // The page went away in the middle: nothing to do.
            if (!response.destroyed) {
                response.destroy(error);
            }
        });
    });
    await new Promise((done) => server.listen(state.port ?? 0, "127.0.0.1", done));
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        requests: state.requests,
        faults: state.faults,
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    };
}

async function respond(request, response, state) {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-methods", "GET, POST");
    // Nothing else is allowed, as at several services: one more header of the page's would fail here.
    response.setHeader("access-control-allow-headers", "authorization, content-type");
    if (request.method === "OPTIONS") {
        response.writeHead(204).end();
        return;
    }
    const { pathname } = new URL(request.url, "http://localhost");
    const body = await readBody(request);
    state.requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (state.key && request.headers.authorization !== `Bearer ${state.key}`) {
        json(response, 401, { error: { message: "Incorrect API key provided.", code: "invalid_api_key" } });
    } else if (pathname === "/v1/models") {
        json(response, 200, { object: "list", data: state.models.map((id) => ({ id, object: "model" })) });
    } else if (pathname === "/v1/chat/completions" && request.method === "POST") {
        await faulty(state.faults[body.model])(response, body, state);
    } else {
        json(response, 404, { error: { message: `no such path: ${pathname}` } });
    }
}

async function readBody(request) {
    const chunks = [];
    for await (const chunk of request) {
        chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString("utf8");
    return text === "" ? undefined : JSON.parse(text);
}

/** How a model misbehaves; undefined: not at all. */
function faulty(fault) {
    switch (fault) {
        case "rate-limit":
            return (response) => json(response, 429, { error: { message: "Rate limit reached.", code: 429 } });
        case "server":
            return (response) => json(response, 503, { error: { message: "The upstream is away." } });
        case "unknown-model":
            return (response) => json(response, 404, { error: { message: "The model does not exist." } });
        case "error-in-200":
            return async (response, body, state) => {
                await stream(response, body, { ...state, stopAfter: 3 });
                send(response, { error: { message: "The provider gave up.", code: 502 } });
                response.end();
            };
        case "broken":
            return async (response, body, state) => {
                await stream(response, body, { ...state, stopAfter: 3 });
                await sleep(100); // or what was sent would be lost on the way
                response.destroy();
            };
        case "silent":
            return async (response) => {
                head(response);
                while (!response.destroyed) {
                    response.write(": still there\n\n");
                    await sleep(200);
                }
            };
        case "slow":
            return async (response, body, state) => {
                head(response);
                await sleep(1500);
                await stream(response, body, state);
                finish(response, body, state);
            };
        case "endless":
            return async (response, body, state) => {
                for (;;) {
                    await stream(response, body, state);
                    if (response.destroyed) {
                        return;
                    }
                    await sleep(50);
                }
            };
        case "no-done":
            return async (response, body, state) => {
                await stream(response, body, state);
                send(response, { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
                response.end();
            };
        case "thinks":
            return async (response, body, state) => {
                head(response);
                for (const text of ["<thi", "nk>\nLet me see", ".</th", "ink>\n\n"]) {
                    send(response, { choices: [{ index: 0, delta: { content: text } }] });
                    await sleep(5);
                }
                await stream(response, body, state);
                finish(response, body, state);
            };
        case "no-stream-options":
            return async (response, body, state) => {
                if (body.stream_options) {
                    json(response, 400, { error: { message: "Unknown field: stream_options" } });
                    return;
                }
                await stream(response, body, state);
                finish(response, body, state);
            };
        default:
            return async (response, body, state) => {
                await stream(response, body, state);
                finish(response, body, state);
            };
    }
}

async function stream(response, body, { answers, chunk, pause, stopAfter = Number.POSITIVE_INFINITY }) {
    head(response);
    response.write(": keep-alive\n\n");
    send(response, { choices: [{ index: 0, delta: { role: "assistant", content: "" } }] });
    const text = answerOf(answers, body);
    for (let at = 0, sent = 0; at < text.length && sent < stopAfter && !response.destroyed; at += chunk, sent++) {
        send(response, {
            choices: [{ index: 0, delta: { content: text.slice(at, at + chunk) }, finish_reason: null }],
        });
        await sleep(pause);
    }
}

function finish(response, body, state) {
    const tokens = Math.ceil(answerOf(state.answers, body).length / 4);
    send(response, { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    if (body.stream_options?.include_usage) {
        send(response, { choices: [], usage: { prompt_tokens: 20, completion_tokens: tokens } });
    }
    response.end("data: [DONE]\n\n");
}

/** What the model really answered, or a text that cannot be taken for an answer. */
function answerOf(answers, body) {
    const question = body.messages.at(-1).content.trim();
    const recorded = answers?.get(question);
    const name = body.model.replace(/^.*\//, "");
    return recorded?.[name] ?? `Made-up text for tests, from ${name}. No model has read the question.\n`.repeat(4);
}

function head(response) {
    if (!response.headersSent) {
        response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    }
}

function send(response, chunk) {
    response.write(`data: ${JSON.stringify({ object: "chat.completion.chunk", ...chunk })}\n\n`);
}

function json(response, status, body) {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [port = "8090", folder = defaultBank] = process.argv.slice(2);
    const answers = readBank(folder);
    const { url } = await startServer({ port: Number(port), answers, pause: 20 });
    console.log(`Recorded answers for tests, not models: ${url}/v1`);
    console.log(answers ? `${answers.size} questions of ${folder}` : `no bank at ${folder}: made-up texts only`);
}
