// How long a call may take: to its first word, between words, and altogether.
import { type Clock, realClock } from "./clock.js";
import { asFailure, Failure } from "./failure.js";

/** In ms. */
export interface Patience {
    /** From sending the request to the first text or thought. */
    first: number;
    /** Between pieces of the answer. What keeps a connection alive, such as comments, is no progress. */
    idle: number;
    /** From sending the request to the end, with all attempts. Waiting for a turn does not count. */
    total: number;
}

/** A model on a small machine may have to be loaded and to read the question first. */
export const defaultPatience: Patience = { first: 180_000, idle: 90_000, total: 900_000 };

/** A signal that fires when the outer one does or when a patience runs out; then `which` says which. */
export class Watch {
    readonly signal: AbortSignal;
    which: keyof Patience | undefined;
    readonly #controller = new AbortController();
    readonly #patience: Patience;
    readonly #clock: Clock;
    #cancelStep = () => {};
    #cancelTotal: (() => void) | undefined;

    constructor(patience: Patience, outer: AbortSignal, clock: Clock = realClock) {
        this.#patience = patience;
        this.#clock = clock;
        this.signal = this.#controller.signal;
        // Not AbortSignal.any, which would take newer browsers than the rest of the package.
        const abort = () => this.#controller.abort(outer.reason);
        outer.addEventListener("abort", abort, { once: true });
        if (outer.aborted) {
            abort();
        }
    }

    /** A request is sent. */
    sent(): void {
        this.#cancelTotal ??= this.#start("total");
        this.#step("first");
    }

    /** A piece of the answer came. */
    progress(): void {
        this.#step("idle");
    }

    /** Nothing is under way for now. */
    rest(): void {
        this.#cancelStep();
    }

    stop(): void {
        this.#cancelStep();
        this.#cancelTotal?.();
    }

    /** Why a call ended with this error: by a patience, from outside, or by itself. */
    explain(error: unknown): Failure {
        const { which } = this;
        if (which) {
            return new Failure("timeout", "", undefined, { which });
        }
        return this.signal.aborted ? new Failure("cancelled") : asFailure(error);
    }

    #step(which: keyof Patience): void {
        this.#cancelStep();
        this.#cancelStep = this.#start(which);
    }

    #start(which: keyof Patience): () => void {
        return this.#clock.after(this.#patience[which], () => {
            this.which ??= which;
            this.#controller.abort();
        });
    }
}
