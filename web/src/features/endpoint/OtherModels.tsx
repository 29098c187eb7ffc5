import type { EndpointState } from "../../app/endpoint-state.ts";
import { strings } from "../../strings.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";

/** The endpoint's models that the index does not know: asked if ticked. */
export function OtherModels({ endpoint, ids }: { endpoint: EndpointState; ids: readonly string[] }) {
    const words = strings.endpoint;
    const chosen = new Set(endpoint.others.value);
    return (
        <Disclosure summary={words.others(ids.length)}>
            <p class="hint">{words.othersHint}</p>
            <ul class="others">
                {ids.map((id) => (
                    <li key={id}>
                        <label class="check">
                            <input
                                type="checkbox"
                                checked={chosen.has(id)}
                                onChange={(event) => endpoint.setOther(id, event.currentTarget.checked)}
                            />
                            <span>{id}</span>
                        </label>
                    </li>
                ))}
            </ul>
        </Disclosure>
    );
}
