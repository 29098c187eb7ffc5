import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Meanings } from "../../engine/matching.ts";
import type { EndpointState } from "./endpoint.ts";
import { listStrings } from "./list-strings.ts";

/** Ids of models that the endpoint does not list. */
export function TypedModels({ endpoint, meanings }: { endpoint: EndpointState; meanings: Meanings }) {
    const words = listStrings;
    const id = useId();
    const text = useSignal("");
    const ids = text.value.split(/[,\s]+/).filter(Boolean);
    return (
        <form
            class="fields"
            onSubmit={(event) => {
                event.preventDefault();
                if (ids.length > 0) {
                    endpoint.takeTyped(ids, meanings);
                }
            }}
        >
            <div class="field">
                <label for={id}>{words.typed}</label>
                <input
                    id={id}
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck={false}
                    dir="auto"
                    aria-describedby={`${id}-hint`}
                    value={text.value}
                    onInput={(event) => {
                        text.value = event.currentTarget.value;
                    }}
                />
                <p class="hint" id={`${id}-hint`}>
                    {words.typedHint}
                </p>
            </div>
            <button type="submit" disabled={ids.length === 0}>
                {words.useTyped}
            </button>
        </form>
    );
}
