// A server for tests that speaks the OpenAI wire format and replays recorded answers. No model runs here.
//
// usage: node test/server.mjs [PORT] [BANK_FOLDER]
//
// With a bank folder (../shared/bank of the repository by default) it knows the questions of zeroeval.dev and what the
// models there really answered. To any other question every model gives a short made-up text that says so. It speaks
// Anthropic's wire format as well, at /v1/messages. Log-probabilities are made up too, the same for the same text.
//
// It misbehaves when it is told to: for a model by the test ({model: fault} in `faults`) or by the model's own id
// ("any-name!fault"), for a request by its header x-fault, which no browser may send. The faults (faults.mjs):
//
//   turned away      rate-limit, rate-limit-after (with Retry-After: 1), rate-limit-once, rate-limit-once-after and
//                    rate-limit-once-long (Retry-After: 40; then fine), rate-limit-long (Retry-After: 100), overloaded and
//                    overloaded-long (503), server (503), server-once (500, then fine), auth (401), credit (402), refused (403 by a content filter), unknown-model (404)
// too slow no-headers (no reply at all), silent (comments only), slow (1.5 s to the first word), held (no word
//                    before release()), stalls (begins, then comments only), drip (a character now and then, for ever),
//                    endless (whole answers, for ever)
//   too much         flood-ordinary, flood-thoughts and flood-nothing (100 MB), flood-line (a line without end), flood-bomb
//                    (packed with gzip), flood-error (of 50 MB)
//   no connection    reset (before any byte), reset-once (then fine), broken (in the middle), no-cors (fine, but
//                    without the header that lets a page read it), opaque-auth (401 without that header)
//   another format   garbage (broken JSON), garbage-in-stream, html, error-in-200, error-object-in-200 and
//                    error-finish-in-200 (after some text), overloaded-first-in-200 (before any, then fine), no-done
//                    (no end mark), no-end (nor a reason), no-choices, empty, filtered (finish reason content_filter,
//                    no text), whole (JSON instead of a stream), always-streams (a stream instead of JSON)
//   thoughts         reasons (reasoning_content), reasons-twice (reasoning and reasoning_details), thinks (<think> in
//                    the text)
//   calls            calls-tool (the first tool that is offered)
//   refused fields   no-stream-options, no-logprobs, no-logprobs-unnamed (the message names nothing), no-seed (422),
//                    no-max-tokens (wants max_completion_tokens), no-temperature
//   extras           other-model (says that another one answered), ignores-logprobs, logprobs-arrays (as Together), logprobs-sentinels (null and -9999 among them),
//                    cost (usage with total, cost and ticks), no-usage
//   Anthropic's      overloaded-in-200, reasons, auth, and of the above those that have no body of their own
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { listen } from "../../tests/local-server.mjs";
import { anthropicFaults, faults, fine } from "./faults.mjs";
import { json, streamAnthropic } from "./speak.mjs";

const defaultBank = fileURLToPath(new URL("../../../shared/bank", import.meta.url));

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
 * Starts it on a free port. With no models it has no list of them. Options: answers (readBank, or a function of question and model), models, faults, key (then
 * requests need it), chunk (characters each), pause (ms between chunks), holdAfter (chunks, after which each answer
 * waits for release()), wire ("anthropic" lets its headers pass everywhere). Resolves to {url, requests, faults,
 * counts (of comments that kept a connection alive, and of pieces of answers), release(), close()}.
 *
 * @param {Record<string, unknown>} options
 */
export async function startServer(options = {}) {
    /** @type {Record<string, string>} */
    const chosen = {};
    /** @type {{ method: string, url: string, headers: Record<string, string>, body: Record<string, unknown> }[]} */
    const requests = [];
    let release = () => {};
    /** @type {Promise<void>} */
    const released = new Promise((done) => {
        release = done;
    });
    const state = {
        models: standardModels,
        faults: chosen,
        seen: new Map(),
        chunk: 24,
        pause: 4,
        requests,
        released,
        counts: { comments: 0, pieces: 0 },
        ...options,
    };
    const { url, close } = await listen((request, response) => {
        respond(request, response, state).catch((error) => {
            // The page went away in the middle: nothing to do.
            if (!response.destroyed) {
                response.destroy(error);
            }
        });
    }, state.port);
    return { url, requests: state.requests, faults: state.faults, counts: state.counts, release, close };
}

const anthropicHeaders = "x-api-key, anthropic-version, anthropic-dangerous-direct-browser-access";

async function respond(request, response, state) {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-methods", "GET, POST");
    // Nothing else is allowed, as at several services: one more header of the page's would fail here.
    const own = state.wire === "anthropic" || request.url.endsWith("/messages") ? `, ${anthropicHeaders}` : "";
    response.setHeader("access-control-allow-headers", `authorization, content-type${own}`);
    if (request.method === "OPTIONS") {
        response.writeHead(204).end();
        return;
    }
    const { pathname } = new URL(request.url, "http://localhost");
    const body = await readBody(request);
    state.requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    const { authorization, "x-api-key": key = authorization?.replace(/^Bearer /, "") } = request.headers;
    if (state.key && key !== state.key) {
        json(response, 401, { error: { message: "Incorrect API key provided.", code: "invalid_api_key" } });
    } else if (pathname === "/v1/models" && state.models.length > 0) {
        json(response, 200, {
            object: "list",
            data: state.models.map((model) => (typeof model === "string" ? { id: model, object: "model" } : model)),
        });
    } else if (/^\/v1\/(chat\/completions|messages)$/.test(pathname) && request.method === "POST") {
        await behaviour(request, body, state)(response, body, state);
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

/** What the model's id, the test or a header asks for. */
function behaviour(request, body, state) {
    const wanted = request.headers["x-fault"] ?? state.faults[body.model] ?? /!(.*)$/.exec(body.model)?.[1];
    const anthropic = request.url.endsWith("/messages");
    if (wanted === undefined) {
        return anthropic ? streamAnthropic : fine;
    }
    const fault = (anthropic ? anthropicFaults[wanted] : undefined) ?? faults[wanted];
    return fault ?? ((response) => json(response, 501, { error: { message: `no such fault: ${wanted}` } }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [port = "8090", folder = defaultBank] = process.argv.slice(2);
    const answers = readBank(folder);
    const { url } = await startServer({ port: Number(port), answers, pause: 20 });
    console.log(`Recorded answers for tests, not models: ${url}/v1`);
    console.log(answers ? `${answers.size} questions of ${folder}` : `no bank at ${folder}: made-up texts only`);
}
