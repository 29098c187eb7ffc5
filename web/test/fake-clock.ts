// Time that moves when a test says so.
import type { Clock } from "smacs/wire";

export class FakeClock implements Clock {
    #now = 0;
    #timers: { at: number; run: () => void }[] = [];

    now(): number {
        return this.#now;
    }

    after(ms: number, run: () => void): () => void {
        const timer = { at: this.#now + ms, run };
        this.#timers.push(timer);
        return () => {
            this.#timers = this.#timers.filter((other) => other !== timer);
        };
    }

    /** Runs what falls due, in order, and lets promises settle in between. */
    async advance(ms: number): Promise<void> {
        const end = this.#now + ms;
        await settle();
        for (;;) {
            const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
            if (!due) {
                break;
            }
            this.#timers = this.#timers.filter((timer) => timer !== due);
            this.#now = due.at;
            due.run();
            await settle();
        }
        this.#now = end;
    }
}

/** Lets everything that is only waiting for promises go on. */
export async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) {
        await Promise.resolve();
    }
}
