import { type Signal, useSignal } from "@preact/signals";
import type { Engine } from "../../engine/core.ts";
import { FileField } from "../../ui/FileField.tsx";
import type { IndexState } from "./state.ts";
import { indexStrings } from "./strings.ts";

/** From a bank of questions. */
export function BuildForm({ indexes, engine }: { indexes: IndexState; engine: Engine }) {
    const words = indexStrings.build;
    const bank = useSignal<File | undefined>(undefined);
    const withText = useSignal(false);
    const withFacts = useSignal(true);
    return (
        <form
            class="index-form"
            onSubmit={(event) => {
                event.preventDefault();
                if (bank.value) {
                    const options = { withText: withText.value, withFacts: withFacts.value };
                    void indexes.build({ bank: bank.value, ...options });
                }
            }}
        >
            <p class="muted">{words.intro}</p>
            <pre class="index-example">{words.example}</pre>
            <p class="hint">{words.format}</p>
            <FileField
                label={words.bank}
                accept=".jsonl,.json,.ndjson,.gz"
                onFiles={([file]) => {
                    bank.value = file;
                }}
            />
            <Check label={words.withText} hint={words.withTextHint} value={withText} />
            <Check label={words.withFacts} hint={words.withFactsHint} value={withFacts} />
            <p class="hint">{words.embedder(indexes.loose.value?.info.name ?? engine.embedder.name)}</p>
            <Submit label={words.start} missing={bank.value ? undefined : words.choose} />
        </form>
    );
}

/** A choice with what it means. */
export function Check({ label, hint, value }: { label: string; hint?: string; value: Signal<boolean> }) {
    return (
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    checked={value.value}
                    onChange={(event) => {
                        value.value = event.currentTarget.checked;
                    }}
                />
                {label}
            </label>
            {hint !== undefined && <p class="hint">{hint}</p>}
        </div>
    );
}

/** The form's button, and what it still needs. */
export function Submit({ label, missing }: { label: string; missing: string | undefined }) {
    return (
        <p class="index-submit">
            <button type="submit" class="primary" aria-disabled={missing !== undefined}>
                {label}
            </button>
            {missing !== undefined && <span class="hint">{missing}</span>}
        </p>
    );
}
