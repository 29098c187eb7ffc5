// The words around what models wrote.
export const richStrings = {
    table: "Table",
    code: (language: string) => (language === "" ? "Code" : `Code, ${language}`),
    copy: "Copy",
    copied: "Copied",
    nameless: "Image, not loaded",
    image: (host: string, text: string) => `Image at ${host}, not loaded${text === "" ? "" : `: ${text}`}`,
};
