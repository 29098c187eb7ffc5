import { lazy } from "./Lazy.tsx";
import type { ExplainedProps } from "./TermText.tsx";

/** A text in which a term of the glossary says what it means. Without the glossary, the text alone. */
export const Explained = lazy<ExplainedProps>(
    async () => (await import("./TermText.tsx")).TermText,
    ({ text }) => text,
);
