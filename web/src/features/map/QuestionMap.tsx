import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Dots, Route } from "smacs";
import { questionInfo, questionMap } from "smacs/map";
import type { Engine } from "../../engine/core.ts";
import { MapCanvas } from "./MapCanvas.tsx";
import { MapLegend } from "./MapLegend.tsx";
import { MapMarks, type Mark } from "./MapMarks.tsx";
import { MapTable } from "./MapTable.tsx";
import { ModelChoice } from "./ModelChoice.tsx";
import { lineOf, mainSubject, type NamesOf, type Near, nearestOf, nearnessWords } from "./model.ts";
import { outcomeOf, placeAmong, placeOf, project, tally, viewAround, wholeMap } from "./plane.ts";
import { mapStrings } from "./strings.ts";
import { type Subjects, subjectsOf } from "./subjects.ts";
import "./map.css";

export interface QuestionMapProps {
    engine: Pick<Engine, "index" | "info">;
    /** Of your question. */
    route: Route;
    /** Names of models that would be asked: the first to choose from. */
    likely: readonly string[];
    namesOf: NamesOf;
    /** The model that is shown as soon as it is another one, until the visitor chooses; left out: none. */
    followed?: string | undefined;
}

/** All questions of the index on a plane, and where yours lies. */
export function QuestionMap(props: QuestionMapProps) {
    const { engine, followed } = props;
    const model = useSignal(followed);
    useEffect(() => {
        model.value = followed;
    }, [followed, model]);
    const dots = useMemo(() => questionMap(engine.index, model.value), [engine, model.value]);
    // Of what the dots are: a person's own questions are in no file.
    const subjects = useMemo(() => subjectsOf(engine.index.info), [engine]);
    if (!dots) {
        return <p class="hint">{mapStrings.none}</p>;
    }
    return (
        <Picture
            {...props}
            dots={dots}
            subjects={subjects}
            model={model.value}
            onModel={(chosen) => {
                model.value = chosen;
            }}
        />
    );
}

interface PictureProps extends QuestionMapProps {
    dots: Dots;
    subjects: Subjects;
    model: string | undefined;
    onModel(model: string | undefined): void;
}

function Picture({ engine, route, likely, namesOf, dots, subjects, model, onModel }: PictureProps) {
    const emphasised = useSignal<number | undefined>(undefined);
    const shown = useSignal<number | undefined>(undefined);
    const closer = useSignal(false);
    const nearest = nearestOf(route);
    const you = placeAmong(dots, nearest);
    const places = nearest.map(({ number }) => placeOf(dots, number));
    const view = closer.value && you ? viewAround(you, places, dots.aspect) : wholeMap;
    const marks = nearest.map(
        (neighbour): Mark => ({
            neighbour,
            place: project(placeOf(dots, neighbour.number), view),
            line: lineOf(neighbour, namesOf),
            outcome: model === undefined ? undefined : outcomeOf(dots.score[neighbour.number]),
        }),
    );
    const line = useComputed(() =>
        shown.value === undefined ? undefined : lineOf(questionInfo(engine.index, shown.value), namesOf),
    );
    const show = (number: number | undefined) => {
        shown.value = number;
    };
    return (
        <figure class="map">
            <figcaption>
                <Where route={route} nearest={nearest} dots={dots} subjects={subjects} />
            </figcaption>
            <div class="map-frame">
                <div class="map-plane">
                    <MapCanvas
                        dots={dots}
                        subjects={subjects}
                        emphasised={emphasised.value}
                        byOutcome={model !== undefined}
                        view={view}
                        you={you}
                        onPoint={show}
                    />
                    <MapMarks
                        you={you && project(you, view)}
                        marks={marks}
                        shown={
                            shown.value === undefined
                                ? undefined
                                : { number: shown.value, place: project(placeOf(dots, shown.value), view) }
                        }
                        onShow={show}
                    />
                </div>
            </div>
            <div class="map-below">
                <p class={line.value === undefined ? "map-line muted" : "map-line"} dir="auto">
                    {line.value ?? mapStrings.point}
                </p>
                {you && (
                    <button
                        type="button"
                        aria-pressed={closer.value}
                        onClick={() => {
                            closer.value = !closer.value;
                        }}
                    >
                        {mapStrings.closer}
                    </button>
                )}
            </div>
            <MapLegend
                groups={subjects.groups}
                value={emphasised.value}
                onChange={(group) => {
                    emphasised.value = group;
                }}
            />
            <ModelChoice models={engine.info.models} likely={likely} value={model} onChange={onModel} />
            {model !== undefined && <Did dots={dots} nearest={nearest} />}
            {marks.length > 0 && <MapTable marks={marks} model={model} namesOf={namesOf} />}
        </figure>
    );
}

interface WhereProps {
    route: Route;
    nearest: readonly Near[];
    dots: Dots;
    subjects: Subjects;
}

/** How near the nearest are, and what most of them are about. */
function Where({ route, nearest, dots, subjects }: WhereProps) {
    const domains = nearest.map(({ number }) => dots.domain[number] ?? 0);
    const main = mainSubject(domains, subjects);
    return (
        <>
            <p>
                <strong>{nearnessWords(route)}</strong>{" "}
                {main && mapStrings.among(main.count, nearest.length, main.name)}
            </p>
            <p class="hint">{mapStrings.intro(dots.x.length)}</p>
        </>
    );
}

/** What the chosen model did on all questions, and on the nearest. */
function Did({ dots, nearest }: Pick<WhereProps, "dots" | "nearest">) {
    const all = tally(dots, dots.x.keys());
    const near = tally(
        dots,
        nearest.map(({ number }) => number),
    );
    return (
        <p class="hint" role="status">
            {mapStrings.didAll(all.right, all.right + all.wrong)}{" "}
            {nearest.length > 0 && mapStrings.didNear(near.right, near.wrong, near.notAsked)} {mapStrings.key}
        </p>
    );
}
