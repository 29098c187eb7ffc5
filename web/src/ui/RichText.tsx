import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { RichView } from "./rich/view.ts";

interface RichTextProps {
    /** Markdown, as a model wrote it. */
    text: string;
    /** Whether more of it is coming. */
    streaming?: boolean | undefined;
    /** So many characters are enough; the block in which that many are reached is the last one, but on paper. */
    limit?: number | undefined;
}

type Drawing = typeof import("./rich/view.ts");

let drawing: Drawing | undefined;

const load = async () => {
    drawing ??= await import("./rich/view.ts");
};

/**
 * A model's text with its tables, code and formulas. What draws them is fetched with the first one; plain until
 * then.
 */
export function RichText({ text, streaming = false, limit = Number.POSITIVE_INFINITY }: RichTextProps) {
    const box = useRef<HTMLDivElement>(null);
    const view = useRef<RichView | undefined>(undefined);
    const ready = useSignal(drawing !== undefined);
    const isReady = ready.value;
    useLayoutEffect(() => {
        if (!box.current) {
            return;
        }
        if (isReady) {
            view.current ??= drawing?.createRichView(box.current);
        }
        if (view.current) {
            view.current.show({ text, streaming, limit });
        } else {
            box.current.textContent = text.slice(0, limit);
        }
    }, [text, streaming, limit, isReady]);
    useEffect(() => {
        // Without it the text stays plain; the next one tries again.
        load().then(
            () => {
                ready.value = true;
            },
            () => {},
        );
        return () => view.current?.dispose();
    }, [ready]);
    return <div ref={box} class="rich" dir="auto" />;
}
