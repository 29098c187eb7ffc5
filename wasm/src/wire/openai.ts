// The OpenAI wire format, with the variants that services send.
import type { CostField, TokenChance, Usage, WireEvent, WireReader } from "./events.js";
import { Failure } from "./failure.js";
import { countIn, isRecord, isString } from "./json.js";

export const openai: WireReader = {
    chunk: (body, cost) => readMessage(body, "delta", cost),
    whole(body, cost) {
        const choice: unknown = isRecord(body) && Array.isArray(body.choices) ? body.choices[0] : undefined;
        if (!isRecord(choice) || !isRecord(choice.message ?? choice.delta)) {
            throw new Failure("bad-response");
        }
        return readMessage(body, "message", cost);
    },
};

function readMessage(body: unknown, field: "delta" | "message", cost: CostField): WireEvent[] {
    const events: WireEvent[] = [];
    if (!isRecord(body)) {
        return events;
    }
    if (isString(body.model) && body.model !== "") {
        events.push({ kind: "model", model: body.model });
    }
    const choice: unknown = Array.isArray(body.choices) ? body.choices[0] : undefined;
    if (isRecord(choice)) {
        pushMessage(events, choice[field] ?? choice.message ?? choice.delta, choice.logprobs);
        const reason = choice.finish_reason;
        if (isString(reason) && reason !== "") {
            events.push({ kind: "finish", reason });
        }
    }
    const usage = isRecord(body.usage) ? body.usage : isRecord(body.x_groq) ? body.x_groq.usage : undefined;
    if (isRecord(usage)) {
        events.push({ kind: "usage", usage: usageOf(usage, cost) });
    }
    return events;
}

function pushMessage(events: WireEvent[], message: unknown, logprobs: unknown): void {
    if (!isRecord(message)) {
        return;
    }
    const texts: WireEvent[] = [];
    pushText(events, "reasoning", reasoningOf(message));
    pushContent(texts, message.content);
    pushText(texts, "refusal", message.refusal);
    const said = texts.map((event) => (event.kind === "text" ? event.text : "")).join("");
    const thought = [...events, ...texts].some((event) => event.kind === "reasoning");
    const tokens = answerTokens(tokensOf(logprobs, said), said, thought);
    if (tokens.length > 0) {
        events.push({ kind: "logprobs", tokens });
    }
    events.push(...texts);
}

/** The same thoughts may come in two fields: the first one with text is read. */
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

/** Content is a string or a list of blocks; some blocks are thoughts. */
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

function pushText(events: WireEvent[], kind: "text" | "reasoning" | "refusal", text: unknown): void {
    if (isString(text) && text !== "") {
        events.push({ kind, text });
    }
}

/** {content: [{token, logprob}]}, two lists {tokens, token_logprobs}, or one number for the whole chunk. */
function tokensOf(logprobs: unknown, said: string): TokenChance[] {
    if (typeof logprobs === "number") {
        return [{ token: said, logprob: logprobs }];
    }
    if (!isRecord(logprobs)) {
        return [];
    }
    const { content, tokens, token_logprobs: chances } = logprobs;
    if (Array.isArray(content)) {
        return content.filter(isRecord).map(({ token, logprob }) => chance(token, logprob));
    }
    return Array.isArray(chances)
        ? chances.map((logprob, at) => chance(Array.isArray(tokens) ? tokens[at] : "", logprob))
        : [];
}

function chance(token: unknown, logprob: unknown): TokenChance {
    return { token: isString(token) ? token : "", logprob: typeof logprob === "number" ? logprob : Number.NaN };
}

/** Marks that end a turn: they were sampled but are no part of the answer. */
const endMark = /^(<[|｜].*[|｜]>|<\/s>|<eos>|<end_of_turn>|)$/;

/**
 * For a chunk with thoughts in it, some servers list the tokens of the thoughts as well: the tokens of the text are at
 * the end. Without thoughts all tokens count; their lengths may differ from the text's, because parts of characters are
 * written as escapes.
 */
function answerTokens(tokens: TokenChance[], said: string, thought: boolean): TokenChance[] {
    if (!thought) {
        return said === "" ? tokens.filter(({ token }) => !endMark.test(token)) : tokens;
    }
    const answer: TokenChance[] = [];
    let left = said.length;
    for (const entry of [...tokens].reverse()) {
        if (answer.length === 0 && endMark.test(entry.token)) {
            continue;
        }
        left -= entry.token.length;
        if (left < 0) {
            break;
        }
        answer.push(entry);
    }
    return answer.reverse();
}

/** Some services count thoughts besides the output, some within it. The total tells which. */
function usageOf(usage: Record<string, unknown>, cost: CostField): Usage {
    const details = isRecord(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
    const input = countIn(usage, "prompt_tokens");
    const listed = countIn(usage, "completion_tokens");
    const total = countIn(usage, "total_tokens");
    const beside = total === undefined || listed === undefined ? 0 : Math.max(0, total - (input ?? total) - listed);
    const reasoning = countIn(details, "reasoning_tokens") ?? (beside || undefined);
    const price = cost && usage[cost.field];
    return known({
        input,
        output: listed === undefined ? undefined : listed + beside,
        reasoning,
        cost: cost && typeof price === "number" && price >= 0 ? price * cost.usd : undefined,
    });
}

function known(usage: { [field in keyof Usage]: number | undefined }): Usage {
    return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}
