import type { Meanings } from "../../engine/matching.ts";
import { Choice } from "../../ui/Choice.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { DataNote } from "./DataNote.tsx";
import type { EndpointState } from "./endpoint.ts";
import type { EndpointsState } from "./endpoints.ts";
import { KeyField } from "./KeyField.tsx";
import { OpenRouterSignIn } from "./OpenRouterSignIn.tsx";
import { ServicePicker } from "./ServicePicker.tsx";
import { sheetStrings } from "./sheet-strings.ts";

interface AddressFieldsProps {
    endpoints: EndpointsState;
    /** Undefined while the index loads. */
    meanings: Meanings | undefined;
    /** A list has come for a key that was signed in for, where nothing was chosen before. */
    onSignedIn(): void;
}

/** Address and key of the endpoint shown, and the button that fetches its list of models. */
export function AddressFields({ endpoints, meanings, onSignedIn }: AddressFieldsProps) {
    const words = sheetStrings.endpoint;
    const endpoint = endpoints.shown.value;
    const address = endpoint.address.value;
    const usable = address.ok && endpoint.reachable.value && meanings !== undefined;
    /** It comes first for whoever has no address to enter. */
    const blank = endpoint.text.value === "";
    const signIn = endpoints.signInOffered.value && (
        <OpenRouterSignIn signIn={endpoints.signIn} endpoint={endpoint} meanings={meanings} onSignedIn={onSignedIn} />
    );
    return (
        <form
            class="fields"
            onSubmit={(event) => {
                event.preventDefault();
                if (usable) {
                    void endpoint.fetchModels(meanings).then(showList);
                }
            }}
        >
            {blank && signIn}
            <ServicePicker value={address.ok ? address.base : ""} onChange={endpoint.setAddress} />
            <AddressField endpoint={endpoint} />
            {!endpoint.reachable.value && (
                <p class="notice" role="alert">
                    {words.notReachable} <a href="./custom.html">{words.otherPage}</a>
                </p>
            )}
            <KeyField endpoint={endpoint} onSettled={() => void endpoints.keys.changed(endpoint)} />
            {!blank && signIn}
            <DataNote endpoint={endpoint} />
            <button type="submit" class={endpoint.ready.value ? "" : "primary"} disabled={!usable}>
                {endpoint.list.value.state === "loading" ? words.fetching : words.fetch}
            </button>
        </form>
    );
}

/** What has come, and what can be chosen from it, lie below the form. */
function showList(): void {
    document.getElementById("list-status")?.scrollIntoView({ block: "start" });
}

function AddressField({ endpoint }: { endpoint: EndpointState }) {
    const words = sheetStrings.endpoint;
    const address = endpoint.address.value;
    return (
        <>
            <TextField
                label={words.address}
                hint={
                    address.ok
                        ? words.addressUsed(address.base)
                        : words.addressProblem[address.problem] || words.addressHint
                }
                inputMode="url"
                value={endpoint.text.value}
                onInput={endpoint.setAddress}
            />
            {endpoint.wireOffered.value && (
                <Choice
                    legend={words.wire}
                    value={endpoint.provider.value.wire}
                    options={[
                        { value: "openai", label: words.wires.openai },
                        { value: "anthropic", label: words.wires.anthropic },
                    ]}
                    onChange={endpoint.setWire}
                />
            )}
        </>
    );
}
