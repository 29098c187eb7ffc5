import { Field } from "./Field.tsx";

interface TextFieldProps {
    label: string;
    hint: string;
    /** Of keyboards on screens. */
    inputMode?: "url";
    value: string;
    onInput(value: string): void;
}

/** A short text that no keyboard may correct: an address, ids. */
export function TextField({ label, hint, inputMode, value, onInput }: TextFieldProps) {
    return (
        <Field label={label} hint={hint}>
            {(id, below) => (
                <input
                    id={id}
                    type="text"
                    inputMode={inputMode}
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck={false}
                    dir="auto"
                    aria-describedby={below}
                    value={value}
                    onInput={(event) => onInput(event.currentTarget.value)}
                />
            )}
        </Field>
    );
}
