import { useAppState } from "../../app/context.ts";
import type { TabModelsState } from "./state.ts";
import { tabStrings } from "./strings.ts";
import { TabModelFacts } from "./TabModelRow.tsx";

/** A way on: models that run here. They are fetched if need be, and then asked. */
export function TabOption({ tab }: { tab: TabModelsState }) {
    const { ask, loading } = useAppState();
    const words = tabStrings;
    const chosen = tab.models.value.filter(({ id }) => tab.chosen.value.has(id));
    const missing = tab.missing.value;
    const begin = async () => {
        if (chosen.length > 0 && !tab.busy.value && loading.value.state === "ready" && (await tab.fetch(chosen))) {
            ask();
        }
    };
    if (tab.models.value.length === 0) {
        return null;
    }
    return (
        <div class="tab-way">
            <h3>{words.title}</h3>
            <p>{words.text}</p>
            {tab.supported ? (
                <>
                    <Choice tab={tab} />
                    {!tab.lasting && <p class="hint">{words.notLasting}</p>}
                    <button
                        type="button"
                        aria-disabled={chosen.length === 0 || tab.busy.value}
                        onClick={() => void begin()}
                    >
                        {tab.busy.value ? words.fetching : missing > 0 ? words.askAfter(missing) : words.ask}
                    </button>
                    {chosen.length === 0 && <p class="hint">{words.none}</p>}
                </>
            ) : (
                <p class="notice">{words.unsupported}</p>
            )}
        </div>
    );
}

function Choice({ tab }: { tab: TabModelsState }) {
    const words = tabStrings;
    return (
        <fieldset class="tab-choice">
            <legend class="visually-hidden">{words.choose}</legend>
            {tab.models.value.map((model) => {
                const fetching = tab.standing(model).value.state === "fetching";
                return (
                    <div key={model.id} class="tab-model">
                        <label>
                            <input
                                type="checkbox"
                                checked={tab.chosen.value.has(model.id)}
                                onChange={(event) => {
                                    const next = new Set(tab.chosen.value);
                                    next[event.currentTarget.checked ? "add" : "delete"](model.id);
                                    tab.chosen.value = next;
                                }}
                            />{" "}
                            {model.name}
                        </label>
                        <TabModelFacts tab={tab} model={model} />
                        {fetching && (
                            <button type="button" class="quiet" onClick={() => tab.stop(model)}>
                                {words.stop(model.name)}
                            </button>
                        )}
                    </div>
                );
            })}
        </fieldset>
    );
}
