import { count } from "../../lib/format.ts";
import { mapStrings } from "./strings.ts";
import type { Subject } from "./subjects.ts";

interface MapLegendProps {
    groups: readonly Subject[];
    /** The one that is shown alone. */
    value: number | undefined;
    onChange(value: number | undefined): void;
}

/** The subjects and their colours. */
export function MapLegend({ groups, value, onChange }: MapLegendProps) {
    return (
        <ul class="map-legend" aria-label={mapStrings.legend}>
            {groups.map(({ name, questions }, at) => (
                <li key={name}>
                    <button
                        type="button"
                        aria-pressed={value === at}
                        onClick={() => onChange(value === at ? undefined : at)}
                    >
                        <span class="map-swatch" aria-hidden="true" style={{ color: `var(--subject-${at})` }} />
                        {name} <span class="number">{count(questions)}</span>
                    </button>
                </li>
            ))}
        </ul>
    );
}
