import type { RunView } from "smacs";
import { names, similarity } from "../../lib/format.ts";
import { Scroll } from "../../ui/Scroll.tsx";
import { CheckMark } from "./CheckMark.tsx";
import { Claim } from "./Claim.tsx";
import { claimOf } from "./model/camps.ts";
import { checkedOf } from "./model/checks.ts";
import { referenceRows, shownIn } from "./model/rows.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** The candidates and the terms of their scores. */
export function ScoreTable({ run }: { run: Run }) {
    const words = runStrings.scores;
    if (run.view.value.candidates.length === 0) {
        return <p class="hint">{words.empty}</p>;
    }
    return (
        <>
            <p class="hint">{words.hint}</p>
            <Scroll label={words.title}>
                <Table run={run} view={run.view.value} />
            </Scroll>
        </>
    );
}

function Table({ run, view }: { run: Run; view: RunView }) {
    const words = runStrings.scores;
    const merged = view.candidates.some(({ call }) => view.calls[call]?.role === "aggregate");
    return (
        <table class="scores">
            <thead>
                <tr>
                    <th scope="col">{words.what}</th>
                    {merged && (
                        <th scope="col" class="text">
                            {words.saw}
                        </th>
                    )}
                    <th scope="col" class="text">
                        {words.answer}
                    </th>
                    {(["agreement", "confidence", "vote"] as const).map((name) => (
                        <th key={name} scope="col">
                            {words.weighted(words[name], String(view.weights[name]))}
                        </th>
                    ))}
                    <th scope="col">{words.score}</th>
                </tr>
            </thead>
            <tbody>
                {view.candidates.map((candidate) => (
                    <tr key={candidate.call} class={candidate.call === view.kept ? "on-panel" : ""}>
                        <th scope="row">
                            {titleOf(run, view, candidate.call)}
                            {candidate.call === view.kept && <span class="kept-mark"> {words.kept}</span>}
                        </th>
                        {merged && <td class="text">{sourcesOf(view, candidate.call)}</td>}
                        <td class="text break">{claim(view, candidate.call)}</td>
                        <td>{term(candidate.agreement)}</td>
                        <td>{term(candidate.confidence)}</td>
                        <td>{term(candidate.vote)}</td>
                        <td>{term(candidate.score)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function titleOf(run: Run, view: RunView, number: number): string {
    const call = view.calls[number];
    if (call?.subset !== null && call?.subset !== undefined) {
        return runStrings.merged.version(call.subset + 1);
    }
    const row = referenceRows(view).find(({ member }) => member === call?.member);
    return runStrings.scores.reference(row?.number ?? 0, run.name(call?.member ?? ""));
}

function sourcesOf(view: RunView, number: number): string {
    return names(shownIn(view, view.calls[number]?.subset ?? null).map(String));
}

/** Of a program that was run, what came of it. */
function claim(view: RunView, number: number) {
    const call = view.calls[number];
    const checked = checkedOf(view, call);
    return checked?.check ? <CheckMark checked={checked} /> : <Claim text={(call && claimOf(view, call)) ?? "–"} />;
}

const term = (value: number | null) => (value === null ? "–" : similarity(value));
