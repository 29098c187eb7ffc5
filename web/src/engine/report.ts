// Reports the progress of a call: changes of phase at once, new text only as often as a screen needs it.
import type { Clock } from "smacs/wire";
import type { CallUpdate } from "./call-types.ts";

/** In ms. */
const textEvery = 60;

/** For each of so many UTF-16 units a ms more: whoever is told reads the text from its beginning. */
const lengthAMs = 1024;

/** What has arrived. */
interface Arrived {
    /** Copies it. */
    read(): { text: string; reasoning: string };
    length(): number;
}

export class Reporter {
    readonly #clock: Clock;
    readonly #tell: (update: CallUpdate) => void;
    readonly #arrived: Arrived;
    #phase: CallUpdate["phase"] | undefined;
    #cancel: (() => void) | undefined;

    constructor(clock: Clock, tell: (update: CallUpdate) => void, arrived: Arrived) {
        this.#clock = clock;
        this.#tell = tell;
        this.#arrived = arrived;
    }

    phase(phase: CallUpdate["phase"], retryAt?: number): void {
        this.stop();
        this.#phase = phase;
        this.#tell({ ...this.#arrived.read(), phase, ...(retryAt === undefined ? {} : { retryAt }) });
    }

    /** Call it when more text has come. What comes within the next 60 ms, more if the text is long, is reported together. */
    text(): void {
        if (this.#phase !== "streaming") {
            this.phase("streaming");
            return;
        }
        this.#cancel ??= this.#clock.after(textEvery + Math.floor(this.#arrived.length() / lengthAMs), () =>
            this.phase("streaming"),
        );
    }

    /** Reports nothing more until the next phase. */
    stop(): void {
        this.#cancel?.();
        this.#cancel = undefined;
    }
}
