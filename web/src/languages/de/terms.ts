// The glossary.
import type { Of } from "../catalog.ts";

export const terms: Of<"terms"> = () => ({
    index: {
        words: ["Index"],
        means: "Eine Sammlung von Testfragen und wie gut jedes Modell sie beantwortet hat.",
    },
    prior: {
        words: ["Erwartung"],
        means: "Wie wahrscheinlich ein Modell bei solchen Fragen richtig liegt, beurteilt, bevor es antwortet.",
    },
    error: {
        words: ["Standardfehler", "Std.-Fehler"],
        means: "Wie weit eine Zahl danebenliegen kann. In etwa zwei von drei Fällen liegt der wahre Wert höchstens einen Standardfehler entfernt.",
    },
    effective: {
        words: ["Wirks. Fragen"],
        means: "Auf wie vielen Fragen eine Zahl tatsächlich beruht. Weniger ähnliche Fragen zählen weniger.",
    },
    referee: {
        words: ["Schiedsrichter"],
        means: "Ein starkes Modell, das die beiden besten Antworten vergleicht, einmal in jeder Reihenfolge. Sein Urteil zählt nur, wenn es beide Male gleich ausfällt.",
    },
    trace: {
        words: ["Protokoll"],
        means: "Die Aufzeichnung eines Durchlaufs: was gefragt, geantwortet und entschieden wurde. Sie lässt sich abspielen und enthält keine Schlüssel.",
    },
    seed: {
        words: ["Startwert"],
        means: "Eine Zahl, von der die zufälligen Entscheidungen eines Durchlaufs abhängen. Derselbe Startwert führt zu denselben Entscheidungen.",
    },
    panel: {
        words: ["Panel"],
        means: "So heißen im Artikel die Modelle, denen eine Frage gestellt wird.",
    },
    candidate: {
        words: ["Kandidaten", "Kandidat"],
        means: "Ein Text, der gewählt werden kann: eine Antwort oder eine Fassung, die aus mehreren Antworten entstanden ist.",
    },
    embedder: {
        words: ["Embedder"],
        means: "Macht aus den Wörtern einer Frage Zahlen, damit sich ähnliche Fragen finden lassen.",
    },
    endpoint: {
        words: ["Endpunkt"],
        means: "Eine Adresse, unter der ein Server Modelle antworten lässt, im Netz oder auf diesem Gerät.",
    },
    token: {
        words: ["Tokens", "Token"],
        means: "Ein Stück Text von etwa vier Buchstaben. Modelle lesen und schreiben Tokens, und Dienste rechnen danach ab.",
    },
});
