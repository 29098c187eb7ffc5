import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";

/** Folded away until wanted; what is inside is made when it is first opened. */
export function Disclosure({ summary, children }: { summary: string; children: ComponentChildren }) {
    const opened = useSignal(false);
    return (
        <details
            class="disclosure"
            onToggle={(event) => {
                opened.value ||= event.currentTarget.open;
            }}
        >
            <summary>{summary}</summary>
            {opened.value && <div class="disclosure-body">{children}</div>}
        </details>
    );
}
