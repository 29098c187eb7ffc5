import type { ModelInfo } from "smacs";
import type { EndpointState, ModelList } from "../../app/endpoint-state.ts";
import { strings } from "../../strings.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { MappingRow } from "./MappingRow.tsx";
import { OtherModels } from "./OtherModels.tsx";

interface ModelMappingProps {
    endpoint: EndpointState;
    list: ModelList & { state: "ready" };
    models: readonly ModelInfo[];
}

/** Which of the endpoint's models is which model of the index: recognised ones open, the rest folded away. */
export function ModelMapping({ endpoint, list, models }: ModelMappingProps) {
    const words = strings.endpoint;
    const mapping = endpoint.mapping.value;
    const rows = (shown: readonly ModelInfo[]) => (
        <ul class="mapping">
            {shown.map((model) => (
                <MappingRow
                    key={model.name}
                    model={model.name}
                    ids={list.ids}
                    match={list.matches.get(model.name)}
                    value={mapping[model.name] ?? ""}
                    onChange={(id) => endpoint.setModel(model.name, id)}
                />
            ))}
        </ul>
    );
    // What was recognised stays in the open list when it is set to nothing, so that it does not vanish under the hand.
    const open = models.filter((model) => mapping[model.name] || list.matches.has(model.name));
    const folded = models.filter((model) => !open.includes(model));
    const used = new Set(Object.values(mapping));
    const unused = list.ids.filter((id) => !used.has(id));
    return (
        <section aria-labelledby="mapping-title">
            <h3 id="mapping-title">{words.mapping}</h3>
            <p class="hint">{open.length > 0 ? words.mappingHint : words.mappingNone}</p>
            {rows(open)}
            {folded.length > 0 && <Disclosure summary={words.unmapped(folded.length)}>{rows(folded)}</Disclosure>}
            {unused.length > 0 && <OtherModels endpoint={endpoint} ids={unused} />}
        </section>
    );
}
