import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

interface FigureFieldProps {
    label: string;
    /** Follows the label for those who cannot see the row. */
    of: string;
    /** Shown while it is empty. */
    empty: string;
    /** Whether 0 is a figure too. */
    zero?: boolean;
    value: number | undefined;
    onChange(value: number | undefined): void;
}

/** A number in a row of numbers, or none. What is no number is emptied when the field is left. */
export function FigureField({ label, of, empty, zero = false, value, onChange }: FigureFieldProps) {
    const id = useId();
    const typed = useSignal<string | undefined>(undefined);
    const read = (text: string) => {
        const number = text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
        return Number.isFinite(number) && (number > 0 || (zero && number === 0)) ? number : undefined;
    };
    return (
        <div class="figure">
            <label for={id}>
                {label}
                <span class="visually-hidden"> {of}</span>
            </label>
            <input
                id={id}
                inputMode="decimal"
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
