import type { ComponentChildren } from "preact";

interface ScrollProps {
    /** What is in it, for those who come by keyboard or cannot see it. */
    label: string;
    class?: string;
    children: ComponentChildren;
}

/** A box that scrolls by itself, reached by keyboard too. */
export function Scroll({ label, class: name = "scroll", children }: ScrollProps) {
    return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class={name} tabIndex={0} aria-label={label}>
            {children}
        </section>
    );
}
