// Anthropic's wire format: typed events, token counts in two parts, no log-probabilities.
import type { Usage, WireEvent, WireReader } from "./events.js";
import { countIn, isRecord, isString } from "./json.js";

export const anthropic: WireReader = {
    adopt: (body) => body,
    isReply: (body) => isRecord(body) && (isWhole(body) || isString(body.type)),
    isWhole,
    read: (body) => (isWhole(body) ? whole(body) : chunk(body)),
};

/** Some proxies leave out the type. */
function isWhole(body: unknown): boolean {
    return isRecord(body) && (body.type === "message" || (body.type === undefined && Array.isArray(body.content)));
}

function chunk(body: unknown): WireEvent[] {
    if (!isRecord(body)) {
        return [];
    }
    switch (body.type) {
        case "message_start":
            return isRecord(body.message) ? [...modelOf(body.message), ...usageOf(body.message.usage)] : [];
        case "content_block_start":
            return blockEvents(body.content_block);
        case "content_block_delta":
            return blockEvents(body.delta);
        case "message_delta":
            return [...(isRecord(body.delta) ? finishOf(body.delta) : []), ...usageOf(body.usage)];
        case "message_stop":
            return [{ kind: "done" }];
        default:
            // "ping", "content_block_stop" and unknown events: no progress.
            return [];
    }
}

function whole(body: unknown): WireEvent[] {
    if (!isRecord(body)) {
        return [];
    }
    const blocks = Array.isArray(body.content) ? body.content : [];
    return [...modelOf(body), ...blocks.flatMap(blockEvents), ...finishOf(body), ...usageOf(body.usage)];
}

function modelOf({ model }: Record<string, unknown>): WireEvent[] {
    return isString(model) && model !== "" ? [{ kind: "model", model }] : [];
}

/** Blocks {type: "text", text}, their deltas {type: "text_delta", text}, and the same for thoughts. */
function blockEvents(block: unknown): WireEvent[] {
    if (!isRecord(block)) {
        return [];
    }
    const { text, thinking } = block;
    if (isString(text) && text !== "") {
        return [{ kind: "text", text }];
    }
    return isString(thinking) && thinking !== "" ? [{ kind: "reasoning", text: thinking }] : [];
}

function finishOf(message: Record<string, unknown>): WireEvent[] {
    const { stop_reason: reason } = message;
    return isString(reason) && reason !== "" ? [{ kind: "finish", reason }] : [];
}

/** Tokens that were read from or written to a cache are input too. */
function usageOf(usage: unknown): WireEvent[] {
    if (!isRecord(usage)) {
        return [];
    }
    const [input, output, read = 0, written = 0] = [
        "input_tokens",
        "output_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
    ].map((field) => countIn(usage, field));
    const found: Usage = {
        ...(input === undefined ? {} : { input: input + read + written }),
        ...(output === undefined ? {} : { output }),
    };
    return [{ kind: "usage", usage: found }];
}
