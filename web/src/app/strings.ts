// The words of the shell: header, footer, loading.
import type { SmacsErrorCode } from "smacs";
import { words } from "../lib/words.ts";

export const strings = words("app", {
    name: "SMACS",

    /** Of the document. */
    title: "SMACS: ask the models most likely to be right",

    tagline: "Asks the models most likely to be right",

    skip: "Skip to the question",

    theme: {
        label: (theme: "auto" | "light" | "dark") =>
            ({ auto: "Theme: system", light: "Theme: light", dark: "Theme: dark" })[theme],
    },

    loading: {
        title: "Loading the page and its data",
        detail: (loaded: string, total: string) => `${loaded} of ${total}. This is loaded only once.`,
        label: "Loading",
        failed: "The page could not load all the files it needs",
        failedNetwork: "The files could not be loaded. Check your connection, then try again.",
        failedHttp: (status: string) => `The server answered with status ${status} instead of a file.`,
        failedFile: (what: string) => `A file arrived but cannot be used: ${what}.`,
        retry: "Try again",
    },

    run: {
        notStarted: "The run could not start",
        notOpened: "This run could not be opened",
        problems: {
            mismatch: "It was made with another version or index, and what it recorded is damaged.",
            version: "It was made by a newer version. Reload the page to get that version, then open it again.",
            syntax: "The file is not a trace. Choose one that was saved here with “Save the trace”.",
            schema: "The file is not a trace of this version. Choose one that was saved here with “Save the trace”.",
            fetch: "The file could not be loaded. Check your connection, then try again.",
            link: "The link is damaged or was cut off on its way. Ask for it again, or for the saved trace.",
        } as Partial<Record<SmacsErrorCode | "link", string>>,
    },

    side: {
        label: "Routing",
        run: "This run",
        next: "Next question",
        map: "The question on the map",
    },

    footer: {
        where: "This tab works out whom to ask. Your questions go only to the models that you connect.",
        offline: "Works offline, except for calls to models.",
        update: "A new version of this page is ready.",
        reload: "Reload to use it",
        reloadKeys: "You will have to enter keys again that this browser does not remember.",
        help: "How it works, keyboard, privacy",
        licences: "Licences",
        language: "Language",
        languageAfter: "The language changes when the page is loaded again.",
    },

    header: {
        menu: "Page",
        history: "History",
        index: "Index",
        help: "Help",
    },
});
