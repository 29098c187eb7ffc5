import type { EndpointState } from "./endpoint.ts";
import type { EndpointsState } from "./endpoints.ts";
import { sheetStrings } from "./sheet-strings.ts";

/** The endpoints, where there are several: the chosen one is shown below. */
export function EndpointList({ endpoints }: { endpoints: EndpointsState }) {
    const words = sheetStrings.endpoint;
    const list = endpoints.list.value;
    if (list.length < 2) {
        return null;
    }
    return (
        <nav aria-label={words.list}>
            <ul class="endpoints">
                {list.map((endpoint, at) => (
                    <li key={at}>
                        <button
                            type="button"
                            aria-current={endpoint === endpoints.shown.value}
                            onClick={() => {
                                endpoints.shown.value = endpoint;
                            }}
                        >
                            <span class={endpoint.ready.value ? "dot on" : "dot"} aria-hidden="true" />
                            <span class="endpoint-name">{endpoints.label(endpoint) || words.blank}</span>
                            <span class="hint">{standing(endpoint)}</span>
                        </button>
                    </li>
                ))}
            </ul>
        </nav>
    );
}

function standing(endpoint: EndpointState): string {
    const words = sheetStrings.endpoint.standing;
    if (endpoint.ready.value) {
        return words.ready(endpoint.mapped.value.length + endpoint.others.value.length);
    }
    return endpoint.lacksKey.value ? words.key : words.unset;
}
