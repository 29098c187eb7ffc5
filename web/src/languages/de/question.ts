// The composer, and a conversation.
import type { Of } from "../catalog.ts";

export const question: Of<"question"> = ({ plural }) => ({
    hero: {
        title: "Fragen Sie mehrere KIs auf einmal, behalten Sie die Antwort, die am ehesten stimmt, und sehen Sie, warum.",
    },

    question: {
        label: "Ihre Frage",
        placeholder: "Fragen Sie etwas, worauf es eine Antwort gibt",
        ask: (n) => `${n} ${plural(n, "Modell", "Modelle")} fragen`,
        askUpTo: (n) => (n === 1 ? "1 Modell fragen" : `Bis zu ${n} Modelle fragen`),
        askPanel: "Die Modelle fragen",
        connect: "Modelle verbinden",
        stop: "Anhalten",
        shortcutAsk: "Strg + Eingabe fragt",
        shortcutStop: "Esc hält an",
        examples: "Oder probieren Sie",
        followUp: "Fragen Sie weiter",
        askNow: "Fragen",
        enterAsk: "Die Eingabetaste fragt",
        options: "Optionen",
        more: "Weitere Optionen",
        goes: {
            follow: "Setzt das Gespräch oben fort.",
            edit: "Ersetzt die Frage oben.",
            new: "Beginnt ein neues Gespräch.",
        },
        notEdit: "Stattdessen als Folgefrage stellen",
        open: "Protokoll öffnen",
        openLabel: "Das Protokoll eines Durchlaufs aus einer Datei öffnen",
        anew: "Neue Frage",
    },

    attach: {
        button: "Datei oder Bild hinzufügen",
        label: "Datei oder Bild, das dazukommt",
        unnamed: "die Datei",
        file: (name) => `Datei ${name}:`,
        added: (name, size) => `${name} (${size}) steht jetzt in Ihrer Frage.`,
        picture: (name, width, height) =>
            `${name} geht mit Ihrer Frage mit, in ${width} × ${height} Pixeln und ohne Angaben der Kamera wie den Ort.`,
        many: (name, most) => `${name} wurde nicht hinzugefügt: Mit einer Frage gehen höchstens ${most} Bilder.`,
        unreadable: (name) =>
            `${name} wurde nicht hinzugefügt: Dieser Browser kann es nicht zeigen. Speichern Sie es als PNG oder JPEG und fügen Sie das hinzu.`,
        media: (name) => `${name} wurde nicht hinzugefügt: An die Modelle gehen nur Text und Bilder.`,
        large: (name, size, most) =>
            `${name} wurde nicht hinzugefügt: Die Datei hat ${size}, erlaubt sind ${most}. Fügen Sie den Teil ein, auf den es ankommt.`,
        failed: "Dieser Teil der Seite konnte nicht geladen werden. Fügen Sie stattdessen den Text der Datei ein.",
        binary: (name) =>
            `${name} wurde nicht hinzugefügt: Das ist keine Textdatei in UTF-8. Fügen Sie stattdessen den Text ein.`,
    },

    examples: [
        // The first stands in the composer on the first visit.
        {
            name: "Rätsel",
            question:
                "Ada, Ben und Cleo wohnen nebeneinander in den Häusern 1 bis 3. Jeder hat ein anderes Tier: eine Katze, einen Hund, einen Papagei. Ada wohnt links von dem, der den Hund hat. Cleo hat den Papagei und wohnt rechts von Ben. Wer wohnt in Haus 2?",
        },
        {
            name: "Code",
            question:
                "Was gibt diese Python-Funktion für f([3, 1, 2]) zurück?\n\ndef f(xs):\n    ys = sorted(xs)\n    return [x * i for i, x in enumerate(ys) if x % 2]",
        },
        {
            name: "Rechnen",
            question:
                "Ein Zug fährt um 14:05 Uhr ab und legt 210 km mit durchschnittlich 84 km/h zurück; unterwegs hält er einmal 12 Minuten. Wann kommt er an?",
        },
        {
            name: "Recht",
            question:
                "Ein Geschäft stellt einen Mantel mit Preisschild ins Schaufenster. Ist das nach deutschem Vertragsrecht ein Angebot, das ein Kunde annehmen kann, oder nur eine Einladung, ein Angebot abzugeben?",
        },
        {
            name: "Chemie",
            question:
                "Eine Pufferlösung enthält 0,20 mol/l Essigsäure (pKs 4,76) und 0,10 mol/l Natriumacetat. Welchen pH-Wert hat sie?",
        },
    ],

    before: {
        label: "Geschätzte Kosten",
        calls: (low, high) =>
            low === high ? `${low} ${low === "1" ? "Aufruf" : "Aufrufe"}` : `${low}–${high} Aufrufe`,
        askBack: (n) => `und bis zu ${n} kurze für Rückfragen`,
        cost: (low, high) => (low === high ? `etwa ${low}` : `etwa ${low} bis ${high}`),
        free: "kostenlos",
        unknown: (n) => `Kosten unbekannt: ${n} ${plural(n, "Modell hat", "Modelle haben")} keinen Preis`,
        estimated: "(geschätzt)",
        cap: (usd) => `hört bei ${usd} auf`,
        capCalls: (n) => `hört nach ${n} ${plural(n, "Aufruf", "Aufrufen")} auf`,
        noCap: "keine Grenze gesetzt",
        unpayable: (n) =>
            `${n} ${plural(n, "Modell hat", "Modelle haben")} keinen bekannten Preis und ${plural(n, "wird", "werden")} nicht gefragt, solange eine Kostengrenze gesetzt ist.`,
        nobody: "Niemand kann gefragt werden: Es gibt eine Kostengrenze, und von keinem dieser Modelle ist der Preis bekannt. Tragen Sie Preise bei den Modellen ein oder entfernen Sie die Grenze.",
    },
});

