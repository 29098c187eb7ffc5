// The ways in which the server for tests can misbehave, by name. server.mjs lists them for people.
import { setTimeout as sleep } from "node:timers/promises";
import * as floods from "./floods.mjs";
import {
    answerOf,
    event,
    finish,
    head,
    inArrays,
    json,
    send,
    sendDelta,
    stream,
    streamAnthropic,
    usageOf,
    withSentinels,
} from "./speak.mjs";

/** A plain answer with other settings. */
const answering = (settings) => async (response, body, state) => {
    const changed = { ...state, ...settings };
    await stream(response, body, changed);
    finish(response, body, changed);
};

const streamed = answering({});

const whole = async (response, body, state) => {
    await sleep(state.pause);
    const message = { role: "assistant", content: answerOf(state.answers, body) };
    json(response, 200, { choices: [{ message, finish_reason: "stop" }], usage: usageOf(body, state) });
};

export const fine = (response, body, state) => (body.stream === false ? whole : streamed)(response, body, state);

/** An error with a status of its own. */
const failing =
    (status, message, { code = status, headers = {} } = {}) =>
    (response) =>
        json(response, status, { error: { message, code } }, headers);

/** The fault for the first request of a model, then none. */
const once = (fault) => (response, body, state) => {
    const seen = state.seen.get(body.model) ?? 0;
    state.seen.set(body.model, seen + 1);
    return seen === 0 ? fault(response, body, state) : fine(response, body, state);
};

/** Three pieces of an answer, then something else. */
const begun = (then) => async (response, body, state) => {
    await stream(response, body, { ...state, stopAfter: 3 });
    await then(response, body, state);
};

/** Keeps the connection alive, as long as it is held, and says nothing. */
async function keepAlive(response, _body, { counts }) {
    head(response);
    while (!response.destroyed) {
        response.write(": still there\n\n");
        counts.comments++;
        await sleep(50);
    }
}

/** Calls the first tool that it is given, without text. */
async function callingTool(response, body, state) {
    const { name } = body.tools[0].function;
    const call = { id: "call_1", type: "function", function: { name, arguments: '{"city":"Graz"}' } };
    if (body.stream === false) {
        const message = { role: "assistant", content: null, tool_calls: [call] };
        json(response, 200, { choices: [{ message, finish_reason: "tool_calls" }], usage: usageOf(body, state) });
        return;
    }
    head(response);
    const [start, rest] = ['{"city":', '"Graz"}'];
    sendDelta(response, { tool_calls: [{ index: 0, ...call, function: { name, arguments: start } }] });
    sendDelta(response, { tool_calls: [{ index: 0, function: { arguments: rest } }] });
    finish(response, body, { ...state, finish: "tool_calls" });
}

/** Refuses requests with this field. */
const refusing = (field, message, status = 400) => {
    const refuse = failing(status, message);
    return (response, body, state) => (field in body ? refuse : fine)(response, body, state);
};

/** Thinks in these fields before it answers. */
const thinking = (field) => async (response, body, state) => {
    head(response);
    for (const text of ["Let me ", "see."]) {
        sendDelta(response, field(text));
        await sleep(2);
    }
    await fine(response, body, state);
};

const ending = (chunk) =>
    begun((response) => {
        send(response, chunk);
        response.end();
    });

const retryAfter = (seconds) => ({ "retry-after": `${seconds}`, "access-control-expose-headers": "retry-after" });

