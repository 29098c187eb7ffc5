import { count, decimal, percent } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import type { PriorPoint } from "./state.ts";
import { calibrateStrings } from "./strings.ts";

const width = 480;
const height = 140;

/** The prior with its standard error, as questions are asked; the table holds the same. */
export function PriorChart({ points, most }: { points: readonly PriorPoint[]; most: number }) {
    const words = calibrateStrings;
    const x = (asked: number) => ((width * asked) / most).toFixed(1);
    const y = (share: number) => (height * (1 - Math.min(1, Math.max(0, share)))).toFixed(1);
    const line = points.map(({ asked, prior }) => `${x(asked)},${y(prior)}`).join(" ");
    const upper = points.map(({ asked, prior, error }) => `${x(asked)},${y(prior + error)}`);
    const lower = points.map(({ asked, prior, error }) => `${x(asked)},${y(prior - error)}`);
    return (
        <figure class="prior-chart">
            <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
                {[0, 0.25, 0.5, 0.75, 1].map((share) => (
                    <line key={share} class="prior-grid" x1={0} x2={width} y1={y(share)} y2={y(share)} />
                ))}
                <polygon class="prior-band" points={[...upper, ...lower.reverse()].join(" ")} />
                <polyline class="prior-line" points={line} />
            </svg>
            <figcaption class="hint">{words.chart}</figcaption>
            <Disclosure summary={words.table}>
                <PriorTable points={points} />
            </Disclosure>
        </figure>
    );
}

/** Every tenth is enough to see it. */
function PriorTable({ points }: { points: readonly PriorPoint[] }) {
    const words = calibrateStrings.columns;
    const rows = points.filter(({ asked }, at) => asked % 10 === 0 || at === points.length - 1);
    return (
        <table>
            <thead>
                <tr>
                    <th scope="col">{words.asked}</th>
                    <th scope="col">{words.prior}</th>
                    <th scope="col">{words.error}</th>
                </tr>
            </thead>
            <tbody>
                {rows.map(({ asked, prior, error }) => (
                    <tr key={asked}>
                        <th scope="row">{count(asked)}</th>
                        <td>{percent(prior)}</td>
                        <td>{decimal(100 * error)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
