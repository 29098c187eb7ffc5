import { useSignal } from "@preact/signals";
import { Confirm } from "../../ui/Confirm.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import type { EndpointsState } from "./endpoints.ts";
import { sheetStrings } from "./sheet-strings.ts";

/** Which keys are remembered, locking them, and forgetting everything. */
export function StoredThings({ endpoints }: { endpoints: EndpointsState }) {
    const words = sheetStrings.keys;
    return (
        <Disclosure summary={words.manage}>
            <div class="stored">
                <RememberedKeys endpoints={endpoints} />
                <Wipe endpoints={endpoints} />
            </div>
        </Disclosure>
    );
}

function RememberedKeys({ endpoints: { keys } }: { endpoints: EndpointsState }) {
    const words = sheetStrings.keys;
    const kept = [...keys.kept.value];
    const locked = useSignal(false);
    return (
        <>
            <h3 id="remembered-keys" tabIndex={-1}>
                {words.list}
            </h3>
            {kept.length === 0 && <p class="hint">{words.empty}</p>}
            <ul class="remembered" aria-labelledby="remembered-keys">
                {kept.map(([base, under]) => (
                    <li key={base}>
                        <span class="endpoint-name">{base}</span>
                        <span class="hint">{words.under[under]}</span>
                        <button
                            type="button"
                            class="quiet"
                            onClick={() => {
                                document.getElementById("remembered-keys")?.focus();
                                void keys.forget(base);
                            }}
                        >
                            {words.forget}
                            <span class="visually-hidden"> {words.forgetOf(base)}</span>
                        </button>
                    </li>
                ))}
            </ul>
            {keys.unlocked.value && (
                <div class="stored-action">
                    <button
                        type="button"
                        onClick={() => {
                            document.getElementById("remembered-keys")?.focus();
                            locked.value = true;
                            keys.lock();
                        }}
                    >
                        {words.lock}
                    </button>
                    <p class="hint">{words.lockHint}</p>
                </div>
            )}
            <div role="status">{locked.value && keys.locked.value && <p class="hint">{words.locked}</p>}</div>
        </>
    );
}

function Wipe({ endpoints }: { endpoints: EndpointsState }) {
    const words = sheetStrings.keys;
    const wiped = useSignal(false);
    return (
        <div class="stored-action">
            <Confirm
                label={words.wipe}
                sure={words.wipeSure}
                yes={words.wipeYes}
                no={words.no}
                onYes={() => {
                    void endpoints.wipe().then(() => {
                        wiped.value = endpoints.keys.problem.value === undefined;
                    });
                }}
            />
            <p class="hint">{words.wipeHint}</p>
            <div role="status">{wiped.value && <p class="hint">{words.wiped}</p>}</div>
        </div>
    );
}
