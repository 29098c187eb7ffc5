import { Checks, createChecker, nodeInterpreters, nodeRunner } from "smacs/checks";

/** A checker for `ask`: it runs what can be run. `allow` is asked before each program: ({ code }) => true or false. */
export async function loadChecker(allow) {
    const checks = await Checks.load(new URL(import.meta.resolve("smacs/smacs-checks.wasm")));
    return createChecker({ checks, runner: nodeRunner({ interpreters: nodeInterpreters() }), allow });
}
