import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { controlStrings } from "./strings.ts";

interface SheetProps {
    title: string;
    /** For what needs more room than a form. */
    wide?: boolean;
    onClose(): void;
    children: ComponentChildren;
}

/** A sheet over the page while it is mounted, with the browser's own focus handling and Esc. */
export function Sheet({ title, wide = false, onClose, children }: SheetProps) {
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    const close = useRef(onClose);
    close.current = onClose;
    useLayoutEffect(() => {
        const { current } = dialog;
        const ended = () => close.current();
        current?.showModal();
        current?.addEventListener("close", ended);
        return () => {
            // Gives the focus back to where it was; whoever took the sheet away knows already.
            current?.removeEventListener("close", ended);
            current?.close();
        };
    }, []);
    return (
        <dialog ref={dialog} class={wide ? "sheet wide" : "sheet"} aria-labelledby={id}>
            <div class="sheet-body">
                <header class="section-head">
                    <h2 id={id}>{title}</h2>
                    <button type="button" class="icon-button" aria-label={controlStrings.close} onClick={onClose}>
                        <Icon name="close" />
                    </button>
                </header>
                {children}
            </div>
        </dialog>
    );
}
