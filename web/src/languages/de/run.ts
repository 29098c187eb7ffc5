// Asking, a run, and what came of it.
import type { Of } from "../catalog.ts";
import { inWords } from "./numbers.ts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const pace: Of<"pace"> = () => ({
    legend: "Tempo",
    paces: { fast: "Schnell", thrifty: "Sparsam", thorough: "Gründlich" },
    help: {
        fast: "Fragt wenige Modelle auf einmal und hört auf, sobald genug von ihnen übereinstimmen. Auf Nachzügler wird nicht gewartet.",
        thrifty: "Fragt so wenige Modelle wie möglich, und weitere erst, wenn sie sich widersprechen.",
        thorough:
            "Fragt alle Modelle der Auswahl auf einmal und wartet auf alle. Wo sie sich widersprechen, werden die Antworten zusammengeführt.",
    },
});

export const form: Of<"form"> = () => ({
    mode: "Was mit den Antworten geschieht",
    modes: {
        auto: "Wie es das Tempo vorgibt",
        route: "Das beste Modell fragen",
        select: "Die beste Antwort wählen",
        aggregate: "Die Antworten zusammenführen",
        paper: "Wie im Artikel",
    },
    help: {
        auto: "Fragt die Modelle, die dem besten nahekommen, und wählt die wahrscheinlichste Antwort. Beim Tempo „Gründlich“ werden die Antworten zusammengeführt, wenn die meisten Modelle keine gemeinsam haben.",
        route: "Fragt ein Modell. Das nächste wird nur gefragt, wenn dieses ausfällt.",
        select: "Fragt alle Modelle der Auswahl und wählt die wahrscheinlichste Antwort.",
        aggregate:
            "Fragt alle Modelle der Auswahl, lässt dann ein Modell mehrere zusammengeführte Fassungen schreiben und wählt die beste davon.",
        paper: "Alles wie veröffentlicht: Alle Aufrufe finden statt, und Lücken in den Daten zählen als falsch.",
    },
    size: "Zahl der Modelle",
    fewer: "Ein Modell weniger",
    more: "Ein Modell mehr",
    coverage: "Modelle bevorzugen, die Verschiedenes wissen",
    coverageHelp:
        "Stellt die Modelle so zusammen, dass wenigstens eines wahrscheinlich richtig liegt, statt die einzeln besten zu nehmen.",
    enterAsks: "Die Eingabetaste fragt",
    enterAsksHelp: "Umschalt und Eingabe machen dann eine neue Zeile. Sonst fragen Strg und Eingabe.",
    sequential: "Ein Aufruf nach dem anderen",
    sequentialHelp: "An jedem Endpunkt; für kostenlose Tarife und kleine Geräte.",
    maxCalls: "Höchstens so viele Aufrufe",
    maxCost: "Höchstens so viel ausgeben (US-Dollar)",
    maxTokens: "Höchstens so viele Tokens je Antwort",
    timeLimit: "Höchstens so viele Sekunden je Aufruf",
    usual: "Standard",
    merger: "Modell, das zusammenführt",
    mergerAuto: "Das beste der gefragten",
    system: "Systemprompt",
    systemHelp: "Geht bei jedem Aufruf Ihrer Frage voraus.",
    prompt: "Anweisung zum Zusammenführen",
    promptHelp: "Für das Modell, das zusammenführt. Die Antworten kommen an die Stelle von {references}.",
    askBack: "Bei Modellen nachfragen",
    askBackHelp:
        "Lässt sich das Ergebnis einer Antwort nicht sicher lesen, soll ihr Modell es in einem kurzen weiteren Aufruf nennen. Nicht im Modus „Wie im Artikel“ und nicht, wenn nur ein Modell gefragt wird.",
    lastLine: "Um eine letzte Zeile mit dem Ergebnis bitten",
    lastLineHelp:
        "Ihre Frage bittet dann um eine Zeile „Answer: …“ am Ende. Das braucht keinen weiteren Aufruf, aber kleine Modelle überspringen dabei das Überlegen und irren sich öfter.",
    statePrompt: "Wortlaut der Rückfrage",
    statePromptHelp: "„n/a“ als Antwort heißt: Auf die Frage gibt es keine kurze Antwort.",
    checks: "Antworten prüfen, indem Programme ausgeführt werden",
    checksHelp:
        "Programme in Ihrer Frage oder in Antworten laufen abgeschottet in diesem Tab. Bevor das erste Programm einer Antwort läuft, fragt die Seite Sie.",
    noLimit: "keine Grenze",
});

