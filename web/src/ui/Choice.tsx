import { useId } from "preact/hooks";

interface ChoiceProps<T extends string> {
    legend: string;
    options: readonly { value: T; label: string }[];
    value: T;
    onChange(value: T): void;
}

/** One of a few, side by side. */
export function Choice<T extends string>({ legend, options, value, onChange }: ChoiceProps<T>) {
    const name = useId();
    return (
        <fieldset class="choice">
            <legend>{legend}</legend>
            <div class="choice-options">
                {options.map((option) => (
                    <label key={option.value}>
                        <input
                            type="radio"
                            name={name}
                            checked={option.value === value}
                            onChange={() => onChange(option.value)}
                        />
                        <span>{option.label}</span>
                    </label>
                ))}
            </div>
        </fieldset>
    );
}
