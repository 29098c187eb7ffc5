import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { RichView } from "./rich/view.ts";

interface RichTextProps {
    /** Markdown, as a model wrote it. */
    text: string;
    /** Whether more of it is coming. */
    streaming?: boolean | undefined;
}

let loading: Promise<typeof import("./rich/view.ts")> | undefined;

/** A model's text with its tables, code and formulas. What draws them is fetched with the first one; plain until then. */
export function RichText({ text, streaming = false }: RichTextProps) {
    const box = useRef<HTMLDivElement>(null);
    const view = useRef<RichView | undefined>(undefined);
    const latest = useRef({ text, streaming });
    latest.current = { text, streaming };
    useLayoutEffect(() => {
        if (view.current) {
            view.current.show(text, streaming);
        } else if (box.current) {
            box.current.textContent = text;
        }
    }, [text, streaming]);
    useEffect(() => {
        let current = true;
        loading ??= import("./rich/view.ts");
        loading.then(
            ({ createRichView }) => {
                if (current && box.current) {
                    view.current = createRichView(box.current);
                    view.current.show(latest.current.text, latest.current.streaming);
                }
            },
            () => {
                // The text stays plain; the next one tries again.
                loading = undefined;
            },
        );
        return () => {
            current = false;
            view.current?.dispose();
        };
    }, []);
    return <div ref={box} class="rich" />;
}
