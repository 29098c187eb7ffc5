import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { isKnownHost } from "../../engine/providers.ts";
import { FileField } from "../../ui/FileField.tsx";
import type { IndexState } from "./state.ts";
import { indexStrings } from "./strings.ts";

/** From a file or an address. */
export function LoadForm({ indexes, anyHost }: { indexes: IndexState; anyHost: boolean }) {
    const words = indexStrings.load;
    const loose = indexes.loose.value;
    return (
        <>
            {indexes.moreModels.value && (
                <p>
                    {words.allModels}{" "}
                    <button type="button" class="quiet" onClick={() => void indexes.takeAllModels()}>
                        {words.useAllModels}
                    </button>
                </p>
            )}
            <FileField
                label={words.files}
                hint={words.drop}
                accept=".smx,.sme"
                multiple
                onFiles={(files) => void indexes.takeFiles(files)}
            />
            <AddressField indexes={indexes} anyHost={anyHost} />
            {loose && (
                <p class="hint">
                    {words.loose(loose.info.name, loose.info.dim)}{" "}
                    <button type="button" class="quiet" onClick={indexes.forgetLoose}>
                        {words.forget}
                    </button>
                </p>
            )}
        </>
    );
}

function AddressField({ indexes, anyHost }: { indexes: IndexState; anyHost: boolean }) {
    const words = indexStrings.load;
    const id = useId();
    const text = useSignal("");
    const url = URL.parse(text.value.trim());
    const invalid = text.value.trim() !== "" && !(url && /^https?:$/.test(url.protocol));
    const reachable = !url || invalid || anyHost || url.origin === location.origin || isKnownHost(url.href);
    return (
        <form
            class="field"
            onSubmit={(event) => {
                event.preventDefault();
                if (url && !invalid && reachable) {
                    void indexes.takeAddress(url.href);
                }
            }}
        >
            <label for={id}>{words.address}</label>
            <span class="index-address">
                <input
                    id={id}
                    inputMode="url"
                    autocomplete="off"
                    aria-describedby={`${id}-hint`}
                    value={text.value}
                    onInput={(event) => {
                        text.value = event.currentTarget.value;
                    }}
                />
                <button type="submit" aria-disabled={!url || invalid || !reachable}>
                    {words.fetch}
                </button>
            </span>
            <p class="hint" id={`${id}-hint`}>
                {invalid ? words.invalid : words.addressHint}
            </p>
            {!reachable && (
                <p class="notice">
                    {words.notReachable} <a href="./custom.html">{words.otherPage}</a>
                </p>
            )}
        </form>
    );
}