export const line: Of<"line"> = ({ plural }) => ({
    label: "Worauf diese Antwort beruht",
    agree: (n, all) =>
        n === all
            ? all === 2
                ? "Beide sind sich einig"
                : `Alle ${all} sind sich einig`
            : n === 1
              ? `1 von ${all} sagt das`
              : `${n} von ${all} sind sich einig`,
    alike: (n, all) => (n === all ? `Alle ${all} tun dasselbe` : `${n} von ${all} tun dasselbe`),
    pass: (n, all) =>
        n === all
            ? all === 2
                ? "Beide bestehen die Beispiele"
                : `Alle ${all} bestehen die Beispiele`
            : `${n} von ${all} ${plural(n, "besteht", "bestehen")} die Beispiele`,
    apart: (all) => (all === 2 ? "Die beiden widersprechen sich" : `Keine zwei von ${all} sind sich einig`),
    open: (all) => `Eine offene Frage, ${all} Texte`,
    unread: (all) => `${all} Antworten, keine ließ sich vergleichen`,
    single: "Eine Antwort",
    nobody: "Keine ganze Antwort",
    sure: {
        about: (n) => `in etwa ${n} von 100 Fällen richtig`,
        most: "in mehr als 99 von 100 Fällen richtig",
        least: "in weniger als 1 von 100 Fällen richtig",
    },
    checked: "durch Ausführen geprüft",
    ran: "Programme wurden ausgeführt",
    about: (usd) => `etwa ${usd}`,
    atLeast: (usd) => `mindestens ${usd}`,
    tokens: (n) => `${n} Tokens`,
    free: "kostenlos",
    nothingSpent: "nichts ausgegeben",
    all: "alle Antworten",
});

