import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { hasBuiltIn } from "../../engine/built-in-state.ts";
import type { Meanings } from "../../engine/matching.ts";
import { builtInBase, tabBase } from "../../engine/tab-address.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { AddressFields } from "./AddressFields.tsx";
import { BuiltInModel } from "./BuiltInModel.tsx";
import { EndpointList } from "./EndpointList.tsx";
import { KeepKey } from "./KeepKey.tsx";
import { ListStatus } from "./ListStatus.tsx";
import { LocalFindings, LocalSearch } from "./LocalSearch.tsx";
import { PoolEditor } from "./PoolEditor.tsx";
import { Presets } from "./Presets.tsx";
import { ReadyPanel } from "./ReadyPanel.tsx";
import { StoredThings } from "./StoredThings.tsx";
import { sheetStrings } from "./sheet-strings.ts";
import { createShopping } from "./shopping.ts";
import { setupStrings } from "./strings.ts";
import { TypedModels } from "./TypedModels.tsx";
import "./endpoint.css";
import "./pool.css";

/** Where answers come from. `tabModels` shows the models that run in this tab. */
export function EndpointSheet({ tabModels }: { tabModels: ComponentChildren }) {
    const { endpoints, loading, anyHost, sheet } = useAppState();
    const words = sheetStrings.endpoint;
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    const endpoint = endpoints.shown.value;
    const base = endpoint.base.value;
    // Models that stand in beside the index come and go; what it knows of others stays.
    const info = engine?.info;
    const match = engine?.match;
    const shopping = useMemo(
        () => info && match && createShopping(endpoints, { info, match }),
        [endpoints, info, match],
    );
    useLayoutEffect(() => {
        endpoints.choosing.value = true;
        return () => {
            endpoints.choosing.value = false;
        };
    }, [endpoints]);
    const close = () => {
        sheet.value = undefined;
    };
    return (
        <Sheet title={words.title} wide onClose={close}>
            {anyHost && (
                <p class="notice">
                    {words.anyHost} <a href="./index.html">{words.strictPage}</a>
                </p>
            )}
            {shopping && <ReadyPanel shopping={shopping} />}
            <EndpointList endpoints={endpoints} />
            {base === tabBase ? (
                tabModels
            ) : base === builtInBase ? (
                <BuiltInModel />
            ) : (
                <>
                    <Disclosure summary={setupStrings.search.tab}>{tabModels}</Disclosure>
                    <Connection
                        key={endpoints.list.value.indexOf(endpoint)}
                        meanings={engine?.match}
                        onSignedIn={() => shopping?.choose("ready", true)}
                    />
                </>
            )}
            {shopping && endpoints.list.value.some(({ ids }) => ids.value.length > 0) && (
                <Presets shopping={shopping} />
            )}
            {shopping && endpoint.ids.value.length > 0 && (
                <PoolEditor
                    key={endpoint.base.value}
                    endpoint={endpoint}
                    models={engine?.info.models ?? []}
                    shopping={shopping}
                />
            )}
            <Disclosure summary={setupStrings.search.inSheet}>
                <div class="sheet-search">
                    <LocalSearch />
                    <LocalFindings help />
                </div>
            </Disclosure>
            {hasBuiltIn() && base !== builtInBase && (
                <Disclosure summary={sheetStrings.builtIn.title}>
                    <BuiltInModel />
                </Disclosure>
            )}
            <StoredThings endpoints={endpoints} />
            <Footer close={close} />
        </Sheet>
    );
}

/** Address and key of the endpoint shown; folded away where it was ready before. */
function Connection({ meanings, onSignedIn }: { meanings: Meanings | undefined; onSignedIn(): void }) {
    const { endpoints } = useAppState();
    const endpoint = endpoints.shown.value;
    const wasReady = useMemo(() => endpoint.ready.peek(), [endpoint]);
    const fields = (
        <div class="connection">
            <AddressFields endpoints={endpoints} meanings={meanings} onSignedIn={onSignedIn} />
            <KeepKey endpoint={endpoint} keys={endpoints.keys} />
        </div>
    );
    return (
        <>
            {wasReady ? (
                <Disclosure summary={sheetStrings.connection(endpoints.label(endpoint))}>{fields}</Disclosure>
            ) : (
                fields
            )}
            <ListStatus list={endpoint.list.value} />
            {meanings && endpoint.list.value.state === "failed" && (
                <TypedModels endpoint={endpoint} meanings={meanings} />
            )}
        </>
    );
}

function Footer({ close }: { close(): void }) {
    const { endpoints } = useAppState();
    const words = sheetStrings.endpoint;
    const endpoint = endpoints.shown.value;
    const count = endpoints.count.value;
    /** The button that was pressed may be gone. */
    const focusForm = () => document.getElementById("service")?.focus();
    return (
        <footer class="sheet-actions">
            {count > 0 && (
                <button type="button" class="primary" onClick={close}>
                    {words.done(count)}
                </button>
            )}
            {endpoints.list.value.every(({ text }) => text.value !== "") && (
                <button
                    type="button"
                    class="quiet"
                    onClick={() => {
                        endpoints.add();
                        focusForm();
                    }}
                >
                    {words.add}
                </button>
            )}
            {endpoint.text.value !== "" && (
                <button
                    type="button"
                    class="quiet"
                    onClick={() => {
                        endpoints.forget(endpoint);
                        focusForm();
                    }}
                >
                    {words.forget}
                </button>
            )}
        </footer>
    );
}
