// Time limits of a call: to its first word, between words, and in total.
import { type Clock, realClock } from "./clock.js";
import { asFailure, Failure } from "./failure.js";

/** In ms. */
export interface Patience {
    /** From sending the request to the first text or thought. */
    first: number;
    /** Between pieces of the answer. Keep-alive comments do not count. */
    idle: number;
    /** From the first request to the end, with all attempts. Waiting for a turn does not count. */
    total: number;
}

/** A small machine may need minutes to load the model and to read the question. */
export const defaultPatience: Patience = { first: 180_000, idle: 90_000, total: 900_000 };

/** A signal that fires when the outer one does or when a limit runs out; then `which` names the limit. */
export class Watch {
    readonly signal: AbortSignal;
    which: keyof Patience | undefined;
    readonly #controller = new AbortController();
    readonly #patience: Patience;
    readonly #clock: Clock;
    #cancelStep: (() => void) | undefined;
    /** When the last piece of the answer arrived since the request was sent. */
    #lastAt: number | undefined;
    #cancelTotal: (() => void) | undefined;

    constructor(patience: Patience, outer: AbortSignal, clock: Clock = realClock) {
        this.#patience = patience;
        this.#clock = clock;
        this.signal = this.#controller.signal;
        // AbortSignal.any would need newer browsers than the rest of the package.
        const abort = () => this.#controller.abort(outer.reason);
        outer.addEventListener("abort", abort, { once: true });
        if (outer.aborted) {
            abort();
        }
    }

    /** Call it when a request is sent. */
    sent(): void {
        this.#cancelTotal ??= this.#clock.after(this.#patience.total, () => this.#giveUp("total"));
        this.rest();
        this.#lastAt = undefined;
        this.#cancelStep = this.#clock.after(this.#patience.first, () => this.#giveUp("first"));
    }

    /** Call it when a piece of the answer arrived. */
    progress(): void {
        const begins = this.#lastAt === undefined;
        this.#lastAt = this.#clock.now();
        if (begins) {
            this.rest();
            this.#awaitMore(this.#patience.idle);
        }
    }

    /** Call it when no request is in flight for now. */
    rest(): void {
        this.#cancelStep?.();
        this.#cancelStep = undefined;
    }

    stop(): void {
        this.rest();
        this.#cancelTotal?.();
    }

    /** Why a call ended with this error: a limit, the outer signal, or the error itself. */
    explain(error: unknown): Failure {
        const { which } = this;
        if (which) {
            return new Failure("timeout", "", undefined, { which });
        }
        return this.signal.aborted ? new Failure("cancelled") : asFailure(error);
    }

    #giveUp(which: keyof Patience): void {
        this.which ??= which;
        this.#controller.abort();
    }

    /** Looks after `ms` whether more has come. One timer for each piece would take longer than reading it. */
    #awaitMore(ms: number): void {
        this.#cancelStep = this.#clock.after(ms, () => {
            const left = (this.#lastAt ?? 0) + this.#patience.idle - this.#clock.now();
            if (left > 0) {
                this.#awaitMore(left);
            } else {
                this.#giveUp("idle");
            }
        });
    }
}