export const verdict: Of<"verdict"> = () => ({
    sure: {
        about: (n) => `Etwa ${n} von 100 solchen Antworten sind richtig.`,
        most: "Mehr als 99 von 100 solchen Antworten sind richtig.",
        least: "Weniger als 1 von 100 solchen Antworten ist richtig.",
    },
    unsure: {
        nothing: "",
        "one-read": "Nur eine Antwort ließ sich lesen, darum bestätigt keine andere sie.",
        open: "Eine offene Frage: Diese Texte lassen sich nicht vergleichen. Gewählt wurde nach dem, was über die Modelle bekannt ist.",
        paper: "Das Verfahren des Artikels sagt nicht, wie sicher eine Antwort ist.",
        unread: "Soweit sie sich lesen ließen, sagt keine andere Antwort dasselbe wie der gewählte Text.",
    },
    alone: "Keine andere Antwort bestätigt sie.",
    openAlone: "Ihr Ergebnis ließ sich nicht lesen, darum kann niemand sagen, wie sicher sie ist.",
    openMerged: "Eine offene Frage: Diese Texte lassen sich nicht vergleichen.",

    camps: {
        one: "Sie lautet {}.",
        single: "Eine Antwort lautet {}.",
        both: "Beide Antworten lauten {}.",
        all: (n) => `Alle ${n} Antworten lauten {}.`,
        some: (n) => `${n} Antworten lauten {}.`,
        several: (n) => `${capital(inWords(n, "eine"))} verschiedene Ergebnisse: `,
        says: (n) => (n === 1 ? "1 sagt {}" : `${n} sagen {}`),
        others: (n) => (n === 1 ? "1 sagt etwas anderes" : `${n} sagen etwas anderes`),
        apart: (n) => `Keine zwei der ${n} Antworten stimmen überein: `,
        unread: (n, all) => `${n} von ${all} Antworten ${n === 1 ? "ließ" : "ließen"} sich nicht lesen.`,
        mergedSays: "Die zusammengeführte Fassung lautet {}.",
        mergedAlone: "Die zusammengeführte Fassung lautet {}; das sagt keine der Antworten.",
        asMany: "Gewählt ist {}, obwohl ebenso viele etwas anderes sagen: Was über die Modelle bekannt ist, zählt mit.",
        fewer: "Gewählt ist {}, obwohl mehr etwas anderes sagen: Was über die Modelle bekannt ist, zählt mit.",
    },

    referee: {
        changed:
            "Ein weiteres Modell verglich als Schiedsrichter die beiden besten Antworten zweimal und hielt beide Male {} für richtig. Darum ist das gewählt.",
        same: "Ein weiteres Modell verglich als Schiedsrichter die beiden besten Antworten zweimal und hielt beide Male {} für richtig. Es bleibt also dabei.",
        stale: "Ein Schiedsrichter hielt {} für richtig, aber eine der beiden Antworten, die er verglich, zählt nicht mehr.",
        none: "Ein Schiedsrichter verglich die beiden besten Antworten, entschied sich aber nicht klar. Es bleibt also dabei.",
        took: (calls, tokens, cost) =>
            `Das brauchte ${inWords(calls, "einen")} ${calls === 1 ? "Aufruf" : "Aufrufe"}, ${tokens} Tokens${cost && ` und ${cost}`}.`,
    },

    why: {
        route: "Nur das Modell, das solche Fragen am besten beantwortet, wurde gefragt.",
        fallback: "Die erste Wahl fiel aus, darum wurde das nächstbeste Modell gefragt.",
        only: "Das ist die einzige Antwort, die ankam.",
        likest: (all) => `Von den ${all} zusammengeführten Fassungen gleicht diese den anderen am meisten.`,
        score: (all) => `Von den ${all} zusammengeführten Fassungen hat diese die beste Wertung.`,
        guarded:
            "Kaum ein Modell hatte das Ergebnis der zusammengeführten Fassungen genannt, darum wurde die beste einzelne Antwort gewählt.",
    },
});

export const spoken: Of<"spoken"> = ({ plural }) => ({
    answered: (n) => `${n} ${plural(n, "hat", "haben")} geantwortet`,
    active: (n) => `${n} ${plural(n, "läuft", "laufen")} noch`,
    failed: (n) => `${n} fehlgeschlagen`,
    ended: (n) => `${n} vorzeitig beendet`,
    asking: (n) => `${n} ${plural(n, "Modell wird", "Modelle werden")} gefragt.`,
    back: (n) => `Bei ${n} ${plural(n, "Modell", "Modellen")} wird nach dem Ergebnis gefragt.`,
    merging: "Die Antworten werden zusammengeführt.",
    kept: (model) => `Fertig. Gewählt wurde die Antwort von ${model}.`,
    merged: (model) => `Fertig. Gewählt wurde eine Antwort, die ${model} zusammengeführt hat.`,
    nothing: "Ohne Antwort beendet.",
});

export const askedBack: Of<"askedBack"> = () => ({
    flying: "es wird nachgefragt",
    said: "auf Nachfrage: ",
    none: "auf Nachfrage: Es gebe keine kurze Antwort",
    unbelieved: "auf Nachfrage, steht aber nicht in seiner Antwort: ",
    failed: "auf Nachfrage keine Antwort",
    cancelled: "die Nachfrage war nicht nötig",
});

export const ownProgram: Of<"ownProgram"> = () => "Das Programm aus der Frage";

