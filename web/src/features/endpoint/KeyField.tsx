import type { EndpointState } from "../../app/endpoint-state.ts";
import { strings } from "../../strings.ts";

/** The key, which is for the address above and for no other. */
export function KeyField({ endpoint }: { endpoint: EndpointState }) {
    const words = strings.endpoint;
    return (
        <div class="field">
            <label for="key">{words.key}</label>
            <input
                id="key"
                type="password"
                autocomplete="off"
                spellcheck={false}
                aria-describedby="key-hint"
                value={endpoint.key.value}
                onInput={(event) => endpoint.setKey(event.currentTarget.value)}
            />
            <p class="hint" id="key-hint">
                {words.keyHint}
            </p>
            <div role="status">{endpoint.keyEmptied.value && <p class="notice">{words.keyGone}</p>}</div>
        </div>
    );
}
