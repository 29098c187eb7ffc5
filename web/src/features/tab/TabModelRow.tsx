import { memoryOf, type TabModel } from "../../engine/tab/cards.ts";
import { Bar } from "../../ui/Bar.tsx";
import type { Standing, TabModelsState } from "./state.ts";
import { tabStrings } from "./strings.ts";

interface RowProps {
    tab: TabModelsState;
    model: TabModel;
}

/** What a model is, what it takes, and how far its weights have come. */
export function TabModelFacts({ tab, model }: RowProps) {
    const words = tabStrings;
    const standing = tab.standing(model).value;
    const speed = tab.speed(model);
    const origin = model.beside
        ? words.beside
        : model.source === undefined
          ? words.ownFile
          : words.from(new URL(model.source).host);
    return (
        <>
            <p class="hint">
                {words.facts(model.bytes, memoryOf(model), model.licence)}, {origin}
            </p>
            {tab.tooLarge(model) && <p class="hint">{words.tooLarge}</p>}
            <Progress model={model} standing={standing} />
            {speed && <p class="hint">{words.speed(speed.reading, speed.writing)}</p>}
        </>
    );
}

function Progress({ model, standing }: { model: TabModel; standing: Standing }) {
    const words = tabStrings.state;
    if (standing.state === "failed") {
        return (
            <p class="problem" role="alert">
                {tabStrings.problems[standing.problem.kind](String(standing.problem.detail))}
            </p>
        );
    }
    if (standing.state === "fetching") {
        return (
            <div
                class="tab-progress"
                role="progressbar"
                aria-label={tabStrings.progress(model.name)}
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={Math.floor((100 * standing.loaded) / model.bytes)}
            >
                <Bar value={standing.loaded / model.bytes} />
                <span>{words.fetching(standing.loaded, model.bytes)}</span>
            </div>
        );
    }
    if (standing.state === "absent") {
        return null;
    }
    return (
        <p class="hint">
            {standing.state === "part" ? words.part(standing.loaded, model.bytes) : words[standing.state]}
        </p>
    );
}
