// The OpenAI wire format, with the variants that services send.
import { adopt } from "./adopt.js";
import type { CostField, Said, TokenChance, Usage, WireEvent, WireReader } from "./events.js";
import { countIn, isRecord, isString } from "./json.js";

export const openai: WireReader = {
    adopt,
    isReply: (body) => messageIn(choiceIn(body)) !== undefined,
    isWhole: (body) => isRecord(choiceIn(body)?.message),
    read(body, cost) {
        const events: WireEvent[] = [];
        if (!isRecord(body)) {
            return events;
        }
        if (isString(body.model) && body.model !== "") {
            events.push({ kind: "model", model: body.model });
        }
        const choice = choiceIn(body);
        if (choice) {
            pushMessage(events, choice);
        }
        const usage = isRecord(body.usage) ? body.usage : isRecord(body.x_groq) ? body.x_groq.usage : undefined;
        if (isRecord(usage)) {
            events.push({ kind: "usage", usage: usageOf(usage, cost) });
        }
        return events;
    },
};

/** The first choice. Others may come too, and before it; a whole reply may number them as it likes. */
export function choiceIn(body: unknown): Record<string, unknown> | undefined {
    const choices = isRecord(body) && Array.isArray(body.choices) ? body.choices.filter(isRecord) : [];
    const first = choices.find(({ index = 0 }) => Number(index) === 0);
    return first ?? choices.find(({ message }) => isRecord(message));
}

/** What a choice says: a part of a message, a message, or the text of the older completions. */
function messageIn(choice: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
    const message = choice?.delta ?? choice?.message;
    return isRecord(message) ? message : isString(choice?.text) ? { content: choice.text } : undefined;
}

function pushMessage(events: WireEvent[], choice: Record<string, unknown>): void {
    const { finish_reason: usual, finishReason, stop_reason: other, logprobs } = choice;
    const reason = usual ?? finishReason ?? other;
    const ends = isString(reason) && reason !== "";
    const message = messageIn(choice);
    if (message) {
        const parts = partsOf(message);
        const tokens = answerTokens(tokensOf(logprobs, parts.text), parts.text, parts.reasoning !== "");
        const scope = isRecord(choice.message) && !isRecord(choice.delta) ? "all" : ends ? "last" : undefined;
        pushText(events, { kind: "reasoning", text: parts.reasoning }, scope);
        if (tokens.length > 0) {
            events.push({ kind: "logprobs", tokens });
        }
        pushText(events, { kind: "text", text: parts.text }, scope);
        pushText(events, { kind: "refusal", text: parts.refusal }, scope);
    }
    if (ends) {
        events.push({ kind: "finish", reason });
    }
}

function pushText(events: WireEvent[], event: WireEvent & Said, scope: Said["scope"]): void {
    if (event.text !== "") {
        events.push(scope ? { ...event, scope } : event);
    }
}

interface Parts {
    text: string;
    reasoning: string;
    refusal: string;
}

function partsOf(message: Record<string, unknown>): Parts {
    const parts: Parts = { text: "", reasoning: reasoningOf(message), refusal: "" };
    addContent(parts, message.content, 0);
    parts.refusal += isString(message.refusal) ? message.refusal : "";
    return parts;
}

/** The same thoughts may come in two fields: the first one with text is read. */
function reasoningOf(message: Record<string, unknown>): string {
    const { reasoning_content: content, reasoning, reasoning_details: details, thinking } = message;
    return [content, reasoning, details, thinking].map((field) => textIn(field, 0)).find((text) => text !== "") ?? "";
}

/** How deep lists and objects are looked into. */
const deepest = 4;

/** The text of a string, a part {text}, {summary}, {thinking}, {content}, {value} or {parts}, or a list of those. */
function textIn(value: unknown, depth: number): string {
    if (isString(value) || depth > deepest) {
        return isString(value) ? value : "";
    }
    if (Array.isArray(value)) {
        return value.map((item) => textIn(item, depth + 1)).join("");
    }
    return isRecord(value)
        ? textIn(
              value.text ?? value.summary ?? value.thinking ?? value.content ?? value.value ?? value.parts,
              depth + 1,
          )
        : "";
}

/** Content is a string, a block, or a list of both. Some blocks are thoughts, some refusals, some pictures. */
function addContent(parts: Parts, content: unknown, depth: number): void {
    if (isString(content)) {
        parts.text += content;
    } else if (Array.isArray(content) && depth <= deepest) {
        for (const block of content) {
            addContent(parts, block, depth + 1);
        }
    } else if (isRecord(content)) {
        const { type, text, thinking } = content;
        if (type === "thinking" || type === "reasoning") {
            parts.reasoning += textIn(thinking ?? content, 0);
        } else if (type === "refusal") {
            parts.refusal += textIn(content.refusal, 0);
        } else {
            parts.text += textIn(/text/.test(String(type ?? "text")) ? content : text, 0);
        }
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
