import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { strings } from "../strings.ts";

interface ClampProps {
    text: string;
    /** Says to those who cannot see it what there is more of. */
    of: string;
    /** Further actions, beside the one that shows all. */
    children?: ComponentChildren;
}

/** Plain text as it came, cut to a few lines until the rest is wanted. */
export function Clamp({ text, of, children }: ClampProps) {
    const open = useSignal(false);
    const overflows = useSignal(false);
    const box = useRef<HTMLDivElement>(null);
    const id = useId();
    useLayoutEffect(() => {
        if (box.current && !open.value) {
            overflows.value = box.current.scrollHeight > box.current.clientHeight + 1;
        }
    }, [text]);
    const { more, less } = strings.answers;
    return (
        <div class="clamp">
            <div ref={box} id={id} class={open.value ? "plain" : overflows.value ? "plain cut faded" : "plain cut"}>
                {text}
            </div>
            <div class="actions">
                {overflows.value && (
                    <button
                        type="button"
                        class="quiet"
                        aria-expanded={open.value}
                        aria-controls={id}
                        onClick={() => {
                            open.value = !open.value;
                        }}
                    >
                        {open.value ? less : more}
                        <span class="visually-hidden"> {of}</span>
                    </button>
                )}
                {children}
            </div>
        </div>
    );
}
