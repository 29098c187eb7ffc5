import { useId } from "preact/hooks";

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
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <input
                id={id}
                type="text"
                inputMode={inputMode}
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                dir="auto"
                aria-describedby={`${id}-hint`}
                value={value}
                onInput={(event) => onInput(event.currentTarget.value)}
            />
            <p class="hint" id={`${id}-hint`}>
                {hint}
            </p>
        </div>
    );
}
