import type { Match } from "../../engine/matching.ts";
import { strings } from "../../strings.ts";

interface MappingRowProps {
    model: string;
    ids: readonly string[];
    match: Match | undefined;
    value: string;
    onChange(id: string): void;
}

/** One model of the index and what the endpoint calls it. */
export function MappingRow({ model, ids, match, value, onChange }: MappingRowProps) {
    const words = strings.endpoint;
    // What is certain needs no remark.
    const how = value === "" ? "" : match?.id !== value ? words.chosen : match.kind === "similar" ? words.similar : "";
    return (
        <li>
            <span class="mapping-model">{model}</span>
            <select
                aria-label={words.selectLabel(model)}
                value={value}
                onChange={(event) => onChange(event.currentTarget.value)}
            >
                <option value="">{words.notHere}</option>
                {ids.map((id) => (
                    <option key={id} value={id}>
                        {id}
                    </option>
                ))}
            </select>
            {how !== "" && <span class="hint">{how}</span>}
        </li>
    );
}
