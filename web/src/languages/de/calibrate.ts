// Calibration: a model earns its place in the index by answering a few questions.
import type { Of } from "../catalog.ts";

export const calibrate: Of<"calibrate"> = ({
    count,
    decimal,
    dollars,
    duration,
    names,
    percent,
    plural,
    similarity,
}) => {
    const questions = (n: number) => `${count(n)} ${plural(n, "Frage", "Fragen")}`;
    const models = (n: number) => `${count(n)} ${plural(n, "Modell", "Modelle")}`;
    return {
        title: "Modelle kalibrieren",
        intro: "Von einem Modell, das nicht im Index steht, lässt sich nichts erwarten. Hier beantwortet es Fragen, deren Antworten bekannt sind. Daraus entsteht eine Spalte im Index, und ab dann wird es gewählt wie die anderen.",
        model: "Modell",
        noModel:
            "Noch kein Modell kann gefragt werden. Verbinden Sie zuerst eines unter „Modelle, die gefragt werden“.",
        name: "Sein Name im Index",
        nameHint: "Gibt es im Index schon ein Modell mit diesem Namen, kommen die Ergebnisse dazu.",
        source: "Fragen",
        builtin: "Die mitgelieferten",
        builtinHint:
            "Von einem Programm für diese Seite erzeugt: Rechnen, Textaufgaben, Einheiten, Daten, Code, Logik, Text und Tabellen.",
        own: "Ihre eigene Sammlung",
        ownLabel: "Datei mit der Sammlung",
        ownHint: "JSON Lines mit id, question und answer, einfach oder als gzip.",
        budget: "Höchstens so viele Fragen",
        error: "Aufhören, wenn der Fehler darunter liegt (Punkte)",
        before: (calls, low, high) =>
            `Bis zu ${count(calls)} ${plural(calls, "Aufruf", "Aufrufe")}, etwa ${count(low)} bis ${count(high)} Tokens`,
        cost: (low, high) => (high === 0 ? "kostenlos" : `geschätzt ${dollars(low)} bis ${dollars(high)}`),
        costUnknown: "Preis unbekannt",
        time: (low, high) => `etwa ${duration(low)} bis ${duration(high)}`,
        vectors: (host) => `Die Texte aller Fragen der Sammlung gehen auch an ${host}: Dort entstehen ihre Vektoren.`,
        start: "Beginnen",
        resume: (n) => `Nach ${questions(n)} weitermachen`,
        anew: "Von vorn beginnen",
        preparing: "Die Fragen werden ausgesucht …",
        pause: "Pause",
        pausing: "Laufende Aufrufe werden abgewartet.",
        pauseNow: "Nicht warten, abbrechen",
        go: "Weiter",
        asked: (n, most) => `${count(n)} von höchstens ${count(most)} gestellt`,
        left: (ms) => `noch etwa ${duration(ms)}`,
        right: (right, asked) => `${count(right)} von ${count(asked)} richtig`,
        unanswered: (n) => `${count(n)} ohne Ergebnis`,
        prior: (prior, error) => `${percent(prior)} ± ${decimal(100 * error)}`,
        priorLabel: "Erwartung",
        chart: "Erwartung nach Zahl der Fragen: Anteil richtiger Antworten mit Standardfehler",
        columns: {
            asked: "Gestellt",
            prior: "Erwartung, Prozent",
            error: "Standardfehler",
            kind: "Art der Frage",
            right: "Richtig",
        },
        table: "Als Tabelle",
        kinds: "Nach Art der Frage",
        last: (right, found) =>
            `Die letzte Antwort war ${right ? "richtig" : "falsch"}${found === "" ? ": Sie nannte kein Ergebnis" : `: ${found}`}.`,
        why: {
            precise: "Die Erwartung ist so genau wie gewünscht.",
            budget: "Die Höchstzahl an Fragen ist erreicht.",
            exhausted: "Es gibt keine weiteren Fragen.",
        },
        unreadable: (read, asked) =>
            `Beendet, denn nur ${count(read)} von ${count(asked)} Antworten ließen sich lesen. Darum gibt es keine Erwartung.`,
        oneUnread: "Eine der Antworten, in denen kein Ergebnis zu finden war:",
        add: "Zum Index hinzufügen",
        adding: "Wird hinzugefügt …",
        added: (name) =>
            `${name} steht jetzt im Index, und der Index wird benutzt. Er bleibt in diesem Browser; unter „Index“ können Sie ihn herunterladen oder entfernen.`,
        save: "Aufzeichnung speichern",
        failed: "Die Kalibrierung brach ab.",
        noQuestion: "Keine Frage hat sowohl einen Text als auch eine bekannte Antwort.",
        kept: "Die bisherigen Ergebnisse bleiben erhalten. Sie können weitermachen, auch nach einem Neuladen.",
        check: "Noch einmal fragen",
        checkHint:
            "Stellt dieselben Fragen noch einmal und sagt, ob sich das Modell geändert hat: Ein Dienst kann unter demselben Namen ein anderes anbieten.",
        checking: (n, most) => `${count(n)} von ${count(most)} noch einmal gestellt`,
        same: (lost, won) =>
            `Keine Änderung zu sehen: ${questions(lost)} vorher richtig und jetzt falsch, ${count(won)} umgekehrt.`,
        changed: (lost, won, p) =>
            `Es hat sich geändert: ${questions(lost)} vorher richtig und jetzt falsch, ${count(won)} umgekehrt (Vorzeichentest, p = ${similarity(p)}).`,

        all: {
            title: "Mehrere auf einmal",
            intro: "Stellt die mitgelieferten Fragen jedem dieser Modelle, von dem es noch keine Ergebnisse gibt. Das geht auch bei geschlossenem Fenster weiter und lässt sich fortsetzen.",
            models: "Modelle, die kalibriert werden",
            budget: "Höchstens so viele Fragen je Modell",
            start: (n, all) => (all ? `Alle ${count(n)} kalibrieren` : `Diese ${count(n)} kalibrieren`),
            calls: (n) => `bis zu ${count(n)} ${plural(n, "kurzer Aufruf", "kurze Aufrufe")}`,
            unpriced: (n) => `ohne ${models(n)} mit unbekanntem Preis`,
            progress: (done, all) => `${count(done)} von ${models(all)} kalibriert`,
            waiting: "wartet",
            running: (asked) => `${questions(asked)} gestellt …`,
            unreadable: "kaum eine Antwort ließ sich lesen, darum gibt es keine Erwartung",
            result: (right, asked, prior, error) =>
                `${count(right)} von ${count(asked)} richtig, Erwartung ${percent(prior)} ± ${decimal(100 * error)}`,
            done: (done, all) =>
                done === all
                    ? "Alle Modelle sind kalibriert."
                    : `${count(done)} von ${models(all)} ließen sich kalibrieren.`,
            add: (n) => (n === 1 ? "Zum Index hinzufügen" : `Alle ${count(n)} zum Index hinzufügen`),
            added: (n) =>
                `${models(n)} ${plural(n, "steht", "stehen")} jetzt im Index, und der Index wird benutzt. Er bleibt in diesem Browser; unter „Index“ können Sie ihn herunterladen oder entfernen.`,
            save: (n) => (n === "1" ? "Spalte speichern" : `Die ${n} Spalten speichern`),
            take: "Spalten laden",
            takeLabel: "Datei mit Spalten",
            takeHint:
                "Eine gespeicherte Spalte ist eine kleine Datei mit Ergebnissen auf den mitgelieferten Fragen. Wer sie bekommt, kann das Modell in seinen Index aufnehmen, ohne es etwas zu fragen.",
            taken: (loaded) => `${names(loaded)} ${plural(loaded.length, "steht", "stehen")} jetzt im Index.`,
            noRecord: "Diese Datei enthält keine Spalten, die hier gespeichert wurden. Nichts wurde geändert.",
            notTaken: "Nichts wurde hinzugefügt.",
        },
    };
};
