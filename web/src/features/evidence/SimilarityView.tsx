import type { RunView } from "smacs";
import { similarity } from "../../lib/format.ts";
import { Scroll } from "../../ui/Scroll.tsx";
import { referenceRows } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";
import { runStrings } from "../run/strings.ts";
import { evidenceStrings } from "./strings.ts";

/** How alike the candidates' texts are: a table, shaded. */
export function SimilarityView({ run }: { run: Run }) {
    const words = evidenceStrings.similarity;
    const view = run.view.value;
    if (view.candidates.length < 2) {
        return <p class="hint">{words.empty}</p>;
    }
    if (view.similarity.length === 0) {
        return <p class="hint">{words.notRecorded}</p>;
    }
    const labels = view.candidates.map(({ call }) => labelOf(run, view, call));
    return (
        <>
            <p class="hint">{words.hint}</p>
            <Scroll label={evidenceStrings.tabs.similarity}>
                <table class="similarity">
                    <thead>
                        <tr>
                            <th scope="col">{words.candidate}</th>
                            {labels.map((label) => (
                                <th key={label.short} scope="col">
                                    {label.short}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {view.similarity.map((row, at) => (
                            <tr
                                key={labels[at]?.short}
                                class={view.candidates[at]?.call === view.kept ? "on-panel" : ""}
                            >
                                <th scope="row">{labels[at]?.long}</th>
                                {row.map((value, place) => (
                                    <td
                                        key={labels[place]?.short}
                                        style={at === place ? "" : `--share: ${Math.max(0, value).toFixed(3)}`}
                                    >
                                        {at === place ? "–" : similarity(value)}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </Scroll>
        </>
    );
}

function labelOf(run: Run, view: RunView, number: number): { short: string; long: string } {
    const call = view.calls[number];
    if (call?.subset !== null && call?.subset !== undefined) {
        return { short: String(call.subset + 1), long: runStrings.merged.version(call.subset + 1) };
    }
    const row = referenceRows(view).find(({ member }) => member === call?.member);
    return { short: String(row?.number ?? 0), long: `${row?.number ?? 0} ${run.name(call?.member ?? "")}` };
}
