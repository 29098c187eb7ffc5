import { useLayoutEffect, useRef } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { strings } from "../../strings.ts";
import { Icon } from "../../ui/icons.tsx";
import { AddressFields } from "./AddressFields.tsx";
import { EndpointList } from "./EndpointList.tsx";
import { ModelMapping } from "./ModelMapping.tsx";

/** Where answers come from: a sheet over the page, with the browser's own focus handling and Esc. */
export function EndpointSheet() {
    const { endpointOpen } = useAppState();
    const dialog = useRef<HTMLDialogElement>(null);
    const open = endpointOpen.value;
    useLayoutEffect(() => {
        if (open) {
            dialog.current?.showModal();
        } else {
            dialog.current?.close();
        }
    }, [open]);
    const close = () => {
        endpointOpen.value = false;
    };
    return (
        <dialog ref={dialog} class="sheet" aria-labelledby="endpoint-title" onClose={close}>
            {open && <Body close={close} />}
        </dialog>
    );
}

function Body({ close }: { close(): void }) {
    const { endpoints, loading, anyHost } = useAppState();
    const words = strings.endpoint;
    const models = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    const endpoint = endpoints.shown.value;
    const { list } = endpoint;
    return (
        <div class="sheet-body">
            <header class="section-head">
                <h2 id="endpoint-title">{words.title}</h2>
                <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
                    <Icon name="close" />
                </button>
            </header>
            {anyHost && (
                <p class="notice">
                    {words.anyHost} <a href="./index.html">{words.strictPage}</a>
                </p>
            )}
            <EndpointList endpoints={endpoints} />
            <AddressFields endpoints={endpoints} models={models} />
            {list.value.state === "ready" && <ModelMapping endpoint={endpoint} list={list.value} models={models} />}
            <Footer close={close} />
        </div>
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
