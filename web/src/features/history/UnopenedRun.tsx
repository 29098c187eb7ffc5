import { saveFile } from "../../lib/save-file.ts";
import { Clamp } from "../../ui/Clamp.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { runStrings } from "../run/strings.ts";
import type { SavedRun } from "./record.ts";

/** Of a run that cannot be replayed here, what was kept of it: nothing that was paid for is lost. */
export function UnopenedRun({ saved }: { saved: SavedRun }) {
    const words = runStrings.after;
    const { answer, model, question, trace, id } = saved;
    return (
        <article class="kept" data-testid="unopened">
            <p class="asked" dir="auto">
                {question}
            </p>
            {model !== "" && <h3>{model}</h3>}
            <Clamp tall text={answer.trimEnd()} of={runStrings.rows.of(model)}>
                <CopyButton text={answer} of={runStrings.rows.of(model)} />
                <button
                    type="button"
                    class="quiet"
                    onClick={() => saveFile(`smacs-${id}.json`, "application/json", trace)}
                >
                    {words.trace}
                </button>
            </Clamp>
        </article>
    );
}
