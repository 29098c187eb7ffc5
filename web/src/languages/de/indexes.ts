// The index manager.
import type { Of } from "../catalog.ts";

export const newer: Of<"newer"> = () => ({
    newer: "Hier gibt es einen neueren Index.",
    newerUpTo: (month) => `Hier gibt es einen neueren Index, mit Daten bis ${month}.`,
    use: "Benutzen",
});

export const vectors: Of<"vectors"> = ({ count }) => ({
    title: "Woher Vektoren kommen",
    made: (model, numbers) =>
        `Die Vektoren dieses Index stammen vom Modell ${model} und haben je ${count(numbers)} Zahlen. Auch den Vektor Ihrer Frage muss ein Dienst machen, der dieses Modell hat.`,
    sends: (host) =>
        `Der Text Ihrer Frage geht an ${host}, auch schon bevor Sie fragen: immer wenn Sie beim Schreiben innehalten. Sonst geht nichts dorthin.`,
    sendsNowhere: "Nichts wird gesendet, bevor Sie einen Dienst wählen.",
    service: "Dienst",
    none: "Wählen Sie einen",
    other: "Andere Adresse",
    address: "Adresse",
    addressHint: "Eines Servers mit /v1/embeddings, etwa http://127.0.0.1:8080/v1",
    add: "Hinzufügen",
    notReachable:
        "Diese Seite darf nur sich selbst, diesen Rechner und bekannte Modelldienste ansprechen. Die andere Seite darf jeden Server ansprechen.",
    otherPage: "Seite für andere Adressen öffnen",
    use: (host) => `${host} die Vektoren machen lassen`,
    using: (host) => `${host} macht die Vektoren.`,
    stop: "Beenden",
    unchosen: (model) =>
        `Dieser Index braucht einen Dienst, der mit dem Modell ${model} den Vektor Ihrer Frage macht. Wählen Sie einen, dann wird die Frage verglichen.`,
    keyless: (host) => `Der Schlüssel für ${host} fehlt. Von dort kommt der Vektor Ihrer Frage.`,
    waiting: (host) => `Sobald Sie innehalten, bekommt ${host} den Text der Frage und macht ihren Vektor…`,
    choose: "Dienst wählen",
    failed: (host) => `${host} hat keinen Vektor gemacht.`,
    again: "Noch einmal",
    another: "Anderer Dienst",
    mismatch: (model) => `Die Vektoren passen nicht zu diesem Index. Wählen Sie einen Dienst, der ${model} hat.`,
});

export const nearby: Of<"nearby"> = () => ({
    waiting: (host) => `Fragen, die Ihrer nahe liegen, kommen von ${host}…`,
    failed: (host) => `Von ${host} kamen keine Fragen, die Ihrer nahe liegen.`,
    reasons: {
        fetch: "Der Server antwortet nicht, hat keine solche Datei oder lässt andere Seiten nicht Teile davon lesen.",
        truncated: "Der Server hat weniger gesendet, als verlangt war.",
        checksum: "Auf dem Server liegt dieser Index jetzt neu gebaut. Laden Sie ihn noch einmal von seiner Adresse.",
    },
    again: "Noch einmal",
    another: "Anderen Index benutzen",
});

