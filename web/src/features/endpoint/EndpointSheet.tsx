import { useAppState } from "../../app/context.ts";
import { strings } from "../../strings.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { AddressFields } from "./AddressFields.tsx";
import { EndpointList } from "./EndpointList.tsx";
import { ModelMapping } from "./ModelMapping.tsx";

/** Where answers come from. */
export function EndpointSheet() {
    const { endpoints, loading, anyHost, sheet } = useAppState();
    const words = strings.endpoint;
    const models = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    const endpoint = endpoints.shown.value;
    const { list } = endpoint;
    const close = () => {
        sheet.value = undefined;
    };
    return (
        <Sheet title={words.title} onClose={close}>
            {anyHost && (
                <p class="notice">
                    {words.anyHost} <a href="./index.html">{words.strictPage}</a>
                </p>
            )}
            <EndpointList endpoints={endpoints} />
            <AddressFields endpoints={endpoints} models={models} />
            {list.value.state === "ready" && <ModelMapping endpoint={endpoint} list={list.value} models={models} />}
            <Footer close={close} />
        </Sheet>
    );
}

function Footer({ close }: { close(): void }) {
    const { endpoints } = useAppState();
    const words = strings.endpoint;
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