export const check: Of<"check"> = ({ plural }) => {
    const examples = (n: number) => `${n} ${plural(n, "Beispiel", "Beispiele")}`;
    const ofExamples = (n: number) => `${n} ${plural(n, "Beispiel", "Beispielen")}`;
    return {
        tag: "Durch Ausführen geprüft",
        own: "Das Programm aus der Frage",
        ownShort: "seine Ausgabe",

        answer: {
            running: "sein Programm läuft",
            passed: (n) => (n === 1 ? "besteht das Beispiel" : `besteht alle ${examples(n)}`),
            failed: (n, all) => (all === 1 ? "verfehlt das Beispiel" : `verfehlt ${n} von ${ofExamples(all)}`),
            ran: (n) => `sein Programm lief mit ${n} ${plural(n, "Eingabe", "Eingaben")}`,
            states: "was das Programm ergibt",
            contradicts: "nicht, was das Programm ergibt",
            program: "Ein Programm",
        },

        verdict: {
            output: "Durch Ausführen geprüft: Das Programm in Ihrer Frage ergibt {}.",
            only: "Keine Antwort nennt, was das Programm in Ihrer Frage ergibt, darum ist dies gewählt. Es lief in diesem Tab.",
            noOutput: "Das Programm in Ihrer Frage wurde ausgeführt, endete aber ohne Ausgabe.",
            passed: (n) =>
                `Durch Ausführen geprüft: Das Programm besteht ${n === 1 ? "das Beispiel" : `alle ${examples(n)}`} in Ihrer Frage.`,
            failed: (n, all) =>
                `Das Programm wurde ausgeführt und verfehlt ${n} von ${ofExamples(all)} in Ihrer Frage; kein anderes besteht mehr.`,
            ran: (n) =>
                `Die Programme liefen mit ${n} ${plural(n, "Eingabe", "Eingaben")}, die sich die Seite ausgedacht hat.`,
            alike: (n) => (n === 2 ? "Beide Programme tun dasselbe." : `Alle ${n} Programme tun dasselbe.`),
            most: (n, all) => `Von ${all} Programmen tun ${n} dasselbe.`,
            apart: (n) =>
                n === 2 ? "Die beiden Programme tun Verschiedenes." : `Keine zwei der ${n} Programme tun dasselbe.`,
        },

        consent: {
            title: "Programme aus Antworten ausführen?",
            text: (language) =>
                `Eine Antwort enthält ein Programm in ${language}. Die Seite kann es ausführen, um zu sehen, ob es tut, was Sie wollten: in diesem Tab, abgeschottet von Netz, Dateien und Seite, höchstens einige Sekunden lang.`,
            remembered: "Die Seite fragt das nur einmal. Unter „Weitere Optionen“ können Sie es abschalten.",
            yes: "Programme ausführen",
            no: "Diesmal nicht",
            code: "Programm zeigen",
        },

        saved: (n) => `${n} nach der Prüfung nicht mehr nötig`,

        progress: {
            running: (n) => `${n} ${plural(n, "Programm läuft", "Programme laufen")}`,
            waiting: (n) => `${n} ${plural(n, "Programm wartet", "Programme warten")} auf Sie`,
        },

        details: {
            show: "Was ausgeführt wurde",
            input: "Eingabe",
            prints: "was es ausgibt",
            expected: "Erwartet",
            unknown: "–",
            gave: "Herausgekommen",
            result: "Ergebnis",
            right: "richtig",
            wrong: "falsch",
            compared: "verglichen",
            hint: "Gibt es zu einer Eingabe keinen erwarteten Wert, werden die Werte der Antworten miteinander verglichen.",
            outcome: {
                value: "",
                error: "Fehler",
                timeout: "dauerte zu lange und wurde beendet",
                memory: "brauchte zu viel Speicher oder gab zu viel aus",
                refused: "lässt sich hier nicht so ausführen, wie es gedacht ist",
            },
            code: "Das Programm",
            nothing: "Nichts wurde ausgeführt.",
        },

        languages: { python: "Python", javascript: "JavaScript" },
    };
};

