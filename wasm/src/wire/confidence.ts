// The mean log-probability of an answer's tokens, thoughts excluded.
import type { TokenChance } from "./events.js";
import { answerStart } from "./thinking.js";

/** A token and where it ends in the raw text. */
interface Placed {
    end: number;
    logprob: number;
}

export class Confidence {
    readonly #tokens: Placed[] = [];

    /**
     * `offset`: length of the raw text before the piece that these tokens are of. Places are counted anew in each
     * piece, because what servers list does not always add up to the text exactly.
     */
    add(tokens: readonly TokenChance[], offset: number): void {
        let end = offset;
        for (const { token, logprob } of tokens) {
            end += token.length;
            if (isChance(logprob)) {
                this.#tokens.push({ end, logprob });
            }
        }
    }

    /** Over the tokens that reach into the answer; undefined when there are none. */
    mean(raw: string): { mean: number; tokens: number } | undefined {
        const start = answerStart(raw);
        const counted = this.#tokens.filter(({ end }) => end > start);
        const sum = counted.reduce((total, { logprob }) => total + logprob, 0);
        return counted.length > 0 ? { mean: sum / counted.length, tokens: counted.length } : undefined;
    }
}

/** Servers write -9999 or the like, or nothing, for what they do not know. */
function isChance(logprob: number): boolean {
    return logprob > -9999 && logprob <= 0.01;
}
