import { useSignal } from "@preact/signals";
import type { Meanings } from "../../engine/matching.ts";
import { TextField } from "../../ui/TextField.tsx";
import type { EndpointState } from "./endpoint.ts";
import { sheetStrings } from "./sheet-strings.ts";

/** Ids of models that the endpoint does not list. */
export function TypedModels({ endpoint, meanings }: { endpoint: EndpointState; meanings: Meanings }) {
    const words = sheetStrings;
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
            <TextField
                label={words.typed}
                hint={words.typedHint}
                value={text.value}
                onInput={(value) => {
                    text.value = value;
                }}
            />
            <button type="submit" disabled={ids.length === 0}>
                {words.useTyped}
            </button>
        </form>
    );
}
