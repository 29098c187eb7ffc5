import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

interface NumberFieldProps {
    label: string;
    /** Shown while it is empty. */
    empty: string;
    /** Whether only whole numbers are taken. */
    whole?: boolean;
    value: number | undefined;
    onChange(value: number | undefined): void;
}

/** A number above 0, or none. Each keystroke counts; what is no number is emptied when the field is left. */
export function NumberField({ label, empty, whole = false, value, onChange }: NumberFieldProps) {
    const id = useId();
    const typed = useSignal<string | undefined>(undefined);
    const read = (text: string) => {
        const number = Number(text.replace(",", "."));
        return Number.isFinite(number) && number > 0 ? (whole ? Math.max(1, Math.floor(number)) : number) : undefined;
    };
    return (
        <div class="number-field">
            <label for={id}>{label}</label>
            <input
                id={id}
                inputMode={whole ? "numeric" : "decimal"}
                autocomplete="off"
                placeholder={empty}
                value={typed.value ?? value ?? ""}
                onInput={(event) => {
                    typed.value = event.currentTarget.value;
                    onChange(read(event.currentTarget.value));
                }}
                onBlur={() => {
                    typed.value = undefined;
                }}
            />
        </div>
    );
}
