// A whole reply, put together of the chunks of a stream: some servers stream although a whole reply was asked for.
import { isRecord, isString } from "../wire/json.js";
import { choiceIn } from "../wire/openai.js";

type Body = Record<string, unknown>;

/** The reply of which these are the chunks, in their order. Chunks that do not say why they end were cut. */
export function wholeOf(chunks: readonly Body[]): Body {
    const message: Body = { role: "assistant", content: null };
    let reason: unknown;
    let usage: unknown;
    for (const chunk of chunks) {
        const { delta, finish_reason } = choiceIn(chunk) ?? {};
        addPart(message, isRecord(delta) ? delta : {});
        reason = finish_reason ?? reason;
        usage = chunk.usage ?? usage;
    }
    const { choices: _, ...head } = chunks[0] ?? {};
    return {
        ...head,
        object: "chat.completion",
        choices: [{ index: 0, message, finish_reason: reason ?? "length" }],
        ...(usage === undefined ? {} : { usage }),
    };
}

/** Texts and lists go on where they ended, lists of calls call by call. */
function addPart(whole: Body, part: Body): void {
    for (const [name, value] of Object.entries(part)) {
        const before = Object.hasOwn(whole, name) ? whole[name] : undefined;
        if (isString(before) && isString(value) && /content|reasoning|refusal|thinking|arguments/.test(name)) {
            whole[name] = before + value;
        } else if (name === "tool_calls" && Array.isArray(value)) {
            whole[name] = addCalls(Array.isArray(before) ? before : [], value);
        } else if (Array.isArray(before) && Array.isArray(value)) {
            whole[name] = [...before, ...value];
        } else if (isRecord(before) && isRecord(value)) {
            addPart(before, value);
        } else if (value !== null && value !== "") {
            whole[name] = value;
        }
    }
}

/** A part of a call says by its index which one it goes on with. */
function addCalls(calls: Body[], parts: unknown[]): Body[] {
    for (const part of parts.filter(isRecord)) {
        const { index, ...rest } = part;
        const known = calls[typeof index === "number" ? index : calls.length];
        if (known) {
            addPart(known, rest);
        } else {
            calls.push(rest);
        }
    }
    return calls;
}
