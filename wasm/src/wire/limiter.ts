// Limits the calls that one endpoint gets at once. The others wait here, in order of arrival. After a "too many requests"
// all of them wait.
import { type Clock, realClock, sleep, untilAborted, withResolvers } from "./clock.js";

export class Limiter {
    readonly #clock: Clock;
    readonly #waiting: (() => void)[] = [];
    #free: number;
    #size: number;
    #pausedUntil = Number.NEGATIVE_INFINITY;

    constructor(size: number, clock: Clock = realClock) {
        this.#size = size;
        this.#free = size;
        this.#clock = clock;
    }

    /** Waits for a turn and resolves to a function that gives it back. Aborting leaves the queue at once. */
    async acquire(signal: AbortSignal): Promise<() => void> {
        await this.#turn(signal);
        try {
            for (let left = this.#left(); left > 0; left = this.#left()) {
                await sleep(this.#clock, left, signal);
            }
            signal.throwIfAborted();
        } catch (error) {
            this.#release();
            throw error;
        }
        let held = true;
        return () => {
            if (held) {
                held = false;
                this.#release();
            }
        };
    }

    /** No call starts for `ms`. */
    pause(ms: number): void {
        this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
    }

    /** Takes effect as turns are given back. */
    resize(size: number): void {
        this.#free += size - this.#size;
        this.#size = size;
        this.#wake();
    }

    #left(): number {
        return this.#pausedUntil - this.#clock.now();
    }

    async #turn(signal: AbortSignal): Promise<void> {
        signal.throwIfAborted();
        if (this.#free > 0) {
            this.#free--;
            return;
        }
        const { promise, resolve } = withResolvers<void>();
        this.#waiting.push(resolve);
        try {
            await untilAborted(promise, signal);
        } catch (error) {
            const at = this.#waiting.indexOf(resolve);
            if (at >= 0) {
                this.#waiting.splice(at, 1);
            } else {
                // The turn came at the same moment.
                this.#release();
            }
            throw error;
        }
    }

    #release(): void {
        this.#free++;
        this.#wake();
    }

    #wake(): void {
        while (this.#free > 0 && this.#waiting.length > 0) {
            this.#free--;
            this.#waiting.shift()?.();
        }
    }
}
