// Eigene Urteile: which answers were right.
import type { Of } from "../catalog.ts";

export const marks: Of<"marks"> = ({ count, day, decimal, names, plural }) => {
    const questions = (n: number) => `${count(n)} ${plural(n, "Frage", "Fragen")}`;
    const verdicts = (n: number) => `${count(n)} ${plural(n, "Urteil", "Urteile")}`;
    const share = (right: number) => (Number.isInteger(right) ? count(right) : decimal(right));
    const outcome = (right: readonly string[], wrong: readonly string[]) =>
        [
            ...(right.length > 0 ? [`${names(right)} richtig`] : []),
            ...(wrong.length > 0 ? [`${names(wrong)} falsch`] : []),
        ].join(", ");
    return {
        ask: "War diese Antwort richtig?",
        right: "Richtig",
        wrong: "Falsch",
        of: (name) => `(Antwort von ${name})`,
        thisOne: "Diese war richtig",
        says: (claim) => `(${claim})`,
        noted: (right, wrong) =>
            `Notiert: ${outcome(right, wrong)}. Es zählt wie eine Benchmark-Frage und bleibt auf diesem Gerät. Drücken Sie den Knopf noch einmal, um es zurückzunehmen.`,
        notedNothing:
            "Notiert, aber welches Modell recht hatte, sagt es nicht. Unten bei den Belegen können Sie die Antwort jedes Modells einzeln beurteilen.",
        unkept: "Dieser Browser speichert es nicht; es ist verloren, wenn Sie die Seite schließen.",
        show: "Ihre Urteile",
        failed: "Der Teil der Seite, der Urteile notiert, ließ sich nicht laden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",

        title: "Ihre Urteile",
        intro: "Welche Antworten nach Ihrem Urteil richtig waren. Jede beurteilte Frage kommt in den Index und zählt wie eine Benchmark-Frage; wenige ändern darum wenig. Die Urteile liegen auf diesem Gerät, und nichts davon wird gesendet.",
        none: "Sie haben noch keine Antwort beurteilt. Unter jeder Antwort stehen die Knöpfe „Richtig“ und „Falsch“.",
        unused: "Ihre Urteile ließen sich nicht in den Index aufnehmen; die Seite wählt die Modelle ohne sie. Laden Sie die Seite neu, um es noch einmal zu versuchen.",
        all: "Alle Ihre Fragen",
        unnamed: "Andere Fragen",
        marked: (n) => `${questions(n)} beurteilt`,
        best: (model, right, of) => `${model} hat am häufigsten recht: ${share(right)} von ${count(of)}.`,
        noBest: "Kein Modell wurde auf drei dieser Fragen beurteilt und hatte dabei recht.",
        columns: { model: "Modell", right: "Richtig", of: "Von" },
        cells: (right) => share(right),
        table: (kind) => `Modelle: ${kind}`,
        list: (n) => `Alle ${verdicts(n)}`,
        listOne: "Das Urteil",
        entry: (right, wrong) =>
            right.length + wrong.length > 0 ? outcome(right, wrong) : "sagt nicht, welches Modell recht hatte",
        date: (at) => day(new Date(at).toISOString()),
        remove: "Entfernen",
        removeOf: (question) => `das Urteil zu: ${question}`,
        removed: (n) => `${verdicts(n)} entfernt.`,
        undo: "Rückgängig",
        save: "Als Datei speichern",
        saveHint:
            "Eine Sammlung von Fragen, ein JSON-Objekt je Zeile. Auch „smacs index build --bank“ liest sie. Sie enthält Ihre Fragen.",
        load: "Datei laden",
        loadLabel: "Datei mit Urteilen",
        loaded: (n) => `${verdicts(n)} geladen.`,
        badLine: (line) => `Zeile ${count(line)} ist keine Frage mit Bewertungen. Nichts wurde geladen.`,
        badFile: "Die Datei ließ sich nicht lesen. Nichts wurde geladen.",
        wipe: "Alle Urteile entfernen",
        wipeSure: (n) => `Das entfernt ${n === 1 ? "Ihr Urteil" : `alle ${verdicts(n)}`} von diesem Gerät.`,
        wipeYes: "Entfernen",
        wipeNo: "Behalten",
    };
};
