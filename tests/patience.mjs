// How long a test waits for a state that has to come, in ms. It only bounds what is broken, as a test that passes never
// waits it out; so it is long, and longer where other programs want the processors too. SMACS_PATIENCE multiplies it.
import { availableParallelism, loadavg } from "node:os";
import process from "node:process";

const crowd = Math.min(3, Math.max(1, loadavg()[0] / availableParallelism()));

export const patience = Math.round(60_000 * crowd * Number(process.env.SMACS_PATIENCE ?? 1));

/** For a whole test or hook, which waits for several states. */
export const testPatience = 5 * patience;

/** Resolves once `holds` does. @type {(holds: () => unknown) => Promise<void>} */
export async function until(holds) {
    const end = performance.now() + patience;
    while (!(await holds())) {
        if (performance.now() > end) {
            throw new Error(`never came true: ${holds}`);
        }
        await new Promise((done) => setTimeout(done, 5));
    }
}
