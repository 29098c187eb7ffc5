import { evidenceStrings } from "../evidence/strings.ts";
import type { Run } from "./run.ts";

/** That what is shown is not the end. */
export function SteppingNote({ run }: { run: Run }) {
    const words = evidenceStrings.trace;
    const step = run.step.value;
    if (step === undefined) {
        return null;
    }
    return (
        <p class="notice">
            {words.stepping(step, run.steps.value)}{" "}
            <button type="button" class="quiet" onClick={() => run.goTo(undefined)}>
                {words.backToEnd}
            </button>
        </p>
    );
}
