import type { ComponentChildren } from "preact";
import type { HelpPart } from "./strings.ts";

/** Headings with their paragraphs. */
export function Parts({ parts }: { parts: readonly HelpPart[] }) {
    return (
        <>
            {parts.map((part) => (
                <Part key={part.title} part={part} />
            ))}
        </>
    );
}

/** One of them, with what belongs below it. */
export function Part({ part: { title, text }, children }: { part: HelpPart; children?: ComponentChildren }) {
    return (
        <section class="help-part">
            <h3>{title}</h3>
            {text.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
            ))}
            {children}
        </section>
    );
}
