import type { EndpointState } from "./endpoint.ts";
import { sheetStrings } from "./sheet-strings.ts";

interface KeyFieldProps {
    endpoint: EndpointState;
    /** It was changed, and is not being typed any more. */
    onSettled(): void;
}

/** The key, which is for the address above and for no other. */
export function KeyField({ endpoint, onSettled }: KeyFieldProps) {
    const words = sheetStrings.endpoint;
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
                onChange={onSettled}
            />
            <p class="hint" id="key-hint">
                {words.keyHint}
            </p>
            <div role="status">{endpoint.keyEmptied.value && <p class="notice">{words.keyGone}</p>}</div>
        </div>
    );
}
