// The shell, the controls, and what stands around models' texts.
import type { Of } from "../catalog.ts";

export const controls: Of<"controls"> = () => ({
    more: "Alles zeigen",
    less: "Weniger zeigen",
    copy: "Kopieren",
    copied: "Kopiert",
    close: "Schließen",
    reset: "Zurücksetzen",
    partLoading: "Dieser Teil der Seite wird geladen …",
    partFailed: "Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung.",
    retry: "Noch einmal versuchen",
});

export const rich: Of<"rich"> = () => ({
    table: "Tabelle",
    formula: "Formel",
    code: (language) => (language === "" ? "Code" : `Code, ${language}`),
    copy: "Kopieren",
    copyOf: (language) => (language === "" ? "Kopieren: Code" : `Kopieren: Code, ${language}`),
    copied: "Kopiert",
    unnamed: (text) => `Bild, nicht geladen${text === "" ? "" : `: ${text}`}`,
    image: (host, text) => `Bild von ${host}, nicht geladen${text === "" ? "" : `: ${text}`}`,
});

export const app: Of<"app"> = () => ({
    name: "SMACS",

    title: "SMACS: fragt die Modelle, die am ehesten richtig liegen",

    tagline: "Fragt die Modelle, die am ehesten richtig liegen",

    skip: "Direkt zur Frage",

    theme: {
        label: (theme) =>
            ({
                auto: "Farben: wie im System",
                light: "Farben: hell",
                dark: "Farben: dunkel",
            })[theme],
    },

    loading: {
        title: "Programm und Daten werden geladen",
        detail: (loaded, total) =>
            `${loaded} von ${total}: das Programm, der Embedder und der Index. Sie werden nur einmal geladen.`,
        label: "Fortschritt",
        failed: "Die Seite konnte nicht alle Dateien laden, die sie braucht",
        failedNetwork:
            "Die Dateien konnten nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
        failedHttp: (status) => `Statt einer Datei kam vom Server der Status ${status}.`,
        failedFile: (what) => `Eine Datei ist angekommen, aber unbrauchbar: ${what}.`,
        retry: "Noch einmal versuchen",
    },

    run: {
        notStarted: "Die Frage konnte nicht gestellt werden",
        notOpened: "Dieser Durchlauf konnte nicht geöffnet werden",
        problems: {
            mismatch:
                "Er stammt von einer anderen Version oder einem anderen Index, und seine Aufzeichnung ist beschädigt.",
            version:
                "Er stammt von einer neueren Version. Laden Sie die Seite neu, um diese Version zu bekommen, und öffnen Sie ihn dann noch einmal.",
            syntax: "Die Datei ist kein Protokoll. Wählen Sie eine, die hier mit „Protokoll speichern“ entstanden ist.",
            schema: "Die Datei ist kein Protokoll dieser Version. Wählen Sie eine, die hier mit „Protokoll speichern“ entstanden ist.",
            link: "Der Link ist beschädigt oder unterwegs abgeschnitten worden. Bitten Sie noch einmal darum oder um das gespeicherte Protokoll.",
            fetch: "Die Datei konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
        },
    },

    side: {
        label: "Auswahl der Modelle",
        run: "Dieser Durchlauf",
        next: "Nächste Frage",
        map: "Die Frage auf der Karte",
    },

    footer: {
        where: "Die Modelle werden in diesem Tab ausgewählt. Ihre Fragen gehen nur an die Modelle, die Sie verbinden.",
        offline: "Funktioniert auch ohne Netz, nur die Modelle nicht.",
        update: "Eine neue Version dieser Seite ist da.",
        reload: "Neu laden",
        reloadKeys: "Schlüssel, die dieser Browser sich nicht merkt, müssen Sie danach wieder eingeben.",
        help: "So funktioniert es, Tastatur, Datenschutz",
        licences: "Lizenzen",
        language: "Sprache",
        languageAfter: "Die Sprache wechselt, sobald die Seite neu geladen wird.",
    },

    header: {
        menu: "Seite",
        history: "Verlauf",
        index: "Index",
        help: "Hilfe",
    },
});
