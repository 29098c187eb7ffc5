// Whom to ask and why, and the map.
import type { Of } from "../catalog.ts";
import { inWords } from "./numbers.ts";

export const route: Of<"route"> = ({ count, plural }) => ({
    route: {
        title: "Wer gefragt wird",
        waiting: "Tippen Sie eine Frage ein, und Sie sehen, welche Modelle sie am ehesten gut beantworten.",
        basis: {
            near: (n, questions) => `Beruht auf den ${n} ähnlichsten von ${questions} Testfragen.`,
            far: (n, questions) =>
                `Nur wenige Testfragen sind wie diese. Die ${n} ähnlichsten von ${questions} zählen darum wenig, und die Zahlen bleiben nahe am Durchschnitt jedes Modells.`,
            none: () => "Keine Testfrage ist wie diese. Dies ist die allgemeine Rangfolge.",
        },
        thread: {
            together: "Ihre Frage ist kurz, darum wird sie zusammen mit Ihren Fragen davor verglichen.",
            alone: "Ihre Frage sagt genug, um ohne die früheren verglichen zu werden.",
        },
        date: (month) => `Daten bis ${month}.`,
        time: (ms) => `In diesem Tab in ${ms} berechnet.`,
        restricted: (n) =>
            n === 1
                ? "Gewählt ist das eine Modell, das Sie ausgewählt haben."
                : `Gewählt aus den ${n} Modellen, die Sie ausgewählt haben.`,
        unrestricted: "Gewählt aus allen Modellen mit bekannten Ergebnissen.",
        unknownOnly: (n) =>
            n === 1
                ? "Über dieses Modell ist nichts bekannt."
                : "Über diese Modelle ist nichts bekannt. Sie werden in der Reihenfolge gefragt, in der Sie sie ausgewählt haben.",
        own: (n) =>
            `Unter den nächsten Fragen ${plural(n, "ist", "sind")} ${count(n)}, die Sie selbst beurteilt haben.`,
        showOwn: "Ihre Urteile",
        ceiling: (share, error) =>
            `Bei etwa ${share} von 100 solchen Fragen liegt mindestens eines dieser Modelle richtig (± ${error}).`,
        order: {
            ability: (model) =>
                `${model} wird zuerst gefragt, obwohl die Zahl nicht die höchste ist: Nur ein deutlicher Abstand zählt, und was ein Modell allgemein kann, zählt mit.`,
            cost: (model) =>
                `${model} wird zuerst gefragt, obwohl die Zahl nicht die höchste ist: Die Kosten zählen mit.`,
            coverage: (model) =>
                `${model} wird zuerst gefragt, obwohl die Zahl nicht die höchste ist: Was die anderen wissen, zählt mit.`,
        },
        same: {
            first: (n) =>
                `Die ersten ${inWords(n, "")} lassen sich nicht unterscheiden: Ihre Fehler überschneiden sich.`,
            all: (n) => `Diese ${inWords(n, "")} lassen sich nicht unterscheiden: Ihre Fehler überschneiden sich.`,
        },
        legend: "Balken: Anteil solcher Fragen, die das Modell voraussichtlich richtig beantwortet, in Prozent, der höchste zuerst. Dünne Linie: ein Standardfehler nach jeder Seite. Gestreift: an ähnlichen Fragen kaum oder gar nicht gemessen.",
        legendPaper:
            "Balken: die gewichtete Summe richtiger Antworten auf ähnliche Fragen, wie im Artikel. Sie hat keine feste Skala.",
        misses: (share) =>
            `Diese Regel zählt fehlende Ergebnisse als Fehler. Bei diesen Modellen fehlen ${share} %. Die Summen sagen also eher, welche am meisten getestet wurden, als welche gut sind.`,
        expected: (value, error) => `voraussichtlich richtig: ${value} Prozent, Standardfehler ${error}`,
        sum: (value) => `gewichtete Summe ${value}`,
        failed: "Für diese Frage ließen sich keine Modelle auswählen",
        table: (n) => `Alle ${n} Modelle mit bekannten Ergebnissen als Tabelle`,
        columns: {
            model: "Modell",
            prior: "Erwartung",
            error: "Std.-Fehler",
            effective: "Wirks. Fragen",
            source: "Grundlage",
        },
        panelMark: "wird gefragt",
        otherIndex: "Ihr eigener Index wird benutzt.",
        indexFailed: "Ihr eigener Index konnte nicht geladen werden, darum wird der mitgelieferte benutzt.",
        showIndex: "Indizes verwalten",
    },

    sources: {
        measured: (n) => `gemessen an ${count(n)} ähnlichen ${plural(n, "Frage", "Fragen")}`,
        thin: (n) => `gemessen an nur ${count(n)} ähnlichen ${plural(n, "Frage", "Fragen")}`,
        elsewhere: () => "gemessen an anderen Fragen",
        published: () => "aus veröffentlichten Ergebnissen",
        family: () => "aus Familie und Größe geschlossen",
        none: () => "nichts bekannt",
    },
    thinRows: (least, most) =>
        `Balken ohne Angabe: gemessen an nur ${least < most ? `${count(least)} bis ` : ""}${count(most)} ähnlichen ${plural(most, "Frage", "Fragen")}.`,

    evidence: {
        title: "Woher diese Zahlen kommen",
        intro: "Die ähnlichen Fragen stammen aus diesen Tests. Der Anteil ist nach Ähnlichkeit gewichtet.",
        unknown: "Test ohne Namen",
        benchmark: "Test",
        category: "Fachgebiet",
        share: "Anteil",
        questions: "Fragen",
        table: "Alle Tests und Fachgebiete als Tabelle",
        nearest: "Die zehn ähnlichsten Fragen",
        map: "Wo Ihre Frage liegt",
        ids: "Ihre Kennungen und die Ähnlichkeit",
        id: "Frage",
        similarity: "Ähnlichkeit",
        others: (n) => `${n} weitere`,
        otherTests: (n) => plural(n, "1 weiterer Test", `${n} weitere Tests`),
    },

    benchmarks: {
        gsm: "GSM8K, Rechnen wie in der Schule",
        "math-l5": "MATH Stufe 5, Wettbewerbsmathematik",
        crux: "CRUXEval, Code lesen",
        "mmlu-redux": "MMLU-Redux, Allgemeinwissen",
        "zebra-grid": "ZebraLogic, Logikrätsel",
        "mmlu-pro": "MMLU-Pro, Fachwissen",
        mmlupro: "MMLU-Pro, Fachwissen",
        "scale-sql": "SCALE, Arbeiten mit SQL",
        formationeval: "FormationEval, Geowissenschaften",
        jmle2026: "Japanische Ärzteprüfung",
        "misguided-attention": "Misguided Attention, Fangfragen",
        "trick-question-bench": "Trick Question Bench, Fangfragen",
        "slovak-mcq": "Slowakische Rätsel",
        "ctala-es": "Aufgaben aus der Wirtschaft, auf Spanisch",
        "ELYZA-tasks-100": "ELYZA-Aufgaben, auf Japanisch",
        "ja-mt-bench-1shot": "MT-Bench, auf Japanisch",
        "rakuda-questions": "Rakuda, Fragen über Japan",
        tengu_bench: "Tengu-Bench, auf Japanisch",
        "med-medmcqa": "MedMCQA, Medizin",
        "med-medqa": "MedQA, Medizin",
        "med-medxpertqa-r": "MedXpertQA, medizinisches Schließen",
        "med-medxpertqa-u": "MedXpertQA, medizinisches Wissen",
        "med-mmlu": "MMLU, Medizin",
        "med-mmlu-pro": "MMLU-Pro, Medizin",
        "med-pubmedqa": "PubMedQA, medizinische Forschung",
        "smacs-arithmetic": "Mitgelieferte Fragen, Rechnen",
        "smacs-words": "Mitgelieferte Fragen, Textaufgaben",
        "smacs-units": "Mitgelieferte Fragen, Einheiten",
        "smacs-dates": "Mitgelieferte Fragen, Datum und Uhrzeit",
        "smacs-code": "Mitgelieferte Fragen, Code nachvollziehen",
        "smacs-logic": "Mitgelieferte Fragen, Logik",
        "smacs-strings": "Mitgelieferte Fragen, Buchstaben und Wörter",
        "smacs-tables": "Mitgelieferte Fragen, Tabellen",
        "smacs-instructions": "Mitgelieferte Fragen, Anweisungen",
    },
});

