import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { RichText } from "./RichText.tsx";
import { controlStrings } from "./strings.ts";

interface ClampProps {
    /** Markdown, as a model wrote it. */
    text: string;
    /** Whether more of it is coming. */
    streaming?: boolean;
    /** Says to those who cannot see it what there is more of. */
    of: string;
    /** Shows many lines before it cuts, instead of a few. */
    tall?: boolean;
    /** Further actions, beside the one that shows all. */
    children?: ComponentChildren;
}

/** More than fits the cut box, whatever the width; what nobody sees is not laid out while it streams in. */
const enough = { few: 1500, tall: 8000 };

/** A model's text, cut to some lines until the rest is wanted. */
export function Clamp({ text, streaming, of, tall, children }: ClampProps) {
    const open = useSignal(false);
    const overflows = useSignal(false);
    const box = useRef<HTMLDivElement>(null);
    const id = useId();
    const limit = tall ? enough.tall : enough.few;
    useLayoutEffect(() => {
        const { current } = box;
        if (!current) {
            return undefined;
        }
        // Asked after each layout, which it so does not force: text arrives in many pieces, and formulas, tables and
        // colours a little later.
        const observer = new ResizeObserver(() => {
            if (!open.value) {
                overflows.value = current.scrollHeight > current.clientHeight + 1;
            }
        });
        for (const element of [current, ...current.children]) {
            observer.observe(element);
        }
        return () => observer.disconnect();
    }, [open, overflows]);
    const hasMore = text.length > limit || overflows.value;
    const { more, less } = controlStrings;
    const look = [!open.value && (tall ? "cut cut-tall" : "cut"), !open.value && hasMore && "faded"];
    return (
        <div class="clamp">
            <div ref={box} id={id} class={look.filter(Boolean).join(" ")}>
                <RichText text={text} streaming={streaming} limit={open.value ? undefined : limit} />
            </div>
            <div class="actions">
                {hasMore && (
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
