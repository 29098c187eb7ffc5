import { useSignal } from "@preact/signals";
import { Field } from "../../ui/Field.tsx";
import type { KeyVault } from "./key-vault.ts";
import { setupStrings } from "./strings.ts";

const shortest = 8;

interface PassphraseFieldProps {
    label: string;
    fresh: boolean;
    value: string;
    onChange(text: string): void;
}

function PassphraseField({ label, fresh, value, onChange }: PassphraseFieldProps) {
    return (
        <Field label={label}>
            {(id) => (
                <input
                    id={id}
                    type="password"
                    autocomplete={fresh ? "new-password" : "current-password"}
                    value={value}
                    onInput={(event) => onChange(event.currentTarget.value)}
                />
            )}
        </Field>
    );
}

/** Opens what is remembered under the passphrase. */
export function UnlockForm({ keys }: { keys: KeyVault }) {
    const words = setupStrings.keys;
    const text = useSignal("");
    const busy = useSignal(false);
    const unlock = async () => {
        busy.value = true;
        await keys.unlock(text.value);
        busy.value = false;
        text.value = "";
    };
    return (
        <form
            class="passphrase"
            onSubmit={(event) => {
                event.preventDefault();
                if (text.value !== "" && !busy.value) {
                    void unlock();
                }
            }}
        >
            <PassphraseField
                label={words.passphrase}
                fresh={false}
                value={text.value}
                onChange={(value) => {
                    text.value = value;
                }}
            />
            <button type="submit" aria-disabled={busy.value}>
                {busy.value ? words.working : words.unlock}
            </button>
            <p class="hint">{words.unlockHint}</p>
        </form>
    );
}

/** The first passphrase, typed twice. */
export function NewPassphrase({ keys }: { keys: KeyVault }) {
    const words = setupStrings.keys;
    const text = useSignal("");
    const again = useSignal("");
    const busy = useSignal(false);
    const tried = useSignal(false);
    const wrong =
        text.value.length < shortest ? words.tooShort(shortest) : text.value === again.value ? "" : words.differ;
    const set = async () => {
        tried.value = true;
        if (wrong === "" && !busy.value) {
            busy.value = true;
            await keys.setPassphrase(text.value);
            busy.value = false;
        }
    };
    return (
        <form
            class="passphrase"
            onSubmit={(event) => {
                event.preventDefault();
                void set();
            }}
        >
            <PassphraseField
                label={words.newPassphrase}
                fresh
                value={text.value}
                onChange={(value) => {
                    text.value = value;
                }}
            />
            <PassphraseField
                label={words.repeat}
                fresh
                value={again.value}
                onChange={(value) => {
                    again.value = value;
                }}
            />
            <button type="submit" aria-disabled={busy.value}>
                {busy.value ? words.working : words.set}
            </button>
            <p class="hint">{words.passphraseHint(shortest)}</p>
            <div role="status">{tried.value && wrong !== "" && <p class="problem">{wrong}</p>}</div>
        </form>
    );
}
