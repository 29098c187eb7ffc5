// The words around what models wrote.
import { words } from "../../lib/words.ts";

export const richStrings = words("rich", {
    table: "Table",
    formula: "Formula",
    code: (language: string) => (language === "" ? "Code" : `Code, ${language}`),
    copy: "Copy",
    /** Begins with what is seen of it. */
    copyOf: (language: string) => (language === "" ? "Copy code" : `Copy code, ${language}`),
    copied: "Copied",
    unnamed: (text: string) => `Image, not loaded${text === "" ? "" : `: ${text}`}`,
    image: (host: string, text: string) => `Image at ${host}, not loaded${text === "" ? "" : `: ${text}`}`,
});