export const faults = {
    // Turned away.
    "rate-limit": failing(429, "Rate limit reached."),
    "rate-limit-after": failing(429, "Rate limit reached.", { headers: retryAfter(1) }),
    "rate-limit-once": once(failing(429, "Rate limit reached.")),
    "rate-limit-once-after": once(failing(429, "Rate limit reached.", { headers: retryAfter(1) })),
    "rate-limit-once-long": once(failing(429, "Rate limit reached.", { headers: retryAfter(40) })),
    "rate-limit-long": failing(429, "Rate limit reached.", { headers: retryAfter(100) }),
    overloaded: failing(503, "The model is overloaded."),
    "overloaded-long": failing(503, "The model is overloaded.", { headers: retryAfter(100) }),
    server: failing(503, "The upstream is away."),
    "server-once": once(failing(500, "Something broke.")),
    auth: failing(401, "Incorrect API key provided.", { code: "invalid_api_key" }),
    credit: failing(402, "Insufficient credits."),
    refused: failing(403, "Your input was flagged by moderation."),
    "unknown-model": failing(404, "The model does not exist."),

    // Silent, slow or never done.
    "no-headers": () => {},
    silent: keepAlive,
    slow: async (response, body, state) => {
        head(response);
        await sleep(1500);
        await fine(response, body, state);
    },
    held: async (response, body, state) => {
        head(response);
        await state.released;
        await fine(response, body, state);
    },
    stalls: begun(keepAlive),
    drip: async (response) => {
        head(response);
        while (!response.destroyed) {
            sendDelta(response, { content: "." });
            await sleep(20);
        }
    },
    endless: async (response, body, state) => {
        while (!response.destroyed) {
            await stream(response, body, state);
            await sleep(50);
        }
    },

    // More than any answer (floods.mjs).
    "flood-ordinary": floods.ordinary,
    "flood-thoughts": floods.thoughts,
    "flood-nothing": floods.nothing,
    "flood-line": floods.line,
    "flood-bomb": floods.bomb,
    "flood-error": floods.error,

    // Broken connections, and what a browser cannot tell from them.
    reset: (response) => response.socket.resetAndDestroy(),
    "reset-once": once((response) => response.socket.resetAndDestroy()),
    broken: begun(async (response) => {
        await sleep(100); // or what was sent would be lost on the way
        response.destroy();
    }),
    "no-cors": (response, body, state) => {
        response.removeHeader("access-control-allow-origin");
        return fine(response, body, state);
    },
    "opaque-auth": (response) => {
        response.removeHeader("access-control-allow-origin");
        json(response, 401, { error: { message: "Incorrect API key provided." } });
    },

    // Not what was agreed on.
    garbage: (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"choices": [{'),
    "garbage-in-stream": begun((response) => response.end("data: {not json\n\n")),
    html: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><p>Welcome"),
    "error-in-200": ending({ error: { message: "The provider gave up.", code: 502 } }),
    "error-object-in-200": ending({ object: "error", message: "The engine died.", code: 500 }),
    "error-finish-in-200": ending({ choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }] }),
    "overloaded-first-in-200": once((response) => {
        head(response);
        send(response, { error: { message: "Overloaded, try again.", code: 503 } });
        response.end();
    }),
    "no-done": ending({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
    "no-end": begun((response) => response.end()),
    "no-choices": (response) => {
        head(response);
        send(response, { choices: [] });
        response.end("data: [DONE]\n\n");
    },
    empty: (response, body, state) => {
        head(response);
        finish(response, body, { ...state, finish: "stop" });
    },
    filtered: (response, body, state) => {
        head(response);
        finish(response, body, { ...state, finish: "content_filter" });
    },
    whole,

    // Calls of tools.
    "calls-tool": callingTool,
    "always-streams": (response, body, state) =>
        (body.tools ? callingTool : streamed)(response, { ...body, stream: true }, state),

    // Thoughts.
    reasons: thinking((text) => ({ reasoning_content: text })),
    "reasons-twice": thinking((text) => ({ reasoning: text, reasoning_details: [{ type: "reasoning.text", text }] })),
    thinks: async (response, body, state) => {
        head(response);
        for (const text of ["<thi", "nk>\nLet me see", ".</th", "ink>\n\n"]) {
            sendDelta(response, { content: text });
            await sleep(5);
        }
        await fine(response, body, state);
    },

    // Fields of the request, log-probabilities and token counts.
    "no-stream-options": refusing("stream_options", "Unknown field: stream_options"),
    "no-logprobs": refusing("logprobs", "`logprobs` is not supported with this model"),
    "no-logprobs-unnamed": refusing("logprobs", "Unsupported parameter in the request."),
    "no-seed": refusing("seed", '[{"type":"extra_forbidden","loc":["body","seed"]}]', 422),
    "no-max-tokens": refusing(
        "max_tokens",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ),
    "no-temperature": refusing("temperature", "Unsupported value: 'temperature' does not support 0.7 with this model."),
    "other-model": (response, body, state) => fine(response, body, { ...state, serves: "tiny-1b" }),
    "ignores-logprobs": (response, body, state) => fine(response, { ...body, logprobs: false }, state),
    "logprobs-arrays": answering({ chances: inArrays }),
    "logprobs-sentinels": answering({ chances: withSentinels }),
    cost: answering({ usage: { total_tokens: 400, cost: 0.00042, cost_in_usd_ticks: 4_200_000 } }),
    "no-usage": (response, body, state) => fine(response, { ...body, stream_options: undefined }, state),
};

/** The same for Anthropic's wire; where a name is missing here, that of the other is taken, which has no body. */
export const anthropicFaults = {
    "overloaded-in-200": async (response) => {
        head(response);
        event(response, { type: "message_start", message: { usage: { input_tokens: 20 } } });
        event(response, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } });
        response.end();
    },
    reasons: async (response, body, state) => {
        head(response);
        event(response, { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } });
        await streamAnthropic(response, body, state);
    },
    auth: failing(401, "invalid x-api-key", { code: "authentication_error" }),
};
