// The words of the shell: header, footer, loading.

export const strings = {
    name: "SMACS",

    tagline: "Asks the models most likely to be right",

    skip: "Skip to the question",

    theme: {
        label: (theme: "auto" | "light" | "dark") =>
            ({ auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" })[theme],
    },

    loading: {
        title: "Fetching what decides",
        detail: (loaded: string, total: string) => `${loaded} of ${total}: the core, its embedder and its index. Once.`,
        label: "Loading",
        failed: "The page could not fetch what it needs",
        failedNetwork: "The files did not arrive. Check the connection, then try again.",
        failedHttp: (status: string) => `The server answered with status ${status} instead of a file.`,
        failedFile: (what: string) => `A file arrived but cannot be used: ${what}.`,
        retry: "Try again",
    },

    side: {
        label: "Beside the answer",
        run: "This run",
        next: "Who would be asked next",
    },

    footer: {
        where: "Decided in this tab. Questions go only to the models that you connect.",
        offline: "Works without a network, but for the calls.",
        update: "A newer version is used at the next visit.",
        help: "How it works, keyboard, privacy",
        licences: "Licences",
    },

    header: {
        menu: "Page",
        history: "History",
        index: "Index",
        help: "Help",
    },
};
