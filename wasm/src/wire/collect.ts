// Adds the events of one attempt up to an answer.
import { Confidence } from "./confidence.js";
import type { Usage, WireEvent } from "./events.js";
import { Failure } from "./failure.js";
import { TextBuffer } from "./text-buffer.js";
import { splitThinking, trimmed } from "./thinking.js";

export type Finish = "stop" | "length" | "content_filter" | "tool_calls" | "unannounced" | "other";

/** As services spell them, in lower case. */
const spellings: Record<Exclude<Finish, "unannounced" | "other">, readonly string[]> = {
    stop: ["stop", "stop_sequence", "end_turn", "complete", "completed", "eos", "eos_token"],
    length: [
        "length",
        "max_tokens",
        "max_output_tokens",
        "max_length",
        "model_length",
        "model_context_window_exceeded",
    ],
    content_filter: ["content_filter", "safety", "refusal", "recitation", "prohibited_content"],
    tool_calls: ["tool_calls", "tool_call", "tool_use", "function_call"],
};

const meanings = new Map(
    Object.entries(spellings).flatMap(([finish, spelt]) => spelt.map((reason) => [reason, finish as Finish] as const)),
);

export function finishOf(reason: string): Finish {
    return meanings.get(reason.toLowerCase()) ?? "other";
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
                this.#raw.add(event.text);
                return true;
            case "reasoning":
                this.#thoughts.add(event.text);
                return true;
            case "refusal":
                this.#refusal.add(event.text);
                return true;
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

    /** Whether something arrived that will be billed, so that a second attempt would be paid twice. */
    get started(): boolean {
        return this.#raw.length + this.#thoughts.length + this.#refusal.length > 0;
    }

    get finish(): Finish {
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
            const refused = finish === "content_filter" || this.#refusal.length > 0;
            throw new Failure(refused ? "refused" : "empty", String(this.#refusal));
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
