import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** That what is shown is not the end. */
export function SteppingNote({ run }: { run: Run }) {
    const words = runStrings.stepping;
    const step = run.step.value;
    if (step === undefined) {
        return null;
    }
    return (
        <p class="notice">
            {words.at(step, run.steps.value)}{" "}
            <button type="button" class="quiet" onClick={() => run.goTo(undefined)}>
                {words.backToEnd}
            </button>
        </p>
    );
}