export const run: Of<"run"> = ({ plural }) => ({
    progress: {
        label: "Beendete Aufrufe",
        calls: (n, planned) => `${n} von ${Math.max(n, planned)} Aufrufen`,
        cost: (usd) => `bisher ${usd}`,
        askingBack: (n) => `bei ${n} ${plural(n, "Modell", "Modellen")} wird nachgefragt`,
        expected: (elapsed, all) => `${elapsed} von etwa ${all}`,
        provisional: "Vorläufig",
        provisionalHint:
            "Vom besten Modell, das bisher geantwortet hat. Am Ende kann eine andere Antwort gewählt sein.",
    },

    interrupted: {
        title: "Dieser Durchlauf wurde unterbrochen",
        text: (n) =>
            n === 0
                ? "Alles, was angekommen war, ist gespeichert."
                : `${n} ${plural(n, "Aufruf lief", "Aufrufe liefen")}, als die Seite geschlossen wurde. Alles, was angekommen war, ist gespeichert.`,
        resume: "Weitermachen und die unterbrochenen Aufrufe wiederholen",
        connect: "Seine Modelle verbinden, um weiterzumachen",
        finish: "Abschließen mit dem, was da ist",
        elsewhere:
            "Diese Frage wird gerade in einem anderen Tab gestellt. Das Ergebnis erscheint hier, sobald er fertig ist oder geschlossen wird.",
    },

    origin: {
        sample: "Ein aufgezeichneter Durchlauf mit kleinen offenen Modellen, in diesem Tab abgespielt. Kein Modell wird gefragt. Spielen Sie ihn ab oder gehen Sie ihn Schritt für Schritt durch, und sehen Sie, wie jede Antwort zählt.",
        link: "Dieser Durchlauf kam mit einem Link. Frage und Antworten sind von jemand anderem; hier wurde nichts gefragt, und nichts wird gespeichert.",
        file: "Dieser Durchlauf wurde aus einer Datei geöffnet. Hier wurde nichts gefragt, und nichts wird gespeichert.",
    },

    recorded: (version) =>
        `Gezeigt wie aufgezeichnet: entschieden von smacs ${version}, nicht nachgerechnet. Er stammt von einer anderen Version oder einem anderen Index, darum lässt er sich hier nicht Schritt für Schritt ansehen oder ändern.`,

    stepping: {
        at: (n, all) => `Das ist der Durchlauf nach ${n} von ${all} ${plural(all, "Ereignis", "Ereignissen")}.`,
        backToEnd: "Den ganzen Durchlauf zeigen",
    },

    after: {
        label: "Was Sie mit der Antwort tun können",
        copy: "Mit Quellen kopieren",
        copied: "Kopiert",
        copyHint: "Die Antwort mit ihrer Formatierung, wer sie gab und wie viele übereinstimmten.",
        copyFailed: "Der Browser erlaubt hier kein Kopieren. Speichern Sie die Antwort stattdessen als Markdown.",
        source: (who, from) => `Quelle: ${who}, gewählt aus den Antworten von ${from}.`,
        markdown: "Als Markdown speichern",
        trace: "Protokoll speichern",
        share: "Protokoll teilen",
        link: "Link kopieren",
        linked: "Link kopiert",
        linkHint:
            "Der ganze Durchlauf steckt im Link: Frage, Antworten und wie entschieden wurde, ohne Schlüssel. Nichts wird hochgeladen.",
        linkFailed: "Der Link ließ sich nicht kopieren. Speichern Sie stattdessen das Protokoll.",
        linkLong: (kilobytes) =>
            `Der Link ist ${kilobytes} kB lang. Manche Programme schneiden solche Links ab; das gespeicherte Protokoll ist sicherer.`,
        again: "Mit anderen Einstellungen noch einmal fragen",
        sameSeed: "Gleicher Startwert",
        newSeed: "Neuer Startwert",
        againHint:
            "Vom Startwert hängt ab, welche Antworten jede Teilmenge weglässt. Noch einmal zu fragen wiederholt alle Aufrufe.",
        againNobody: "Verbinden Sie Modelle, um noch einmal zu fragen.",
    },

    document: {
        earlier: "Frühere Frage",
        question: "Frage",
        answer: "Gewählte Antwort",
        answers: "Jedes Modell",
        calls: (n) => `${n} ${plural(n, "Aufruf", "Aufrufe")}`,
        tokens: (n) => `${n} Tokens`,
    },

    failed: "Der Durchlauf konnte nicht weitergehen",
    keptTitle: "Gewählt",
    mergedBy: (model) => `Zusammengeführt von ${model}`,
    mergeNow: "Jetzt zusammenführen",
    decideNow: "Jetzt entscheiden",
    judging: "Ein Schiedsrichter vergleicht die beiden besten Antworten.",
    deciding: "Die Antwort wird gewählt, sobald genug angekommen sind.",
    merging: "Die Antworten werden zusammengeführt. Danach wird eine gewählt.",
    nothing: "Keine brauchbare Antwort kam an.",
    nothingStopped: "Angehalten, bevor eine Antwort fertig war. Was angekommen war, steht unter „alle Antworten“.",
    nothingBudget: "Ihre Grenzen erlaubten keinen Aufruf. Erhöhen Sie sie unter „Weitere Optionen“.",

    settled: {
        auto: "noch nicht entschieden",
        route: "ein Modell gefragt",
        select: "beste Antwort gewählt",
        aggregate: "Antworten zusammengeführt",
        paper: "Antworten zusammengeführt wie im Artikel",
    },
    settledSingle: "beste einzelne Antwort gewählt, keine der zusammengeführten Fassungen",

    degradedTitle: "Das Ergebnis ist unvollständig.",
    degraded: {
        references: "Einige Antworten sind fehlgeschlagen oder abgeschnitten.",
        aggregator:
            "Das Modell, das zusammenführt, musste ersetzt werden, oder einige zusammengeführte Fassungen fehlen.",
        selected: "Die Antworten ließen sich nicht zusammenführen, darum wurde die beste einzelne gewählt.",
        cut: "Die gewählte Antwort ist abgeschnitten.",
        budget: "Einige Aufrufe wurden weggelassen, um Ihre Grenzen einzuhalten.",
        stopped: "Sie haben angehalten, bevor alles angekommen war.",
        deadline: "Die Zeitgrenze war erreicht, bevor alles angekommen war.",
        fallback: "Die erste Wahl fiel aus.",
        nothing: "Es gibt keine Antwort.",
    },

    facts: {
        label: "Kosten und Zeit",
        mode: "Wie entschieden wurde",
        calls: "Aufrufe",
        made: (made, planned) => (planned > made ? `${made} von ${planned} geplanten` : String(made)),
        saved: (n) => `${n} nicht nötig, weil genug Antworten übereinstimmten`,
        askedBack: (n) => `und ${n} zum Nachfragen`,
        referee: (n) => `und ${n} eines Schiedsrichters`,
        ofThem: (amount) => `davon ${amount} zum Nachfragen`,
        tokens: "Tokens",
        cost: "Kosten",
        seed: "Startwert",
        basis: {
            actual: (n) => `${n} (gezählt)`,
            estimated: (n) => `etwa ${n} (geschätzt)`,
            unknown: (n) => `mindestens ${n} (teils unbekannt)`,
        },
        costs: {
            actual: (usd) => `${usd} (wie berechnet)`,
            listed: (usd) => `etwa ${usd} (gezählte Tokens zum Listenpreis)`,
            estimated: (usd) => `etwa ${usd} (geschätzt)`,
            unknown: (usd) => `mindestens ${usd} (teils unbekannt)`,
        },
        unknown: "unbekannt",
        none: "noch keine",
    },

    rows: {
        title: "Jedes Modell",
        mark: "gewählt, oben zu sehen",
        prior: (value) => `Erwartung ${value}`,
        at: (id, label) => `${id} bei ${label}`,
        says: "sagt",
        unread: "kein Ergebnis gefunden",
        loads: "lädt, dann liest es",
        state: {
            unasked: "nicht gefragt",
            queued: "in der Warteschlange",
            waiting: "wartet",
            thinking: "denkt nach",
            streaming: "antwortet",
            "backing-off": "wird gleich wieder gefragt",
            done: "fertig",
            failed: "fehlgeschlagen",
            cancelled: "vorzeitig beendet",
        },
        again: (time) => `Wird in ${time} wieder gefragt.`,
        why: {
            none: "",
            "early-stop": "Nicht nötig: Genug andere Antworten stimmten überein.",
            stop: "Von Ihnen angehalten.",
            "merge-now": "Sie haben weitergemacht, ohne darauf zu warten.",
            drop: "Von Ihnen weggelassen.",
            deadline: "Die Zeitgrenze war überschritten.",
            refused: "Der Endpunkt hatte gerade einen anderen Aufruf dieses Modells abgelehnt.",
        },
        late: "Sie kam erst an, als sie schon aufgegeben war, und wurde nicht verwendet.",
        unasked: { running: "Wird nur gefragt, wenn nötig.", over: "War nicht nötig." },
        partial: "Was angekommen war",
        earlier: "Frühere Versuche",
        reasoning: "Überlegungen",
        tokens: (n) => (n === "1" ? "1 Token" : `${n} Tokens`),
        cut: {
            length: "Abgeschnitten: Das Modell hat seine Längengrenze erreicht.",
            unannounced: "Der Datenstrom endete, ohne dass die Antwort als vollständig gemeldet wurde.",
            content_filter: "Abgeschnitten: Der Filter des Dienstes hat die Antwort beendet.",
            tool_calls: "Noch keine Antwort: Das Modell wollte ein Werkzeug benutzen.",
            other: "Der Dienst hat die Antwort aus einem eigenen Grund beendet.",
        },
        served: "Geantwortet hat:",
        servedHint: (model) =>
            `Dem Dienst zufolge hat nicht ${model} geantwortet. Was über ${model} bekannt ist, auch der Preis, gilt für diese Antwort nicht.`,
        left: (fields) => `Ohne ${fields} gesendet, weil der Endpunkt das nicht annimmt.`,
        retry: "Noch einmal versuchen",
        askToo: "Auch fragen",
        drop: "Weglassen",
        replace: (model) => `Stattdessen ${model} fragen`,
        insteadOf: (model) => `(statt ${model})`,
        of: (model) => `(Antwort von ${model})`,
        with: (model) => `(mit ${model})`,
    },

    merged: {
        title: "Zusammengeführte Fassungen",
        by: (model) => `Geschrieben von ${model}. Jede Fassung entstand aus einer Teilmenge der Antworten.`,
        version: (n) => `Fassung ${n}`,
        of: (n) => `(Fassung ${n})`,
        from: (numbers) => `aus den Antworten ${numbers}`,
    },

    scores: {
        title: "Wie sie bewertet wurden",
        empty: "Die Kandidaten werden bewertet, sobald alle da sind.",
        hint: "Übereinstimmung: Ähnlichkeit mit den anderen Texten. Sicherheit: wie sicher sich das Modell seiner Worte war. Abstimmung: wie wahrscheinlich das Ergebnis ist, wenn man alle Modelle zusammennimmt. Jedes wird mit dem Gewicht malgenommen, das seine Spalte nennt; gewählt wird der Text mit der höchsten Summe, der Wertung.",
        weighted: (term, weight) => (weight === "1" ? term : `${term} × ${weight}`),
        what: "Text",
        saw: "Entstanden aus",
        answer: "Ergebnis",
        agreement: "Übereinstimmung",
        confidence: "Sicherheit",
        vote: "Abstimmung",
        score: "Wertung",
        kept: "gewählt",
        reference: (n, model) => `Antwort ${n}, ${model}`,
    },
});

export const differ: Of<"differ"> = ({ plural }) => ({
    title: "Was sich unterscheidet",
    first: "Erster Text",
    second: "Zweiter Text",
    count: (n) => `${n} ${plural(n, "Unterschied", "Unterschiede")}, Wort für Wort.`,
    hint: "Zeigen Sie auf eine markierte Stelle, oder gehen Sie mit Tab und den Pfeiltasten hin, um zu sehen, wer das sagt.",
    same: "Beide Texte sagen es in denselben Worten.",
    apart: "Diese beiden Texte haben zu wenige Wörter gemeinsam, um einzelne zu markieren.",
    cut: "Verglichen ist nur der Anfang dieser langen Texte.",
    few: "Zum Vergleichen braucht es zwei ganze Antworten.",
    only: (name) => `Das sagt nur ${name}.`,
    also: (names) => `Das sagen ${names}.`,
    start: (name) => `[${name}: `,
    end: "]",
});
