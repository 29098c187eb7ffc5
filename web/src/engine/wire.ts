// The OpenAI wire format as it is met in the wild, read into a few events. No fetching here, so that tests feed bytes.
import { createParser } from "eventsource-parser";
import { isRecord, isString } from "../lib/storage.ts";
import { Failure, kindOf } from "./failure.ts";

export interface Usage {
    promptTokens: number | undefined;
    completionTokens: number | undefined;
}

export type WireEvent =
    | { kind: "text"; text: string }
    /** What a model thought aloud, from whichever field; never part of the answer. */
    | { kind: "reasoning"; text: string }
    | { kind: "usage"; usage: Usage }
    /** "stop", "length", ...: as the server spells it. */
    | { kind: "finish"; reason: string }
    /** The server's own end mark, which some leave out. */
    | { kind: "done" };

/**
 * Reads a streamed answer. Comment lines are keep-alives and give no event. Throws a Failure for an error inside the
 * stream, whatever its shape, and lets errors of the connection through.
 */
export async function* readStream(bytes: ReadableStream<Uint8Array>): AsyncGenerator<WireEvent> {
    const queue: { data: string; event: string | undefined }[] = [];
    const parser = createParser({ onEvent: ({ data, event }) => queue.push({ data, event }) });
    const reader = bytes.getReader();
    const decoder = new TextDecoder();
    try {
        for (;;) {
            const { done, value } = await reader.read();
            parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
            for (const { data, event } of queue.splice(0)) {
                if (data.trim() === "[DONE]") {
                    yield { kind: "done" };
                    return;
                }
                yield* readChunk(data, event);
            }
            if (done) {
                return;
            }
        }
    } finally {
        // The consumer may leave early; the rest need not be sent.
        reader.cancel().catch(() => {});
    }
}

function readChunk(data: string, event: string | undefined): WireEvent[] {
    let chunk: unknown;
    try {
        chunk = JSON.parse(data);
    } catch {
        throw event === "error" ? new Failure("server", data) : new Failure("bad-response", data);
    }
    const failure = failureIn(chunk, event === "error");
    if (failure) {
        throw failure;
    }
    return readMessage(chunk, "delta");
}

/** Reads an answer that came in one piece. */
export function readWhole(body: unknown): WireEvent[] {
    const failure = failureIn(body);
    if (failure) {
        throw failure;
    }
    return readMessage(body, "message");
}

function readMessage(body: unknown, field: "delta" | "message"): WireEvent[] {
    const events: WireEvent[] = [];
    if (!isRecord(body)) {
        return events;
    }
    const choice: unknown = Array.isArray(body.choices) ? body.choices[0] : undefined;
    if (isRecord(choice)) {
        const message = choice[field] ?? choice.message ?? choice.delta;
        if (isRecord(message)) {
            pushText(events, "reasoning", reasoningOf(message));
            pushContent(events, message.content);
            pushText(events, "text", message.refusal);
        }
        const reason = choice.finish_reason;
        if (isString(reason) && reason !== "") {
            events.push({ kind: "finish", reason });
        }
    }
    const usage = isRecord(body.usage) ? body.usage : isRecord(body.x_groq) ? body.x_groq.usage : undefined;
    if (isRecord(usage)) {
        const tokens = (name: string) => (typeof usage[name] === "number" ? usage[name] : undefined);
        events.push({
            kind: "usage",
            usage: { promptTokens: tokens("prompt_tokens"), completionTokens: tokens("completion_tokens") },
        });
    }
    return events;
}

/** The same thoughts may come in two fields at once: the first that has any is read. */
function reasoningOf(message: Record<string, unknown>): unknown {
    const { reasoning_content: content, reasoning, reasoning_details: details } = message;
    if (isString(content) && content !== "") {
        return content;
    }
    if (isString(reasoning) && reasoning !== "") {
        return reasoning;
    }
    if (!Array.isArray(details)) {
        return undefined;
    }
    return details
        .filter(isRecord)
        .map((part) => part.text ?? part.summary)
        .filter(isString)
        .join("");
}

/** Content is a string, or a list of blocks of which some are thoughts. */
function pushContent(events: WireEvent[], content: unknown): void {
    if (!Array.isArray(content)) {
        pushText(events, "text", content);
        return;
    }
    for (const block of content.filter(isRecord)) {
        const { type, text, thinking } = block;
        if (type === "thinking") {
            const parts = Array.isArray(thinking) ? thinking.filter(isRecord).map((part) => part.text) : [thinking];
            pushText(events, "reasoning", parts.filter(isString).join(""));
        } else {
            pushText(events, "text", text);
        }
    }
}

function pushText(events: WireEvent[], kind: "text" | "reasoning", text: unknown): void {
    if (isString(text) && text !== "") {
        events.push({ kind, text });
    }
}

/** {error: {message, code}}, {error: "..."}, {object: "error", message} and finish_reason "error", all with status 200. */
function failureIn(body: unknown, isError = false): Failure | undefined {
    if (!isRecord(body)) {
        return isError ? new Failure("server", String(body)) : undefined;
    }
    const { error, object, message, code, choices } = body;
    if (isRecord(error)) {
        return failureOf(error.code ?? error.type ?? error.status, error.message);
    }
    if (isString(error) && error !== "") {
        return failureOf(code, error);
    }
    if (object === "error" || (isError && isString(message))) {
        return failureOf(code, message);
    }
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    if (isRecord(choice)) {
        if (isRecord(choice.error)) {
            return failureOf(choice.error.code, choice.error.message);
        }
        if (choice.finish_reason === "error" || choice.finish_reason === "network_error") {
            return new Failure("server");
        }
    }
    return isError ? new Failure("server") : undefined;
}

function failureOf(code: unknown, message: unknown): Failure {
    const text = isString(message) ? message : "";
    const known = isString(code) || typeof code === "number" ? code : undefined;
    const status = Number(known);
    return new Failure(kindOf(known, text), text, status >= 100 ? status : undefined);
}

/** An HTTP error as a failure; the body is whatever the server sent. */
export function failureOfResponse(status: number, body: string): Failure {
    let message = /^\s*</.test(body) ? "" : body;
    let code: number | string = status;
    try {
        const inner = failureIn(JSON.parse(body), true);
        message = inner?.message || message;
        code = inner?.kind === "credit" ? 402 : status;
    } catch {
        // Not JSON.
    }
    return new Failure(kindOf(code, message), message, status);
}

/**
 * Takes apart an answer that thinks aloud in its text: <think>...</think> in front of it, or, where the opening mark
 * was part of the prompt, everything up to a lone </think>. Fit for text that is still arriving.
 */
export function splitThinking(raw: string): { text: string; reasoning: string } {
    const open = "<think>";
    const close = "</think>";
    const start = raw.trimStart();
    const end = raw.indexOf(close);
    if (start.startsWith(open)) {
        const reasoning = end < 0 ? start.slice(open.length) : raw.slice(raw.indexOf(open) + open.length, end);
        return { text: end < 0 ? "" : raw.slice(end + close.length).trimStart(), reasoning: reasoning.trim() };
    }
    if (end >= 0 && !raw.slice(0, end).includes(open)) {
        return { text: raw.slice(end + close.length).trimStart(), reasoning: raw.slice(0, end).trim() };
    }
    return open.startsWith(start) ? { text: "", reasoning: "" } : { text: start, reasoning: "" };
}
