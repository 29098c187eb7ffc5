import type { TabModel } from "../../engine/tab/cards.ts";
import { Confirm } from "../../ui/Confirm.tsx";
import { FileButton } from "../../ui/FileButton.tsx";
import type { TabModelsState } from "./state.ts";
import { tabStrings } from "./strings.ts";
import { TabModelFacts } from "./TabModelRow.tsx";

/** All models that can run here: fetched, stopped, removed, or opened from a file. */
export function TabModels({ tab }: { tab: TabModelsState }) {
    const words = tabStrings;
    if (!tab.supported) {
        return <p class="notice">{words.unsupported}</p>;
    }
    return (
        <div class="tab-models">
            <p class="hint">{tab.lasting ? words.sheetText : words.notLasting}</p>
            <ul>
                {tab.models.value.map((model) => (
                    <li key={model.id} class="tab-model">
                        <h3>{model.name}</h3>
                        <TabModelFacts tab={tab} model={model} />
                        <Actions tab={tab} model={model} />
                    </li>
                ))}
            </ul>
            <div>
                <FileButton label={words.ownLabel} accept=".gguf" onFile={(file) => tab.open(file)}>
                    {words.own}
                </FileButton>
                <p class="hint">{words.ownHint}</p>
            </div>
        </div>
    );
}

function Actions({ tab, model }: { tab: TabModelsState; model: TabModel }) {
    const words = tabStrings;
    const standing = tab.standing(model).value;
    const { name } = model;
    if (standing.state === "fetching" || standing.state === "waiting") {
        return (
            <button type="button" onClick={() => tab.stop(model)}>
                {words.stop(name)}
            </button>
        );
    }
    const here = standing.state === "kept" ? model.bytes : "loaded" in standing ? standing.loaded : 0;
    return (
        <div class="buttons">
            {here < model.bytes && model.source !== undefined && (
                <button type="button" onClick={() => void tab.fetch([model])}>
                    {here > 0 ? words.resume(name) : words.fetch(name)}
                </button>
            )}
            {here > 0 && (
                <Confirm
                    label={words.remove(name)}
                    sure={words.removeSure(name, here)}
                    yes={words.removeYes}
                    no={words.removeNo}
                    onYes={() => void tab.remove(model)}
                />
            )}
        </div>
    );
}
