// Small drawings inside the steps; what they show is said in words by the step's details.

import type { TestShare } from "../route/evidence.ts";
import type { Row } from "../run/model/rows.ts";

/** Which tests the similar questions come from, side by side; the largest is the darkest. */
export function DomainBar({ tests }: { tests: readonly TestShare[] }) {
    let from = 0;
    return (
        <svg
            class="step-figure"
            viewBox="0 0 100 12"
            preserveAspectRatio="none"
            width="100%"
            height="12"
            aria-hidden="true"
        >
            {tests.slice(0, 6).map(({ benchmark, share }, at) => {
                const x = from;
                from += 100 * share;
                return (
                    <rect
                        key={benchmark}
                        class="domain"
                        style={`opacity: ${Math.max(0.25, 1 - 0.18 * at)}`}
                        x={x}
                        width={Math.max(0.5, 100 * share - 1)}
                        height="12"
                    />
                );
            })}
        </svg>
    );
}

/** The priors of the panel as small upright bars with their errors. */
export function PriorBars({ rows }: { rows: readonly Row[] }) {
    const known = rows.filter(({ prior }) => prior !== null);
    const highest = Math.max(1, ...known.map(({ prior }) => prior ?? 0));
    const width = 100 / Math.max(1, known.length);
    const y = (value: number) => 22 - (22 * Math.min(highest, Math.max(0, value))) / highest;
    return (
        <svg
            class="step-figure"
            viewBox="0 0 100 22"
            preserveAspectRatio="none"
            width="100%"
            height="22"
            aria-hidden="true"
        >
            {known.map(({ member, prior, error }, at) => {
                const x = at * width;
                const value = prior ?? 0;
                return (
                    <g key={member}>
                        <rect class="bar-fill" x={x + 1} width={width - 2} y={y(value)} height={22 - y(value)} />
                        {error !== null && (
                            <line
                                class="step-whisker"
                                x1={x + width / 2}
                                x2={x + width / 2}
                                y1={y(value + error)}
                                y2={y(value - error)}
                            />
                        )}
                    </g>
                );
            })}
        </svg>
    );
}
