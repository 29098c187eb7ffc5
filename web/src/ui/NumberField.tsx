import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

interface NumberFieldProps {
    label: string;
    /** Follows the label for those who cannot see where the field stands. */
    of?: string;
    /** Shown while it is empty. */
    empty: string;
    /** Whether only whole numbers are taken. */
    whole?: boolean;
    /** Whether 0 is taken too. */
    zero?: boolean;
    /** Of the box around label and field. */
    class?: string;
    value: number | undefined;
    onChange(value: number | undefined): void;
}

/** A number, or none. Each keystroke counts; what is no number is emptied when the field is left. */
export function NumberField(props: NumberFieldProps) {
    const { label, of, empty, whole = false, zero = false, class: box = "number-field", value, onChange } = props;
    const id = useId();
    const typed = useSignal<string | undefined>(undefined);
    const read = (text: string) => {
        const number = text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
        const taken = Number.isFinite(number) && (number > 0 || (zero && number === 0));
        return taken ? (whole ? Math.max(zero ? 0 : 1, Math.floor(number)) : number) : undefined;
    };
    return (
        <div class={box}>
            <label for={id}>
                {label}
                {of !== undefined && <span class="visually-hidden"> {of}</span>}
            </label>
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