export const index: Of<"index"> = ({ capital, count, plural }) => {
    const questions = (n: number) => `${count(n)} ${plural(n, "Frage", "Fragen")}`;
    const models = (n: number) => `${count(n)} ${plural(n, "Modell", "Modelle")}`;
    return {
        title: "Indizes",
        calibrate: "Modelle kalibrieren",
        marks: "Ihre Urteile",
        intro: "Ein Index enthält Fragen und wie gut jedes Modell sie beantwortet hat. Die Seite wählt Modelle nach ihren Ergebnissen bei den Fragen, die Ihrer am ähnlichsten sind. Ein Index mit Fragen, wie Sie sie stellen, wählt darum besser.",

        used: {
            title: "In Gebrauch",
            packaged: "Mitgeliefert",
            packagedWhen: "gehört zu dieser Seite",
            when: {
                file: (day) => `geladen am ${day}`,
                address: (day) => `heruntergeladen am ${day}`,
                built: (day) => `hier gebaut am ${day}`,
                column: (day) => `hier erweitert am ${day}`,
            },
            questions: "Fragen",
            models: "Modelle",
            coverage: "Vorhandene Ergebnisse",
            size: "Größe",
            host: "Fragen liegen bei",
            hostSees: (host) =>
                `${host} sieht, welche Teile des Index Ihre Fragen holen, also ungefähr, worum es geht, aber nicht den Wortlaut.`,
            texts: "Texte der Fragen",
            textsKept: "in der Datei",
            textsNot: "nicht in der Datei",
            embedder: "Embedder",
            digest: "Prüfsumme",
            evidence: "Daten bis",
            made: "Erstellt am",
            percent: (value) => `${value} %`,
        },

        map: {
            title: "Wer worin gut ist",
            caption:
                "Mittleres Ergebnis jedes Modells bei jeder Art von Frage, in Prozent. Das Mittel eines Modells bezieht sich nur auf die Fragen, die ihm gestellt wurden. Vergleichen Sie also innerhalb einer Spalte.",
            label: "Mittlere Ergebnisse der Modelle nach Art der Frage",
            model: "Modell",
            mean: "Mittel",
            unnamed: "ohne Namen",
            domain: (benchmark, category) => (category === undefined ? benchmark : `${benchmark}: ${category}`),
            domainTitle: (domain, n) => `${domain}, ${questions(n)}`,
            cell: (model, domain, value) => `${model}, ${domain}: ${value} %`,
            missingCell: (model, domain) => `${model} wurde bei ${domain} nicht gefragt`,
            missing: "nicht gefragt",
            previous: "Zurück",
            next: "Weiter",
            place: (from, to, all) => `${from} bis ${to} von ${models(all)}`,
            legend: "Farben von 0 % bis 100 %",
            low: "0 %",
            high: "100 %",
            none: "Der Index enthält noch keine Ergebnisse.",
        },

        kept: {
            title: "Indizes in diesem Browser",
            packaged: "Mitgeliefert",
            detail: (n, m, size, when) => `${questions(n)}, ${models(m)}, ${size}, ${when}`,
            inUse: "in Gebrauch",
            use: "Benutzen",
            useLabel: (name) => `${name} benutzen`,
            download: "Herunterladen",
            downloadLabel: (name) => `${name} herunterladen`,
            remove: "Entfernen",
            removeLabel: (name) => `${name} entfernen`,
            none: "Es gibt nur den Index, der zu dieser Seite gehört. Indizes, die Sie laden oder bauen, bleiben in diesem Browser, bis Sie sie entfernen.",
        },

        load: {
            title: "Einen Index laden",
            files: "Dateien (.smx, und seine .sme, falls er mit einem anderen Embedder entstand)",
            allModels:
                "Der mitgelieferte Index kennt Modelle mit offenen Gewichten. Es gibt auch einen mit allen Modellen, den geschlossenen ebenfalls.",
            useAllModels: "Den Index mit allen Modellen benutzen",
            drop: "Sie können Dateien auch irgendwo auf dieses Fenster ziehen.",
            address: "Oder eine Adresse",
            addressHint:
                "Einer .smx-, .sme- oder .smh-Datei, deren Server andere Seiten sie lesen lässt (CORS). Eine .smh-Datei ist der Kopf eines Index in Teilen: Jede Frage holt sich, was ihr nahe liegt, auch schon während Sie schreiben.",
            fetch: "Herunterladen",
            notReachable:
                "Diese Seite darf nur ihren eigenen Server, dieses Gerät und bekannte Modelldienste ansprechen. Die andere Seite darf jeden Server ansprechen.",
            otherPage: "Die Seite für andere Adressen öffnen",
            invalid: "Das ist keine Adresse, die mit http:// oder https:// beginnt.",
            loose: (name, dim) =>
                `Der Embedder ${name} (${dim} Dimensionen) ist geladen. Er wird für Indizes benutzt, die mit ihm entstanden sind, und für den nächsten, den Sie bauen.`,
            forget: "Schließen",
        },

        build: {
            title: "Einen Index aus bewerteten Fragen bauen",
            intro: "Eine Sammlung von Fragen wird in diesem Tab gelesen, nichts wird gesendet. Ein JSON-Objekt je Zeile, einfach oder als gzip:",
            example:
                '{"id": "q1", "benchmark": "mein Test", "category": "Daten", "question": "Welcher Tag war das?", "scores": {"Modell-A": 1, "Modell-B": 0.5}}',
            format: "Ein Ergebnis liegt zwischen 0 und 1; lassen Sie Modelle weg, die nicht gefragt wurden. Die Sammlung der SMACS-Autoren und Zeilen des Router-Benchmarks werden ebenfalls gelesen: src/bank/README.md im Quelltext des Projekts beschreibt alle Formen.",
            bank: "Sammlung von Fragen (.jsonl, .json, .gz)",
            withText: "Die Texte der Fragen im Index behalten",
            withTextHint:
                "Die Datei wird größer, und wer sie bekommt, kann die Texte lesen. Um Modelle auszuwählen, werden sie nicht gebraucht.",
            withFacts: "Namen der Modelle aus dem benutzten Index übernehmen",
            withFactsHint:
                "Übernimmt andere Namen, Preise und die Namen bei Diensten, damit die Modelle Ihrer Endpunkte erkannt werden.",
            embedder: (name) => `Entsteht mit dem Embedder ${name}.`,
            start: "Bauen",
            choose: "Wählen Sie zuerst eine Sammlung.",
        },

        column: {
            title: "Dem benutzten Index ein Modell hinzufügen",
            intro: "Seine Ergebnisse bei den Fragen des Index, eines je Zeile:",
            example: '{"id": "q1", "score": 0.5}',
            other: "Oder eine Sammlung, die Ergebnisse dieses Modells enthält. Die Kennungen müssen die des Index sein.",
            model: "Name des Modells",
            scores: "Ergebnisse (.jsonl, .json, .gz)",
            replace: "Vorhandene Ergebnisse überschreiben",
            start: "Hinzufügen",
            choose: "Nennen Sie zuerst das Modell und wählen Sie seine Ergebnisse.",
        },

        work: {
            label: "Fortschritt",
            doing: {
                load: (name) => `${name} wird geladen …`,
                fetch: (name) => `${name} wird heruntergeladen …`,
                build: (name) => `Aus ${name} wird ein Index gebaut …`,
                column: (name) => `${name} wird hinzugefügt …`,
                use: (name) => `Wechsel zu ${name} …`,
            },
            bytes: (loaded, total) => (total === undefined ? loaded : `${loaded} von ${total}`),
            questions: (n) => `${questions(n)} gelesen`,
            cancel: "Abbrechen",
        },

        outcome: {
            use: (name) => `${name} wird jetzt benutzt.`,
            made: (name, n, m) => `${name} ist fertig: ${questions(n)}, ${models(m)}.`,
            unscored: (n) =>
                `${questions(n)} ${plural(n, "hatte kein Ergebnis und wurde", "hatten kein Ergebnis und wurden")} weggelassen.`,
            repeated: (n) =>
                `${questions(n)} ${plural(n, "hat", "haben")} denselben Text wie eine andere mit anderer Kennung; jede zählt.`,
            useNow: "Jetzt benutzen",
            download: "Herunterladen",
        },

        problem: {
            title: {
                load: (name) => `${name} ließ sich nicht laden`,
                fetch: (name) => `${name} ließ sich nicht herunterladen`,
                build: (name) => `Aus ${name} wurde kein Index gebaut`,
                column: (name) => `${name} wurde nicht hinzugefügt`,
                use: (name) => `${name} ließ sich nicht benutzen`,
                remove: (name) => `${name} ließ sich nicht entfernen`,
                start: () => "Ihr Index ließ sich nicht laden, darum wird der mitgelieferte benutzt",
                keep: (name) => `${name} funktioniert, ließ sich aber nicht speichern`,
            },
            where: (line, column) =>
                column === undefined ? `Zeile ${count(line)}` : `Zeile ${count(line)}, Spalte ${count(column)}`,
            at: (where, what) => `${where}: ${what}.`,
            mendLine: "Berichtigen Sie diese Zeile und versuchen Sie es noch einmal. Nichts wurde geändert.",
            records: {
                syntax: "Das ist kein JSON",
                schema: "Diesem Eintrag fehlt ein Feld, oder ein Feld hat die falsche Art von Wert",
                duplicate: "Das widerspricht einer früheren Zeile",
                "not-found": "Der Index hat keine Frage mit dieser Kennung",
            },
            foreign: (what) => `${capital(what)}.`,
            said: (what) => `Die Meldung beim Lesen: ${what}`,
            emptyBank: "In dieser Datei ist kein Eintrag.",
            emptyColumn: (name) => `Keine Zeile hat ein Ergebnis von ${name}.`,
            cell: "Wählen Sie „Vorhandene Ergebnisse überschreiben“, um die neuen zu benutzen.",
            embedder: (name) =>
                `Er entstand mit einem anderen Embedder: ${name}. Laden Sie auch diese .sme-Datei; der Index wartet darauf.`,
            outside: (model) =>
                `Die Vektoren dieses Index stammen vom Modell eines Dienstes, ${model}. Wählen Sie im Fenster der Indexe unter „Woher Vektoren kommen“ einen Dienst, der es hat: Er bekommt auch die Texte dieser Fragen.`,
            shards: "Die Fragen eines Index in Teilen bleiben auf ihrem Server: Die Seite holt sich einige, die Ihrer nahe liegen. Laden Sie ihn von der Adresse seiner .smh-Datei, neben der seine Zellen liegen. Fragen und Modelle lassen sich ihm hier nicht hinzufügen.",
            status: (status) => `Vom Server kam der Status ${status}.`,
            blocked:
                "Es kam keine Antwort. Vielleicht ist die Adresse falsch, oder ihr Server lässt andere Seiten die Datei nicht lesen (CORS). Laden Sie sie dort herunter und öffnen Sie dann die Datei.",
            keep: "Dieser Browser hat keinen Platz oder speichert für diese Seite nichts. Der Index geht verloren, wenn Sie die Seite schließen; laden Sie ihn darum herunter.",
            reasons: {
                magic: "Das ist weder ein Index (.smx) noch ein Embedder (.sme). Aus einer Sammlung von Fragen können Sie unten einen Index bauen. Ist die Datei gepackt (.gz, .zip), entpacken Sie sie zuerst.",
                version:
                    "Die Datei hat eine andere Version, als diese Seite lesen kann. Ist sie älter, bauen Sie den Index neu aus seiner Sammlung oder laden Sie eine neuere Datei. Ist sie neuer, laden Sie die Seite neu und versuchen Sie es noch einmal.",
                checksum: "Die Datei wurde unterwegs verändert oder beschädigt. Laden Sie sie noch einmal herunter.",
                truncated: "Die Datei ist unvollständig. Laden Sie sie noch einmal herunter.",
                format: "Die Datei widerspricht sich selbst. Laden Sie sie noch einmal herunter oder bauen Sie sie neu.",
                memory: "Dafür reicht der Speicher in diesem Tab nicht. Schließen Sie andere Tabs oder nehmen Sie eine kleinere Datei.",
                "too-large":
                    "Die Datei ist größer, als ein Tab fassen kann. Bauen Sie einen kleineren Index, mit weniger Fragen oder ohne deren Texte.",
                "not-found": "Er ist nicht mehr in diesem Browser gespeichert. Laden Sie ihn wieder aus seiner Datei.",
                crash: "Der Teil der Seite, der das erledigt, ist unerwartet stehen geblieben. Versuchen Sie es noch einmal; eine kleinere Datei geht vielleicht.",
                module: "Dieser Browser kann diesen Teil der Seite nicht ausführen. Eine neuere Version kann es vielleicht.",
                fetch: "Ein Teil der Seite ließ sich nicht laden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
            },
            other: (what) => `Die Meldung des Browsers: ${what}`,
            dismiss: "Ausblenden",
        },
    };
};
