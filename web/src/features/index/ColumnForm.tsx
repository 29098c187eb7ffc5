import { useSignal } from "@preact/signals";
import { Field } from "../../ui/Field.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { Check, Submit } from "./BuildForm.tsx";
import type { IndexState } from "./state.ts";
import { indexStrings } from "./strings.ts";

/** One more model for the index in use. */
export function ColumnForm({ indexes }: { indexes: IndexState }) {
    const words = indexStrings.column;
    const model = useSignal("");
    const scores = useSignal<File | undefined>(undefined);
    const replace = useSignal(false);
    const name = model.value.trim();
    return (
        <form
            class="index-form"
            onSubmit={(event) => {
                event.preventDefault();
                if (scores.value && name !== "") {
                    void indexes.addColumn({ model: name, scores: scores.value, replace: replace.value });
                }
            }}
        >
            <p class="muted">{words.intro}</p>
            <pre class="index-example">{words.example}</pre>
            <p class="hint">{words.other}</p>
            <Field label={words.model}>
                {(id) => (
                    <input
                        id={id}
                        autocomplete="off"
                        value={model.value}
                        onInput={(event) => {
                            model.value = event.currentTarget.value;
                        }}
                    />
                )}
            </Field>
            <FileField
                label={words.scores}
                accept=".jsonl,.json,.ndjson,.gz"
                onFiles={([file]) => {
                    scores.value = file;
                }}
            />
            <Check label={words.replace} value={replace} />
            <Submit label={words.start} missing={scores.value && name !== "" ? undefined : words.choose} />
        </form>
    );
}
