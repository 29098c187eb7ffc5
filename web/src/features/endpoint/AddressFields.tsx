import type { ModelInfo } from "smacs";
import type { EndpointState } from "../../app/endpoint-state.ts";
import { strings } from "../../strings.ts";
import { ListStatus } from "./ListStatus.tsx";
import { OpenRouterSignIn } from "./OpenRouterSignIn.tsx";
import { ServicePicker } from "./ServicePicker.tsx";

/** Address and key, and the button that fetches the list of models. */
export function AddressFields({ endpoint, models }: { endpoint: EndpointState; models: readonly ModelInfo[] }) {
    const words = strings.endpoint;
    const address = endpoint.address.value;
    const usable = address.ok && endpoint.reachable.value && models.length > 0;
    return (
        <form
            class="fields"
            onSubmit={(event) => {
                event.preventDefault();
                if (usable) {
                    void endpoint.fetchModels(models);
                }
            }}
        >
            <ServicePicker value={address.ok ? address.base : ""} onChange={endpoint.setAddress} />
            <div class="field">
                <label for="address">{words.address}</label>
                <input
                    id="address"
                    type="text"
                    inputMode="url"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck={false}
                    aria-describedby="address-hint"
                    value={endpoint.text.value}
                    onInput={(event) => endpoint.setAddress(event.currentTarget.value)}
                />
                <p class="hint" id="address-hint">
                    {address.ok
                        ? words.addressUsed(address.base)
                        : words.addressProblem[address.problem] || words.addressHint}
                </p>
            </div>
            {!endpoint.reachable.value && (
                <p class="notice" role="alert">
                    {words.notReachable} <a href="./custom.html">{words.otherPage}</a>
                </p>
            )}
            <div class="field">
                <label for="key">{words.key}</label>
                <input
                    id="key"
                    type="password"
                    autocomplete="off"
                    spellcheck={false}
                    aria-describedby="key-hint"
                    value={endpoint.key.value}
                    onInput={(event) => {
                        endpoint.key.value = event.currentTarget.value;
                    }}
                />
                <p class="hint" id="key-hint">
                    {words.keyHint}
                </p>
            </div>
            {endpoint.signInOffered.value && <OpenRouterSignIn endpoint={endpoint} models={models} />}
            <button type="submit" class={endpoint.ready.value ? "" : "primary"} disabled={!usable}>
                {endpoint.list.value.state === "loading" ? words.fetching : words.fetch}
            </button>
            <ListStatus list={endpoint.list.value} />
        </form>
    );
}
