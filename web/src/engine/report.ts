// Reports the progress of a call: changes of phase at once, new text only as often as a screen needs it.
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

    /** `read` returns what has arrived. */
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

    /** Call it when more text has come. What comes within the next 60 ms is reported together. */
    text(): void {
        if (this.#phase !== "streaming") {
            this.phase("streaming");
            return;
        }
        this.#cancel ??= this.#clock.after(textEvery, () => this.phase("streaming"));
    }

    /** Reports nothing more until the next phase. */
    stop(): void {
        this.#cancel?.();
        this.#cancel = undefined;
    }
}
