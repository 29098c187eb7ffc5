// Adds the events of one attempt up to an answer.
import { Confidence } from "./confidence.js";
import type { Said, Usage, WireEvent } from "./events.js";
import { Failure } from "./failure.js";
import { TextBuffer } from "./text-buffer.js";
import { splitThinking, trimmed } from "./thinking.js";

export type Finish = "stop" | "length" | "content_filter" | "tool_calls" | "unannounced" | "other";

/** What services say for each, in lower case with underscores. Only a word known to end a whole answer is a "stop". */
const meanings: readonly (readonly [reason: RegExp, finish: Finish])[] = [
    [/^(finish_reason_)?(stop(_sequence|_token)?|end(_of)?_turn|completed?|done|finished|eos(_token(_id)?)?)$/, "stop"],
    [/^(token_)?limit$|length|tokens|context|truncat/, "length"],
    [
        /safety|sensitive|filter|guard|refus|recitation|block|prohibit|spii|toxic|moderat|polic|flagged/,
        "content_filter",
    ],
    [/tool|function/, "tool_calls"],
];

export function finishOf(reason: string): Finish {
    const spelt = reason
        .replace(/([a-z])(?=[A-Z])/g, "$1_")
        .replace(/\W/g, "_")
        .toLowerCase();
    return meanings.find(([words]) => words.test(spelt))?.[1] ?? "other";
}

export interface Answer {
    /** Without thoughts and without white space around it; never empty. */
    text: string;
    reasoning: string;
    /** The id of the model that answered, as the server says. */
    served?: string;
    /** "unannounced": the stream ended without a finish reason or an end mark. */
    finish: Finish;
    /** Over the tokens of the answer, without thoughts; absent if the server sent none. */
    meanLogprob?: number;
    logprobTokens?: number;
}

/** The command says the same (src/wire/chat.c). */
export const limitWentIntoThinking = "the limit went into thinking; allow more tokens";
const calledTool = "it only called a tool";

/** A chunk of less than this may say the same again by chance: "no", "no". */
const leastRepeated = 8;

/** Adds what of the text is new; whether there was any. */
function addNew(buffer: TextBuffer, said: Said): boolean {
    const text = newIn(said, buffer);
    if (text !== "") {
        buffer.add(text);
    }
    return text !== "";
}

/** What a text adds to what has come before, which it may repeat. */
function newIn({ text, scope }: Said, buffer: TextBuffer): string {
    if (!scope || text.length < buffer.length) {
        return scope === "all" ? "" : text;
    }
    const before = String(buffer);
    if (scope === "all") {
        return text.startsWith(before) ? text.slice(before.length) : "";
    }
    return text === before && (buffer.pieces > 1 || text.length >= leastRepeated) ? "" : text;
}

export class Collector {
    readonly confidence = new Confidence();
    usage: Usage = {};
    /** Whether log-probabilities came for any token. */
    sawLogprobs = false;
    readonly #raw = new TextBuffer();
    readonly #thoughts = new TextBuffer();
    readonly #refusal = new TextBuffer();
    /** The id of the model that answers, if the server has said. */
    model: string | undefined;
    #reason: string | undefined;
    #announced = false;

    /** Takes an event; whether it counts as progress of the answer. */
    add(event: WireEvent): boolean {
        switch (event.kind) {
            case "text":
                return addNew(this.#raw, event);
            case "reasoning":
                return addNew(this.#thoughts, event);
            case "refusal":
                return addNew(this.#refusal, event);
            case "logprobs":
                this.sawLogprobs = true;
                this.confidence.add(event.tokens, this.#raw.length);
                return false;
            case "model":
                this.model ??= event.model;
                return false;
            case "usage":
                this.usage = { ...this.usage, ...event.usage };
                return false;
            default:
                this.#announced = true;
                this.#reason = event.kind === "finish" ? event.reason : this.#reason;
                return false;
        }
    }

    /** The text as it arrived, with the thoughts in it. */
    get raw(): string {
        return String(this.#raw);
    }

    /** UTF-16 units that have arrived. */
    get length(): number {
        return this.#raw.length + this.#thoughts.length + this.#refusal.length;
    }

    /** Whether something arrived that will be billed, so that a second attempt would be paid twice. */
    get started(): boolean {
        return this.length > 0;
    }

    get finish(): Finish {
        if (this.#refusal.length > 0) {
            return "content_filter";
        }
        return this.#reason !== undefined ? finishOf(this.#reason) : this.#announced ? "stop" : "unannounced";
    }

    /** The answer and the thoughts so far, from all fields. Copies both, so do not call it for every piece. */
    split(): { text: string; reasoning: string } {
        return this.#split(this.raw, true);
    }

    /** The answer, when nothing more comes. Throws a Failure if there is none. */
    answer(): Answer {
        const { finish, raw } = this;
        const { text, reasoning } = this.#split(raw, false);
        if (text === "") {
            if (finish === "content_filter") {
                throw new Failure("refused", String(this.#refusal));
            }
            const wentIntoThinking = finish === "length" && reasoning !== "";
            throw new Failure(
                "empty",
                wentIntoThinking ? limitWentIntoThinking : finish === "tool_calls" ? calledTool : "",
            );
        }
        const chances = this.confidence.mean(raw);
        return {
            text,
            reasoning,
            finish,
            ...(this.model === undefined ? {} : { served: this.model }),
            ...(chances ? { meanLogprob: chances.mean, logprobTokens: chances.tokens } : {}),
        };
    }

    #split(raw: string, arriving: boolean): { text: string; reasoning: string } {
        const { text, reasoning } = splitThinking(raw, arriving);
        return { text, reasoning: [trimmed(String(this.#thoughts)), reasoning].filter(Boolean).join("\n\n") };
    }
}
