// What the tests of ask and of its host share: a server that misbehaves, a pool that is asked there, and a clock that waits
// for nothing.
import assert from "node:assert/strict";
import { after, afterEach } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { realClock } from "smacs/wire";
import { startServer } from "../../web/test/server.mjs";

export const question = "add the numbers";
export const key = "sk-a-key-of-a-visitor";

/** All agree on 4, but chi. */
const answers = (_, name) => JSON.stringify({ answer: name.startsWith("chi") ? "5" : "4" });

/**
 * For a `describe`: `serve` starts a server, which is `server` until the test ends, and `pool` has four members there. No
 * rejection may be left unhandled.
 */
export function askBench() {
    const unhandled = [];
    const remember = (error) => unhandled.push(error);
    process.on("unhandledRejection", remember);
    after(() => process.off("unhandledRejection", remember));
    afterEach(async () => {
        await bench.server?.close();
        bench.server = undefined;
        await turn();
        assert.deepEqual(unhandled.splice(0), []);
    });
    const bench = {
        server: undefined,
        async serve(options = {}) {
            bench.server = await startServer({ answers, chunk: 6, pause: 1, key, ...options });
            return bench.server;
        },
        pool: (faults = {}, more = {}) =>
            ["ada", "ben", "chi", "gap"].map((model) => ({
                id: model,
                model,
                served: faults[model] ? `${model}!${faults[model]}` : model,
                base: `${bench.server.url}/v1`,
                key,
                priceInput: 1,
                priceOutput: 2,
                ...more,
            })),
    };
    return bench;
}

/** Waits between attempts pass at once, and are written down; patience runs as ever. */
export function hastyClock() {
    const waits = [];
    const clock = {
        now: realClock.now,
        after(ms, run) {
            const isWait = ms >= 200 && ms <= 60_000;
            waits.push(...(isWait ? [ms] : []));
            return realClock.after(isWait ? 1 : ms, run);
        },
    };
    return { clock, waits };
}
