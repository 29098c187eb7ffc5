// The mean log-probability of an answer's tokens, without thoughts.
import type { TokenChance } from "./events.js";
import { answerStart } from "./thinking.js";

/** How many tokens are remembered: more than any answer has, 16 MiB. */
const mostTokens = 1 << 20;

export class Confidence {
    /** Of each token: where it ends in the raw text, and its log-probability. */
    #tokens = new Float64Array(512);
    #count = 0;

    /**
     * `offset`: length of the raw text before the chunk of these tokens. Positions restart in each chunk, because the
     * tokens that servers list do not always add up to the text exactly.
     */
    add(tokens: readonly TokenChance[], offset: number): void {
        let end = offset;
        for (const { token, logprob } of tokens) {
            end += token.length;
            if (isChance(logprob) && this.#count < mostTokens) {
                this.#reserve();
                this.#tokens.set([end, logprob], 2 * this.#count++);
            }
        }
    }

    /** Over the tokens that reach into the answer; undefined if there are none. */
    mean(raw: string): { mean: number; tokens: number } | undefined {
        const start = answerStart(raw);
        let sum = 0;
        let tokens = 0;
        for (let at = 0; at < 2 * this.#count; at += 2) {
            if ((this.#tokens[at] ?? 0) > start) {
                sum += this.#tokens[at + 1] ?? 0;
                tokens++;
            }
        }
        return tokens > 0 ? { mean: sum / tokens, tokens } : undefined;
    }

    #reserve(): void {
        if (2 * this.#count === this.#tokens.length) {
            const larger = new Float64Array(2 * this.#tokens.length);
            larger.set(this.#tokens);
            this.#tokens = larger;
        }
    }
}

/** Servers send -9999 or the like, or nothing, for unknown values. */
function isChance(logprob: number): boolean {
    return logprob > -9999 && logprob <= 0.01;
}
