// Opens what was saved or imported.
import type { CoreRun } from "../../engine/core.ts";
import { recordedRun } from "./recorded.ts";
import { createRun, type Run, type RunIdentity, type RunSurroundings } from "./run.ts";

/**
 * A run as it was left; where it cannot be run again here, as its trace recorded it. Throws what is wrong with the
 * trace.
 */
export function openRun(
    trace: string,
    partials: Readonly<Record<number, string>>,
    identity: RunIdentity,
    surroundings: RunSurroundings,
): Run {
    const { engine } = surroundings;
    let core: CoreRun;
    try {
        core = engine.replay(trace);
    } catch (error) {
        return recordedOr(error, () => recordedRun(trace, partials, identity, surroundings));
    }
    return createRun(core, core.request, identity, surroundings, partials);
}

/** Without a record either, what is wrong is why it could not be run again. */
function recordedOr(error: unknown, make: () => Run): Run {
    try {
        return make();
    } catch {
        throw error;
    }
}
