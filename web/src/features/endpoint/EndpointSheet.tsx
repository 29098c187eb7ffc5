import type { ComponentChildren } from "preact";
import { useAppState } from "../../app/context.ts";
import { tabBase } from "../../engine/tab-address.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { AddressFields } from "./AddressFields.tsx";
import { EndpointList } from "./EndpointList.tsx";
import { KeepKey } from "./KeepKey.tsx";
import { LocalFindings, LocalSearch } from "./LocalSearch.tsx";
import { PoolEditor } from "./PoolEditor.tsx";
import { StoredThings } from "./StoredThings.tsx";
import { setupStrings } from "./strings.ts";
import { TypedModels } from "./TypedModels.tsx";
import "./endpoint.css";

/** Where answers come from. `tabModels` shows the models that run in this tab. */
export function EndpointSheet({ tabModels }: { tabModels: ComponentChildren }) {
    const { endpoints, loading, anyHost, sheet } = useAppState();
    const words = setupStrings.endpoint;
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    const endpoint = endpoints.shown.value;
    const inTab = endpoint.base.value === tabBase;
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
            <EndpointList endpoints={endpoints} />
            {inTab ? (
                tabModels
            ) : (
                <>
                    <Disclosure summary={setupStrings.search.tab}>{tabModels}</Disclosure>
                    <AddressFields endpoints={endpoints} meanings={engine?.match} />
                    {engine && endpoint.list.value.state === "failed" && (
                        <TypedModels endpoint={endpoint} meanings={engine.match} />
                    )}
                    <KeepKey endpoint={endpoint} keys={endpoints.keys} />
                </>
            )}
            {endpoint.ids.value.length > 0 && (
                <PoolEditor key={endpoint.base.value} endpoint={endpoint} models={engine?.info.models ?? []} />
            )}
            <Disclosure summary={setupStrings.search.inSheet}>
                <div class="sheet-search">
                    <LocalSearch />
                    <LocalFindings help />
                </div>
            </Disclosure>
            <StoredThings endpoints={endpoints} />
            <Footer close={close} />
        </Sheet>
    );
}

function Footer({ close }: { close(): void }) {
    const { endpoints } = useAppState();
    const words = setupStrings.endpoint;
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
