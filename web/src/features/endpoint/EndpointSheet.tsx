import { useLayoutEffect, useRef } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { strings } from "../../strings.ts";
import { Icon } from "../../ui/icons.tsx";
import { AddressFields } from "./AddressFields.tsx";
import { ModelMapping } from "./ModelMapping.tsx";

/** Where answers come from: a sheet over the page, with the browser's own focus handling and Esc. */
export function EndpointSheet() {
    const { endpointOpen, endpoint, loading, anyHost } = useAppState();
    const dialog = useRef<HTMLDialogElement>(null);
    const words = strings.endpoint;
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
    const models = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    const { list } = endpoint;
    const mapped = endpoint.mapped.value.length;
    return (
        <dialog ref={dialog} class="sheet" aria-labelledby="endpoint-title" onClose={close}>
            {open && (
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
                    <AddressFields endpoint={endpoint} models={models} />
                    {list.value.state === "ready" && (
                        <ModelMapping endpoint={endpoint} list={list.value} models={models} />
                    )}
                    <footer class="sheet-actions">
                        {endpoint.ready.value && (
                            <button type="button" class="primary" onClick={close}>
                                {words.done(mapped)}
                            </button>
                        )}
                        {endpoint.text.value !== "" && (
                            <button type="button" class="quiet" onClick={() => endpoint.forget()}>
                                {words.forget}
                            </button>
                        )}
                    </footer>
                </div>
            )}
        </dialog>
    );
}