export const knob: Of<"knob"> = () => ({
    label: "Günstig oder gut",
    ends: ["günstig", "gut"],
    best: "das Beste, egal was es kostet",
    mix: (share) => `Qualität zählt zu ${share} Prozent`,
    effect: (prior, best, cost) =>
        `Die erste Wahl liegt voraussichtlich in ${prior} statt ${best} Prozent der Fälle richtig. Alle zusammen kosten etwa ${cost} Prozent davon.`,
    guessed: "Hat ein Modell keinen bekannten Preis, zählt stattdessen seine Größe.",
    none: "Bei dieser Frage macht das keinen Unterschied.",
});

export const thread: Of<"thread"> = ({ plural }) => ({
    label: "Gespräch",
    you: "Ihre Frage",
    edit: "Bearbeiten",
    editOf: "(die Frage ändern und neu stellen)",
    past: {
        of: (question) => `(Antwort auf „${question}“)`,
        open: "Wie kam es dazu?",
        openOf: (question) => `(„${question}“)`,
        facts: (model, calls, cost) =>
            [model, `${calls} ${plural(calls, "Aufruf", "Aufrufe")}`, cost].filter(Boolean).join(" · "),
    },
    total: (turns, cost) => `Bisher ${turns} Fragen, ${cost}`,
    totalUnknown: (turns) => `Bisher ${turns} Fragen, Kosten unbekannt`,
    totalAtLeast: (usd) => `mindestens ${usd}`,

    camps: {
        title: "Wer sagt was",
        kept: "gewählt",
        says: (n, all) => `${n} von ${all}`,
        differs: "Was sich in den Texten unterscheidet",
        unread: "Nicht lesbar",
        failed: "Fehlgeschlagen",
        none: "Diese Texte haben keine kurze Antwort, die sich vergleichen ließe.",
    },

    claims: {
        title: "Was sie gemeinsam haben",
        hint: "Sätze, die sich in den meisten Wörtern gleichen. Dasselbe in anderen Worten wird nicht erkannt.",
        none: "Keine zwei dieser Texte sagen etwas mit denselben Worten.",
        shared: "Von mehreren gesagt",
        alone: (n) => `Nur von einem gesagt: ${n} ${plural(n, "Satz", "Sätze")}`,
    },

    certainty: {
        title: "Woher diese Zahl kommt",
        text: "Aus Testfragen, deren richtige Antworten bekannt sind: Wo ebenso viele ähnlich gute Modelle auf diese Weise übereinstimmten, waren so viele der gewählten Antworten richtig. Die Zahl gilt für Antworten wie diese, nicht für diese eine. Sehen Sie genauer hin, wenn viel davon abhängt.",
    },

    race: {
        label: "Wie weit die Modelle sind",
        more: (n) => `${n} weitere können noch gefragt werden`,
    },
});

export const picture: Of<"picture"> = () => ({
    unnamed: "das Bild",
    remove: (name) => `${name} herausnehmen`,
    missing: (n) =>
        n === 1
            ? "Die Modelle sahen ein Bild, das hier fehlt: Links und Dateien enthalten nur den Text."
            : `Die Modelle sahen ${n} Bilder, die hier fehlen: Links und Dateien enthalten nur den Text.`,
    leftOut: (n) =>
        n === 1
            ? "Kopien, Dateien und Links lassen das Bild weg und sagen es."
            : `Kopien, Dateien und Links lassen die ${n} Bilder weg und sagen es.`,
    carried: (n) =>
        n === 1 ? "Das Bild oben in diesem Gespräch geht mit." : `Die ${n} Bilder oben in diesem Gespräch gehen mit.`,
    seeing: (n, all) => `Gefragt wird nur, wer Bilder annimmt: ${n} von ${all} ausgewählten Modellen.`,
    blind: "Von keinem der ausgewählten Modelle ist bekannt, dass es Bilder annimmt. Nehmen Sie das Bild heraus, wählen Sie ein Modell, das Bilder annimmt, oder setzen Sie bei einem, das es tut, in den Einzelheiten den Haken „Nimmt Bilder an“.",
});
