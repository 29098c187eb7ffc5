// What the events of one attempt add up to.
import { Confidence } from "./confidence.ts";
import { splitThinking } from "./thinking.ts";
import type { Usage, WireEvent } from "./wire.ts";

export type Finish = "stop" | "length" | "content_filter" | "tool_calls" | "unannounced" | "other";

/** Spellings seen, in lower case. */
const spellings: Record<string, Finish> = {
    stop: "stop",
    stop_sequence: "stop",
    end_turn: "stop",
    complete: "stop",
    completed: "stop",
    eos: "stop",
    eos_token: "stop",
    length: "length",
    max_tokens: "length",
    max_output_tokens: "length",
    max_length: "length",
    model_length: "length",
    model_context_window_exceeded: "length",
    content_filter: "content_filter",
    safety: "content_filter",
    refusal: "content_filter",
    recitation: "content_filter",
    prohibited_content: "content_filter",
    tool_calls: "tool_calls",
    tool_use: "tool_calls",
    tool_call: "tool_calls",
    function_call: "tool_calls",
};

export function finishOf(reason: string): Finish {
    return spellings[reason.toLowerCase()] ?? "other";
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
}
