// What the events of one attempt add up to.
import { Confidence } from "./confidence.js";
import type { Usage, WireEvent } from "./events.js";
import { Failure } from "./failure.js";
import { splitThinking } from "./thinking.js";

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
    /** Without thoughts, never empty. */
    text: string;
    reasoning: string;
    /** "unannounced": the stream ended without saying that the answer was complete. */
    finish: Finish;
    /** Over the tokens of the answer alone; absent if none came. */
    mean_logprob?: number;
    logprob_tokens?: number;
}

export class Collector {
    readonly confidence = new Confidence();
    /** As it came, thoughts in the text included. */
    raw = "";
    usage: Usage = {};
    /** Whether log-probabilities came at all, of whatever token. */
    sawLogprobs = false;
    #thoughts = "";
    #reason: string | undefined;
    #announced = false;

    /** Whether the event brings the answer forward. */
    add(event: WireEvent): boolean {
        switch (event.kind) {
            case "text":
                this.raw += event.text;
                return true;
            case "reasoning":
                this.#thoughts += event.text;
                return true;
            case "logprobs":
                this.sawLogprobs = true;
                this.confidence.add(event.tokens, this.raw.length);
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

    /** Something was said that will be billed, so that no second attempt is free. */
    get started(): boolean {
        return this.raw !== "" || this.#thoughts !== "";
    }

    get finish(): Finish {
        return this.#reason !== undefined ? finishOf(this.#reason) : this.#announced ? "stop" : "unannounced";
    }

    /** The answer and the thoughts, from wherever they came. */
    split(): { text: string; reasoning: string } {
        const { text, reasoning } = splitThinking(this.raw);
        return { text, reasoning: [this.#thoughts.trim(), reasoning].filter(Boolean).join("\n\n") };
    }

    /** What it came to, once nothing more comes. Throws a Failure if that is nothing. */
    answer(): Answer {
        const { finish, raw } = this;
        const { text, reasoning } = this.split();
        if (text.trim() === "") {
            throw new Failure(finish === "content_filter" ? "refused" : "empty");
        }
        const chances = this.confidence.mean(raw);
        return {
            text,
            reasoning,
            finish,
            ...(chances ? { mean_logprob: chances.mean, logprob_tokens: chances.tokens } : {}),
        };
    }
}
