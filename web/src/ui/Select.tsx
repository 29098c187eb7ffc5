import { Field } from "./Field.tsx";

interface SelectProps {
    label: string;
    value: string;
    options: readonly (readonly [value: string, label: string])[];
    onChange(value: string): void;
}

/** One of several, by a list that opens. */
export function Select({ label, value, options, onChange }: SelectProps) {
    return (
        <Field label={label}>
            {(id) => (
                <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
                    {options.map(([option, text]) => (
                        <option key={option} value={option}>
                            {text}
                        </option>
                    ))}
                </select>
            )}
        </Field>
    );
}
