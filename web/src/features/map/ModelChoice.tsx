import { useId } from "preact/hooks";
import type { ModelInfo } from "smacs";
import { mapStrings } from "./strings.ts";

interface ModelChoiceProps {
    models: readonly ModelInfo[];
    /** Names of those that would be asked, in their order. */
    likely: readonly string[];
    value: string | undefined;
    onChange(value: string | undefined): void;
}

/** Whose results to show: models without any have none. */
export function ModelChoice({ models, likely, value, onChange }: ModelChoiceProps) {
    const id = useId();
    const known = new Set(models.filter(({ scored }) => scored > 0).map(({ name }) => name));
    const first = likely.filter((name) => known.has(name));
    const others = [...known].filter((name) => !first.includes(name)).sort((a, b) => a.localeCompare(b, "en"));
    const options = (names: readonly string[]) => names.map((name) => <option key={name}>{name}</option>);
    return (
        <p class="map-model">
            <label for={id}>{mapStrings.model}</label>
            <select id={id} value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value || undefined)}>
                <option value="">{mapStrings.noModel}</option>
                {first.length > 0 && <optgroup label={mapStrings.likely}>{options(first)}</optgroup>}
                <optgroup label={mapStrings.others}>{options(others)}</optgroup>
            </select>
        </p>
    );
}
