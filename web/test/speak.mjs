// How the server for tests speaks: pieces of a stream in the OpenAI and the Anthropic wire format.
import { setTimeout as sleep } from "node:timers/promises";

/** Characters of a token; real ones vary, but a test has to be able to count them. */
const tokenLength = 4;

/** @type {(text: string) => string[]} */
export function tokensOf(text) {
    return text.match(new RegExp(`.{1,${tokenLength}}`, "gs")) ?? [];
}

/**
 * Made up, but always the same for the same text: between -2 and 0.
 *
 * @type {(token: string) => number}
 */
export function logprobOf(token) {
    let hash = 0;
    for (const character of token) {
        hash = (31 * hash + character.codePointAt(0)) % 1009;
    }
    return -hash / 505;
}

/**
 * What the model really answered, or a text that cannot be taken for an answer; cut at the limit asked for. `answers`
 * may be a function of question, name and body.
 */
export function answerOf(answers, body) {
    const { content } = body.messages.at(-1);
    const question = (Array.isArray(content) ? content.map(({ text = "" }) => text).join("") : content).trim();
    const name = body.model.replace(/^.*\//, "").replace(/!.*$/, "");
    if (asksBack(body)) {
        return statementOf(answers, body.messages.at(-2).content);
    }
    const given = typeof answers === "function" ? answers(question, name, body) : answers?.get(question)?.[name];
    const text = given ?? `Made-up text for tests, from ${name}. No model has read the question.\n`.repeat(4);
    return text.slice(0, limitOf(body) * tokenLength);
}

/** Whether a call asks for the final answer of a reply (src/run/state.c). */
export function asksBack({ messages }) {
    return messages.at(-1).content.includes("reply: n/a") && messages.at(-2)?.role === "assistant";
}

/** What `answers.statement` makes of a reply; without it, what the reply announces. */
function statementOf(answers, reply) {
    const announced = /answer is (.+?)\.?\s*$/.exec(reply)?.[1];
    return answers?.statement?.(reply) ?? announced ?? "n/a";
}

function limitOf(body) {
    return body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY;
}

/** The body of an answer, without its end. `chances` says how log-probabilities are spelt, if they are asked for. */
export async function stream(response, body, state) {
    const { answers, chunk, pause, stopAfter = Number.POSITIVE_INFINITY, holdAfter, chances = inContent } = state;
    head(response);
    response.write(": keep-alive\n\n");
    const model = state.serves ?? body.model;
    send(response, { model, choices: [{ index: 0, delta: { role: "assistant", content: "" } }] });
    const text = answerOf(answers, body);
    for (let at = 0, sent = 0; at < text.length && sent < stopAfter && !response.destroyed; at += chunk, sent++) {
        if (sent === holdAfter) {
            await state.released;
        }
        const content = text.slice(at, at + chunk);
        const logprobs = body.logprobs ? { logprobs: chances(content) } : {};
        send(response, { choices: [{ index: 0, delta: { content }, ...logprobs, finish_reason: null }] });
        state.counts.pieces++;
        await sleep(pause);
    }
}

/** OpenAI's spelling. */
function inContent(text) {
    return { content: tokensOf(text).map((token) => ({ token, logprob: logprobOf(token), top_logprobs: [] })) };
}

/** Together's. */
export function inArrays(text) {
    const tokens = tokensOf(text);
    return { tokens, token_logprobs: tokens.map(logprobOf) };
}

/** OpenAI's, with what servers write where they know nothing. */
export function withSentinels(text) {
    const odd = [null, -9999, undefined].map((logprob) => ({ token: "", logprob }));
    return { content: [...inContent(text).content, ...odd] };
}

/** The end of an answer: reason, token counts if asked for, mark. */
export function finish(response, body, state) {
    const reason = state.finish ?? (reachedLimit(body, state) ? "length" : "stop");
    send(response, { choices: [{ index: 0, delta: {}, finish_reason: reason }] });
    if (body.stream_options?.include_usage || state.usage) {
        send(response, { choices: [], usage: { ...usageOf(body, state), ...state.usage } });
    }
    response.end("data: [DONE]\n\n");
}

export function usageOf(body, state) {
    return { prompt_tokens: 20, completion_tokens: tokensOf(answerOf(state.answers, body)).length };
}

function reachedLimit(body, state) {
    return answerOf(state.answers, body).length === limitOf(body) * tokenLength;
}

/** A whole answer in Anthropic's format. */
export async function streamAnthropic(response, body, state) {
    head(response);
    event(response, { type: "message_start", message: { usage: { input_tokens: 20, output_tokens: 1 } } });
    event(response, { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } });
    event(response, { type: "ping" });
    const text = answerOf(state.answers, body);
    for (let at = 0; at < text.length && !response.destroyed; at += state.chunk) {
        const delta = { type: "text_delta", text: text.slice(at, at + state.chunk) };
        event(response, { type: "content_block_delta", index: 0, delta });
        await sleep(state.pause);
    }
    event(response, { type: "content_block_stop", index: 0 });
    const reason = reachedLimit(body, state) ? "max_tokens" : "end_turn";
    const usage = { output_tokens: tokensOf(text).length };
    event(response, { type: "message_delta", delta: { stop_reason: reason }, usage });
    event(response, { type: "message_stop" });
    response.end();
}

export function event(response, body) {
    response.write(`event: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`);
}

export function head(response) {
    if (!response.headersSent) {
        response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    }
}

export function send(response, chunk) {
    response.write(`data: ${JSON.stringify({ object: "chat.completion.chunk", ...chunk })}\n\n`);
}

/** Thoughts in the fields given. */
export function sendDelta(response, delta) {
    send(response, { choices: [{ index: 0, delta, finish_reason: null }] });
}

export function json(response, status, body, headers = {}) {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
