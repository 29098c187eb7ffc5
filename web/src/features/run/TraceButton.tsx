import { useId } from "preact/hooks";
import type { Run } from "../../app/run.ts";
import { saveFile } from "../../lib/save-file.ts";
import { runStrings } from "../../strings-run.ts";

/** The whole run as a file that can be replayed. */
export function TraceButton({ run }: { run: Run }) {
    const words = runStrings.facts;
    const hint = useId();
    return (
        <div class="trace">
            <button
                type="button"
                class="quiet"
                aria-describedby={hint}
                onClick={() => saveFile(`smacs-${run.request.seed}.json`, "application/json", run.trace())}
            >
                {words.trace}
            </button>
            <span class="hint" id={hint}>
                {words.traceHint}
            </span>
        </div>
    );
}