export const map: Of<"map"> = ({ count, plural }) => ({
    intro: (questions) =>
        `Alle ${count(questions)} Fragen des Index. Ähnliche Fragen liegen nahe beieinander, die Farbe ist das Fachgebiet.`,
    picture: (questions, subjects) =>
        `Eine Karte der ${count(questions)} Fragen des Index, in Gruppen: ${subjects}. Die Tabelle darunter nennt die Fragen, die Ihrer am nächsten liegen.`,
    none: "Dieser Index hat keine Karte. Der Befehl „smacs index map“ zeichnet eine.",

    near: {
        same: "Der Index hat eine Frage, die fast dieselbe ist wie Ihre.",
        near: "Der Index hat Fragen, die Ihrer nahekommen.",
        far: "Der Index hat wenige Fragen wie Ihre; auch die nächsten liegen ein Stück entfernt.",
        none: "Der Index hat nichts wie Ihre Frage, darum steht sie nicht auf der Karte.",
    },
    among: (n, of, subject) =>
        n === of
            ? `Alle nächsten liegen im Gebiet ${subject}.`
            : `${count(n)} der ${count(of)} nächsten ${plural(n, "liegt", "liegen")} im Gebiet ${subject}.`,
    closer: "Näher heran",

    subjects: {
        mathematics: "Mathematik",
        science: "Naturwissenschaft und Technik",
        medicine: "Medizin und Biologie",
        code: "Code und Daten",
        puzzles: "Rätsel",
        law: "Recht und Wirtschaft",
        society: "Mensch und Gesellschaft",
    },
    otherSubject: "Alles andere",
    legend: "Fachgebiete: Wählen Sie eines, um nur dieses zu sehen",

    nearest: "Die Fragen, die Ihrer am nächsten liegen; Pfeiltasten wechseln zwischen ihnen",
    rank: (n) => `Nächste Frage, Platz ${n}`,
    point: "Zeigen oder tippen Sie auf einen Punkt, um zu sehen, worum es geht.",
    solved: (by, of) => `gelöst von ${count(by)} von ${plural(of, "1 Modell", `${count(of)} Modellen`)}`,

    model: "Zeigen, wie ein Modell abschnitt",
    noModel: "Kein Modell",
    likely: "Werden wohl gefragt",
    others: "Alle anderen mit Ergebnissen",
    outcomes: {
        right: "richtig",
        wrong: "falsch",
        notAsked: "nicht gefragt",
    },
    key: "Voller Punkt: richtig. Ring: falsch. Kleiner grauer Punkt: nicht gefragt.",
    didAll: (right, asked) =>
        `Richtig bei ${count(right)} von ${count(asked)} ${plural(asked, "Frage", "Fragen")}, die ihm gestellt wurden.`,
    didNear: (right, wrong, notAsked) =>
        `Von denen, die Ihrer am nächsten liegen: ${count(right)} richtig, ${count(wrong)} falsch, ${count(notAsked)} nicht gefragt.`,

    table: "Die nächsten Fragen als Tabelle",
    columns: { about: "Worum es geht", from: "Aus", similarity: "Ähnlichkeit", solved: "Gelöst von" },
});
