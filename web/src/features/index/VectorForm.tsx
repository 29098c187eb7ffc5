import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useAppState } from "../../app/context.ts";
import { normaliseAddress } from "../../engine/address.ts";
import { isKnownHost } from "../../engine/providers.ts";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { EndpointState } from "../endpoint/endpoint.ts";
import { KeepKey } from "../endpoint/KeepKey.tsx";
import { KeyField } from "../endpoint/KeyField.tsx";
import { vectorStrings as words } from "./vector-strings.ts";
import type { Vectors } from "./vectors.ts";

/** The address that is to be typed, among those of endpoints. */
const other = "other";

/** Which service makes the vectors of questions: said before anything is sent there. */
export function VectorForm({ vectors }: { vectors: Vectors }) {
    const { endpoints } = useAppState();
    const picked = useSignal<string | undefined>(undefined);
    const model = vectors.model.value;
    const service = vectors.service.value;
    if (!model) {
        return null;
    }
    const choices = vectors.choices.value;
    const value = picked.value ?? service?.base.value ?? "";
    const endpoint = choices.find(({ base }) => base.value === value);
    return (
        <section class="index-part" aria-labelledby="vectors-title">
            <h3 id="vectors-title">{words.title}</h3>
            <p>{words.made(model.name, model.numbers)}</p>
            <Select
                label={words.service}
                value={endpoint || value === other ? value : ""}
                options={[
                    ["", words.none],
                    ...choices.map((one) => [one.base.value, endpoints.label(one)] as const),
                    [other, words.other],
                ]}
                onChange={(next) => {
                    picked.value = next;
                }}
            />
            {value === other && (
                <Address
                    onAdd={(base) => {
                        picked.value = endpoints.showAt(base).base.value;
                    }}
                />
            )}
            {endpoint ? <Chosen endpoint={endpoint} vectors={vectors} /> : <p class="hint">{words.sendsNowhere}</p>}
        </section>
    );
}

/** Its key, what goes there, and the button that agrees to it. */
function Chosen({ endpoint, vectors }: { endpoint: EndpointState; vectors: Vectors }): ComponentChildren {
    const { endpoints } = useAppState();
    const host = endpoints.label(endpoint);
    const inUse = vectors.service.value === endpoint;
    return (
        <>
            <KeyField endpoint={endpoint} onSettled={() => void endpoints.keys.changed(endpoint)} />
            <KeepKey endpoint={endpoint} keys={endpoints.keys} />
            <p class="notice">{words.sends(host)}</p>
            <p>
                {inUse && words.using(host)}{" "}
                <button
                    type="button"
                    class={inUse ? "quiet" : "primary"}
                    disabled={!inUse && endpoint.lacksKey.value}
                    onClick={() => vectors.choose(inUse ? undefined : endpoint)}
                >
                    {inUse ? words.stop : words.use(host)}
                </button>
            </p>
        </>
    );
}

function Address({ onAdd }: { onAdd(base: string): void }) {
    const { anyHost } = useAppState();
    const text = useSignal("");
    const address = normaliseAddress(text.value);
    const reachable = !address.ok || anyHost || isKnownHost(address.base);
    return (
        <form
            class="fields"
            onSubmit={(event) => {
                event.preventDefault();
                if (address.ok && reachable) {
                    onAdd(address.base);
                }
            }}
        >
            <TextField
                label={words.address}
                hint={words.addressHint}
                inputMode="url"
                value={text.value}
                onInput={(next) => {
                    text.value = next;
                }}
            />
            {!reachable && (
                <p class="notice" role="alert">
                    {words.notReachable} <a href="./custom.html">{words.otherPage}</a>
                </p>
            )}
            <button type="submit" disabled={!address.ok || !reachable}>
                {words.add}
            </button>
        </form>
    );
}
