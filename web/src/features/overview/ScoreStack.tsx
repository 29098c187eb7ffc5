import type { CandidateScore, RunWeights } from "smacs";
import { twoDigits } from "../../lib/format.ts";
import { partsOf } from "../run/model/matrix.ts";
import { overviewStrings } from "./strings.ts";

interface ScoreStackProps {
    score: CandidateScore | undefined;
    weights: RunWeights;
    /** What fills the height. */
    highest: number;
}

/** The terms of a score upon each other; the numbers are in the button's label and in the table of scores. */
export function ScoreStack({ score, weights, highest }: ScoreStackProps) {
    let below = 0;
    return (
        <span class="stack-box" aria-hidden="true">
            <svg
                class="stack"
                viewBox="0 0 10 40"
                preserveAspectRatio="none"
                width="100%"
                height="48"
                aria-hidden="true"
                focusable="false"
            >
                <rect class="bar-track" width="10" height="40" />
                {score &&
                    partsOf(score, weights).map(({ term, value }) => {
                        const height = (40 * Math.max(0, value)) / highest;
                        below += height;
                        return <rect key={term} class={`term-${term}`} width="10" height={height} y={40 - below} />;
                    })}
            </svg>
            <span class="number stack-value">{score ? twoDigits(score.score) : "–"}</span>
        </span>
    );
}

/** Which colour is which term. */
export function ScoreLegend() {
    const { terms } = overviewStrings.matrix;
    return (
        <span class="stack-legend">
            {(["confidence", "agreement", "vote"] as const).map((term) => (
                <span key={term}>
                    <svg width="10" height="10" aria-hidden="true" focusable="false">
                        <rect class={`term-${term}`} width="10" height="10" rx="2" />
                    </svg>
                    {terms[term]}
                </span>
            ))}
        </span>
    );
}
