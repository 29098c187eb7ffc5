import { useRef } from "preact/hooks";
import { at } from "./MapCanvas.tsx";
import type { Near } from "./model.ts";
import type { Outcome, Place } from "./plane.ts";
import { mapStrings } from "./strings.ts";

export interface Mark {
    neighbour: Near;
    /** In the view. */
    place: Place;
    /** In words: what it is about, where it is from, how many solved it. */
    line: string;
    /** Of the chosen model. */
    outcome: Outcome | undefined;
}

interface MapMarksProps {
    you: Place | undefined;
    marks: readonly Mark[];
    /** The question that is looked at. */
    shown: { number: number; place: Place } | undefined;
    onShow(number: number | undefined): void;
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Your question and its nearest, above the dots. Tab reaches one of these, arrow keys move among them. */
export function MapMarks({ you, marks, shown, onShow }: MapMarksProps) {
    const list = useRef<HTMLOListElement>(null);
    const focused = Math.max(
        0,
        marks.findIndex(({ neighbour }) => neighbour.number === shown?.number),
    );
    const onKeyDown = (event: KeyboardEvent) => {
        const ends: Record<string, number> = { Home: 0, End: marks.length - 1 };
        const next = ends[event.key] ?? (event.key in steps ? focused + (steps[event.key] ?? 0) : -1);
        if (next >= 0 && next < marks.length) {
            event.preventDefault();
            list.current?.querySelectorAll("button")[next]?.focus();
        }
    };
    return (
        <>
            {you && <Threads you={you} marks={marks} />}
            {shown && <span class="map-ring" aria-hidden="true" style={at(shown.place)} />}
            <ol class="map-marks" ref={list} aria-label={mapStrings.nearest} onKeyDown={onKeyDown}>
                {marks.map(({ neighbour, place, line, outcome }, rank) => (
                    <li key={neighbour.number}>
                        <button
                            type="button"
                            class={outcome ? `map-mark map-${outcome}` : "map-mark"}
                            style={at(place)}
                            tabIndex={rank === focused ? 0 : -1}
                            onFocus={() => onShow(neighbour.number)}
                            onBlur={() => onShow(undefined)}
                        >
                            <span class="visually-hidden">
                                {mapStrings.rank(rank + 1)}: {line}
                                {outcome && ` · ${mapStrings.outcomes[outcome]}`}
                            </span>
                        </button>
                    </li>
                ))}
            </ol>
            {you && <span class="map-you" aria-hidden="true" style={at(you)} />}
        </>
    );
}

/** From your question to its nearest. */
function Threads({ you, marks }: Pick<MapMarksProps, "marks"> & { you: Place }) {
    const from = at(you);
    return (
        <svg class="map-threads" width="100%" height="100%" aria-hidden="true" focusable="false">
            {marks.map(({ neighbour, place }) => {
                const to = at(place);
                return <line key={neighbour.number} x1={from.left} y1={from.top} x2={to.left} y2={to.top} />;
            })}
        </svg>
    );
}
