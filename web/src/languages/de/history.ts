// The history.
import type { Of } from "../catalog.ts";

export const history: Of<"history"> = ({ count, plural }) => {
    const questions = (n: number) => `${count(n)} ${plural(n, "Frage", "Fragen")}`;
    return {
        title: "Verlauf",
        intro: "Ihre Fragen sind nur in diesem Browser auf diesem Gerät gespeichert. Sie können sie löschen.",
        reading: "Der Verlauf wird geladen …",
        empty: "Noch nichts da. Jede Frage bleibt hier mit ihren Antworten stehen, bis Sie sie löschen.",

        search: "Suchen",
        searchHint: "Fragen, Antworten, Modelle",
        found: (n, all) => (n === all ? questions(n) : `${count(n)} von ${questions(all)}`),
        nothingFound: "Keine Frage enthält alle diese Wörter.",
        more: (n) => `${count(n)} weitere zeigen`,
        keys: "Pfeiltasten wechseln zwischen den Fragen, die Eingabetaste öffnet eine, Entf löscht sie.",

        row: {
            calls: (n) => `${count(n)} ${plural(n, "Aufruf", "Aufrufe")}`,
            free: "kostenlos",
            presets: {
                ready: "fünf Hersteller",
                open: "beste offene",
                cheap: "günstige",
                local: "lokale",
                mine: "eigene Auswahl",
            },
            noAnswer: "Keine Antwort wurde gewählt.",
            remove: (question) => `„${question}“ löschen`,
            select: (question) => `„${question}“ auswählen`,
            degraded: "unvollständig",
            later: "Folgefrage: ",
            more: (title) => `Mehr zu „${title}“`,
            pin: "Oben anheften",
            unpin: "Nicht mehr anheften",
            rename: "Umbenennen",
            nameLabel: "Name des Gesprächs",
            nameHint: "Bleibt das Feld leer, heißt das Gespräch wie seine erste Frage.",
            saveName: "Namen speichern",
            keepName: "Abbrechen",
            removeAll: (n) => `Alle ${questions(n)} dieses Gesprächs löschen`,
            unfinished: "nicht beendet",
            standings: {
                here: "offen in diesem Tab",
                elsewhere: "offen in einem anderen Tab",
                interrupted: "unterbrochen",
            },
        },

        select: {
            start: "Auswählen",
            stop: "Fertig",
            all: "Alle auswählen",
            count: (n) => `${count(n)} ausgewählt`,
            remove: (n) => `${questions(n)} löschen`,
            sure: (n) => `${questions(n)} endgültig löschen? Das lässt sich nicht rückgängig machen.`,
            yes: "Löschen",
            no: "Behalten",
        },

        pinned: "Angeheftet",
        removed: (n) => (n === 1 ? "Gelöscht." : `${questions(n)} gelöscht.`),
        undo: "Rückgängig",
        notOpened: "Diese Frage lässt sich nicht mehr lesen. Sie können sie löschen.",

        storage: {
            title: "Speicherplatz, Sichern und Laden",
            used: (n, size) => `${questions(n)}, ${size}.`,
            site: (used, quota) =>
                `Alles, was diese Seite speichert, belegt ${used} von ${quota}, die der Browser erlaubt.`,
            export: "Alles als Datei speichern",
            file: "smacs-verlauf.json",
            import: "Aus einer Datei hinzufügen",
            importLabel: "Einen gespeicherten Verlauf aus einer Datei hinzufügen",
            imported: (n) =>
                n === 0 ? "Nichts Neues: alle diese Fragen waren schon da." : `${questions(n)} hinzugefügt.`,
            clear: "Alles löschen",
            clearSure: (n) =>
                `${plural(n, "Die Frage", `Alle ${questions(n)}`)} endgültig löschen? Das lässt sich nicht rückgängig machen.`,
            clearYes: "Alles löschen",
            clearNo: "Behalten",
            fileHint: "Die Datei enthält Ihre Fragen und alle Antworten im Wortlaut, aber keine Schlüssel.",
        },

        unreadable: (n) => `${questions(n)} ${plural(n, "lässt", "lassen")} sich nicht mehr lesen.`,
        removeUnreadable: "Unlesbare Einträge löschen",

        unstored:
            "Der Browser konnte eine Einstellung nicht speichern. Sie geht verloren, wenn Sie diesen Tab schließen: Der Platz reicht nicht, oder er speichert für diese Seite nichts.",
        problems: {
            refused:
                "Dieser Browser speichert für diese Seite nichts (etwa in einem privaten Fenster). Der Verlauf geht verloren, wenn Sie diesen Tab schließen. Speichern Sie ihn als Datei, wenn Sie ihn brauchen.",
            full: "Der Platz reicht nicht mehr. Neue Fragen gehen verloren, wenn Sie diesen Tab schließen. Frühere sind noch da: Löschen Sie einige, um Platz zu schaffen.",
            newer: "In einem anderen Tab ist eine neuere Version dieser Seite offen. Laden Sie diese hier neu. Bis dahin wird nicht gespeichert, was Sie hier fragen.",
            failed: "Der Browser konnte die neueste Frage nicht speichern. Die Seite versucht es noch einmal. Lassen Sie den Tab bis dahin offen.",
        },

        fileProblems: {
            json: "Die Datei ist kein JSON. Vielleicht ist sie unvollständig; speichern Sie sie noch einmal.",
            format: "Die Datei ist kein Verlauf dieser Seite. Das Protokoll eines einzelnen Durchlaufs öffnen Sie neben der Frage.",
            version:
                "Die Datei stammt von einer neueren Version dieser Seite. Laden Sie die Seite neu und versuchen Sie es noch einmal.",
            run: (at) => `Frage ${count(at)} der Datei ist beschädigt, darum wurde nichts hinzugefügt.`,
            store: "Der Browser hat dafür keinen Platz oder speichert für diese Seite nichts. Es wurde nichts hinzugefügt.",
        },
    };
};
