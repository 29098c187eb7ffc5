// Tells how a call stands: changes of phase at once, text as it comes but not more often than a screen needs it.
import type { Clock } from "smacs/wire";
import type { CallUpdate } from "./call-types.ts";

/** In ms. */
const textEvery = 60;

export class Reporter {
    readonly #clock: Clock;
    readonly #tell: (update: CallUpdate) => void;
    readonly #read: () => { text: string; reasoning: string };
    #phase: CallUpdate["phase"] | undefined;
    #cancel: (() => void) | undefined;

    /** `read` gives what has arrived. */
    constructor(clock: Clock, tell: (update: CallUpdate) => void, read: () => { text: string; reasoning: string }) {
        this.#clock = clock;
        this.#tell = tell;
        this.#read = read;
    }

    phase(phase: CallUpdate["phase"], retryAt?: number): void {
        this.stop();
        this.#phase = phase;
        this.#tell({ ...this.#read(), phase, ...(retryAt === undefined ? {} : { retryAt }) });
    }

    /** More has come. What comes soon after is told together, a moment later. */
    text(): void {
        if (this.#phase !== "streaming") {
            this.phase("streaming");
            return;
        }
        this.#cancel ??= this.#clock.after(textEvery, () => this.phase("streaming"));
    }

    /** Nothing is told any more, until the next phase. */
    stop(): void {
        this.#cancel?.();
        this.#cancel = undefined;
    }
}
