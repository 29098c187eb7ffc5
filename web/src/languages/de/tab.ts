// Models that run in the tab.
import type { Of } from "../catalog.ts";

export const tab: Of<"tab"> = ({ bytes, decimal }) => {
    /** Of files and memory, where tenths say nothing: 98 MB, 1,1 GB. */
    const size = (n: number) => bytes(n < 1e9 ? Math.round(n / 1e6) * 1e6 : n);
    return {
        title: "Modelle auf dieser Seite",
        text: "Kleine offene Modelle, die in diesem Tab laufen: ohne Schlüssel, ohne Server, und nichts verlässt ihn. Sie sind langsam und irren sich oft. Ihre Antworten werden verglichen und gewählt wie die von großen Modellen.",
        choose: "Modelle, die gefragt werden",
        ask: "Die Modelle dieser Seite fragen",
        askAfter: (n) => `${size(n)} herunterladen und die Modelle dieser Seite fragen`,
        fetching: "Die Modelle werden heruntergeladen …",
        none: "Kein Modell ist ausgewählt.",
        unsupported:
            "Dieser Browser kann keine Modelle in einer Seite ausführen: Ihm fehlt 64-Bit-Speicher in WebAssembly. Chrome und Edge haben ihn ab Version 133, Firefox ab 134.",
        notLasting:
            "Dieser Browser speichert keine Dateien für diese Seite (etwa in einem privaten Fenster). Die Modelle sind weg, sobald Sie sie schließen.",
        sheetText: "Nur in diesem Browser und nur für diese Seite gespeichert. Sie funktionieren auch ohne Netz.",

        facts: (n, memory, licence) =>
            `${size(n)}, und etwa ${size(memory)} Arbeitsspeicher, solange es läuft${licence ? `. ${licence}` : ""}`,
        beside: "neben dieser Seite",
        from: (host) => `von ${host}`,
        ownFile: "aus Ihrer Datei",
        tooLarge: "Es ist vielleicht zu groß für den Arbeitsspeicher dieses Geräts.",
        state: {
            kept: "Bereit",
            waiting: "Ein anderer Tab lädt es herunter. Dieser Tab wartet.",
            part: (loaded, all) => `${size(loaded)} von ${size(all)} heruntergeladen`,
            fetching: (loaded, all) => `${size(loaded)} von ${size(all)}`,
        },
        progress: (name) => `${name} wird heruntergeladen`,
        speed: (reading, writing) => `liest ${decimal(reading)} und schreibt ${decimal(writing)} Tokens in der Sekunde`,
        fetch: (name) => `${name} herunterladen`,
        resume: (name) => `${name} weiter herunterladen`,
        stop: (name) => `Herunterladen von ${name} anhalten`,
        remove: (name) => `${name} entfernen`,
        removeSure: (name, n) => `${name} wird aus diesem Browser gelöscht. Das gibt ${size(n)} frei.`,
        removeYes: "Entfernen",
        removeNo: "Behalten",
        ownLabel: "GGUF-Datei",
        own: "GGUF-Datei öffnen",
        ownHint:
            "Jedes Modell, das llama.cpp ausführen kann, bis etwa 2 GB. Es wird in den Speicher dieses Browsers kopiert.",

        problems: {
            network: () =>
                "Die Verbindung ist abgebrochen. Was angekommen ist, bleibt erhalten: Machen Sie weiter, sobald Sie wieder online sind.",
            gone: (status) =>
                status === ""
                    ? "Die Datei wird noch einmal gebraucht: Öffnen Sie sie erneut."
                    : `Der Server gibt die Datei nicht her (Status ${status}). Versuchen Sie es später noch einmal oder öffnen Sie eine eigene Datei.`,
            "other-file": () =>
                "Angekommen ist nicht die Datei, die beim Bau dieser Seite geprüft wurde, darum wird sie nicht benutzt. Versuchen Sie es noch einmal. Hilft das nicht, öffnen Sie eine eigene Datei.",
            "no-gguf": () => "Das ist keine GGUF-Datei. Wählen Sie eine, deren Name auf .gguf endet.",
            quota: (lacking) =>
                `Im Speicher dieses Browsers fehlen ${size(Number(lacking))}. Entfernen Sie ein Modell oder schaffen Sie Platz auf der Festplatte, dann machen Sie weiter.`,
            storage: (why) =>
                `Dieser Browser konnte die Datei nicht speichern (${why}). Machen Sie weiter, um es noch einmal zu versuchen.`,
            cancelled: () => "Angehalten. Was angekommen ist, bleibt erhalten.",
        },
    };
};
