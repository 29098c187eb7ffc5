import { Choice } from "../../ui/Choice.tsx";
import { Confirm } from "../../ui/Confirm.tsx";
import type { EndpointState } from "./endpoint.ts";
import { KeyProblemNote } from "./KeyProblemNote.tsx";
import type { Keeping, KeyVault } from "./key-vault.ts";
import { NewPassphrase, UnlockForm } from "./Passphrase.tsx";
import { sheetStrings } from "./sheet-strings.ts";

const keepings: readonly Keeping[] = ["memory", "device", "passphrase"];

/** Whether the endpoint's key is remembered and how, with what that protects from. */
export function KeepKey({ endpoint, keys }: { endpoint: EndpointState; keys: KeyVault }) {
    const words = sheetStrings.keys;
    const base = endpoint.base.value;
    const keeping = keys.keepingOf(base);
    if (base === "" || (endpoint.key.value === "" && keeping === "memory")) {
        return null;
    }
    if (keys.standing.value === "unavailable") {
        return <p class="hint">{words.unavailable}</p>;
    }
    const shut = keeping === "passphrase" && !keys.unlocked.value;
    // Another choice would have to open it first.
    const fixed = shut && keys.kept.value.get(base) === "passphrase";
    return (
        <div class="keep-key">
            {!fixed && (
                <Choice
                    legend={words.keep}
                    value={keeping}
                    options={keepings.map((value) => ({ value, label: words.keepings[value] }))}
                    onChange={(value) => void keys.choose(endpoint, value)}
                />
            )}
            <p class="hint">
                {words.protects[keeping]} {words.nothing}
            </p>
            {shut && <Passphrase keys={keys} />}
            <KeyProblemNote keys={keys} />
        </div>
    );
}

/** The one that there is, or the first one. */
function Passphrase({ keys }: { keys: KeyVault }) {
    const words = sheetStrings.keys;
    if (!keys.hasPassphrase.value) {
        return <NewPassphrase keys={keys} />;
    }
    return (
        <>
            <UnlockForm keys={keys} />
            <Confirm
                label={words.forgotten}
                sure={words.forgottenSure}
                yes={words.forgottenYes}
                no={words.no}
                onYes={() => void keys.forgetPassphrase()}
            />
        </>
    );
}
