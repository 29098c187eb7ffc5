// Connecting models, choosing among them, and what is said when a call fails.
import type { Of } from "../catalog.ts";
import { inWords } from "./numbers.ts";

export const setup: Of<"setup"> = ({ count, plural }) => {
    const models = (n: number) => `${count(n)} ${plural(n, "Modell", "Modelle")}`;
    const withModels = (n: number) => `${count(n)} ${plural(n, "Modell", "Modellen")}`;
    return {
        ways: {
            title: "Verbinden Sie Modelle, um Antworten zu bekommen",
            text: "Dieser Tab rechnet aus, welche Modelle gefragt werden sollten, und schickt dabei nichts weg. Um sie zu fragen, wählen Sie einen dieser Wege.",
            textSending:
                "Dieser Tab rechnet aus, welche Modelle gefragt werden sollten. Um sie zu fragen, wählen Sie einen dieser Wege.",
            hosted: {
                title: "Ein Dienst im Netz",
                text: (n, limit, days) =>
                    `Mit einem Schlüssel, den OpenRouter für diese Seite ausstellt (höchstens ${limit}, für ${days} Tage), oder mit Ihrem eigenen Schlüssel für einen von ${n} Diensten. Sie bezahlen dem Dienst jeden Aufruf.`,
                signIn: "Bei OpenRouter anmelden",
                ownKey: "Eigenen Schlüssel benutzen",
            },
            local: {
                title: "Ein Modellserver auf diesem Gerät",
                text: "Ollama, LM Studio, llama.cpp oder vLLM. Das kostet nichts, und nichts verlässt dieses Gerät.",
            },
            look: {
                text: "Nur ansehen? Das braucht keinen Schlüssel und fragt niemanden:",
                button: "Aufgezeichneten Durchlauf ansehen",
            },
            askTitle: "Bereit zum Fragen",
            ask: (n, hosts) =>
                `${n === 1 ? "1 Modell" : `Bis zu ${count(n)} Modelle`} bei ${hosts} ${plural(n, "bekommt", "bekommen")} Ihre Frage, vorher aber nichts.`,
            askHere: (n) =>
                n === 1
                    ? "1 Modell in diesem Tab bekommt Ihre Frage. Sie verlässt dieses Gerät nicht."
                    : `Bis zu ${count(n)} Modelle in diesem Tab bekommen Ihre Frage, eines nach dem anderen. Sie verlässt dieses Gerät nicht.`,
            askBuiltIn: "Das Modell dieses Browsers bekommt Ihre Frage. Sie verlässt dieses Gerät nicht.",
            keyTitle: "Der Schlüssel wird wieder gebraucht",
            key: (host) =>
                `Der Schlüssel für ${host} stand nur im Arbeitsspeicher der Seite. Geben Sie ihn noch einmal ein; Sie können ihn auch merken lassen.`,
            keyButton: "Schlüssel eingeben",
            lockedTitle: "Ihre Schlüssel sind gesperrt",
            locked: (hosts) => `Die Schlüssel für ${hosts} sind mit Ihrer Passphrase gesichert.`,
        },

        search: {
            explain:
                "Ihr Browser fragt vielleicht, ob diese Seite Geräte oder Programme hier erreichen darf. Erlauben Sie es: Die Seite fragt nur nach einer Liste von Modellen, an den Ports, die solche Server benutzen, und erst nach diesem Klick.",
            button: "Nach einem Server suchen",
            looking: "Wird gesucht …",
            again: "Noch einmal suchen",
            inSheet: "Einen Modellserver auf diesem Gerät finden",
            tab: "Modelle, die in diesem Tab laufen",
            found: (name, n, known) =>
                `${name} mit ${withModels(n)} gefunden; ${known === 0 ? "keines" : count(known)} davon ${known > 1 ? "stehen" : "steht"} im Index.`,
            choose: "Auswählen, welche gefragt werden",
            empty: (name) =>
                `${name} gefunden, aber dort ist noch kein Modell. Laden Sie dort eines und suchen Sie dann noch einmal.`,
            locked: (name, base) => `${name} unter ${base} verlangt einen Schlüssel.`,
            enterKey: "Schlüssel eingeben",
            other: (name, base) =>
                `Unter ${base} antwortet etwas, aber nicht mit einer Liste von Modellen: Vielleicht ist es nicht ${name}.`,
            none: "Kein Modellserver hat geantwortet",
            noneWhy:
                "Ein Browser sagt nicht, ob kein Server läuft oder ob einer läuft, der diese Seite nicht zulässt. Starten Sie einen mit seinem Befehl unten, der beides erledigt, und suchen Sie dann noch einmal. Läuft er schon, beenden Sie ihn zuerst.",
            startOf: (name) => `den Befehl, der ${name} startet`,
            safari: "In Safari erreichen Seiten aus dem Netz keinen Server auf diesem Gerät; in Chrome, Edge und Firefox schon.",
            denied: "Diese Seite darf nicht suchen: Ihrem Browser wurde gesagt, dass sie dieses Gerät nicht erreichen soll. Um das zu ändern, klicken Sie auf das Symbol links neben der Adresse, erlauben Sie den Zugriff auf Apps auf diesem Gerät oder auf das lokale Netzwerk, und suchen Sie dann noch einmal.",
            notLoaded: "Das geht erst, wenn der Index geladen ist.",
        },

        pill: {
            none: "Modelle verbinden",
            ready: (host, n) => `${host} · ${models(n)}`,
            several: (n) => `${n} Endpunkte`,
            key: (host) => `${host} · Schlüssel fehlt`,
            short: { none: "Verbinden", ready: (n) => models(n), key: "Schlüssel fehlt" },
        },

        signIn: {
            button: "Bei OpenRouter anmelden",
            hint: (limit, days) =>
                `OpenRouter stellt einen Schlüssel für diese Seite aus. Er darf ${limit} ausgeben und gilt ${days} Tage, wenn Sie nichts anderes wählen.`,
            leaving: "Weiter zu OpenRouter …",
            exchanging: "Ihr Schlüssel wird geholt …",
            done: "Angemeldet. Der Schlüssel wird so aufbewahrt, wie unten gewählt.",
            failed: "Die Anmeldung hat nicht geklappt.",
            why: {
                cancelled:
                    "Sie haben OpenRouter nicht erlaubt, einen Schlüssel auszustellen. Melden Sie sich noch einmal an, oder geben Sie einen eigenen Schlüssel ein.",
                code: "OpenRouter hat den gesendeten Code nicht angenommen. Er gilt nur einmal und einige Minuten. Melden Sie sich noch einmal an.",
                connection:
                    "OpenRouter war nicht zu erreichen. Prüfen Sie Ihre Verbindung, und melden Sie sich noch einmal an.",
                elsewhere:
                    "Sie wurde in einem anderen Tab oder Fenster begonnen oder ist schon vorbei. Melden Sie sich hier noch einmal an.",
            },
        },

        keys: {
            passphrase: "Passphrase",
            newPassphrase: "Neue Passphrase",
            repeat: "Passphrase wiederholen",
            passphraseHint: (n) =>
                `Mindestens ${n} Zeichen, am besten mehrere Wörter. Sie lässt sich nicht wiederherstellen.`,
            tooShort: (n) => `Mindestens ${n} Zeichen.`,
            differ: "Die beiden Passphrasen sind verschieden.",
            set: "Mit dieser Passphrase merken",
            working: "Einen Moment …",
            unlock: "Entsperren",
            unlockHint:
                "Entsperrt die damit gesicherten Schlüssel, bis Sie sie wieder sperren oder die Seite schließen.",
            problems: {
                unavailable:
                    "Der Speicher des Browsers hat versagt, es wurde nichts gespeichert. Der Schlüssel steht im Arbeitsspeicher; versuchen Sie es noch einmal.",
                "wrong-passphrase":
                    "Die Passphrase stimmt nicht, oder die Daten, mit denen sie geprüft wird, sind beschädigt. Es wurde nichts geändert.",
                damaged:
                    "Der gespeicherte Schlüssel ist beschädigt und lässt sich nicht öffnen. Geben Sie ihn noch einmal ein, um ihn zu ersetzen.",
                locked: "Die Schlüssel sind gesperrt. Entsperren Sie sie zuerst mit der Passphrase.",
            },
            problemAt: (base) => `Schlüssel für ${base}:`,
        },
    };
};

export const sheet: Of<"sheet"> = ({ count, day, dollars, plural }) => {
    const models = (n: number) => `${count(n)} ${plural(n, "Modell", "Modelle")}`;
    return {
        noList: "Der Endpunkt antwortet, hat hier aber keine Liste von Modellen. Vielleicht bietet er trotzdem welche: Geben Sie ihre Kennungen ein.",
        typed: "Kennungen seiner Modelle",
        typedHint: "So, wie der Endpunkt sie nennt, durch Kommas getrennt.",
        useTyped: "Diese Modelle benutzen",

        endpoint: {
            title: "Modelle, die gefragt werden",
            service: "Dienst",
            servicePick: "Wählen oder Adresse eingeben",
            hosted: "Im Netz, mit Ihrem Schlüssel",
            local: "Auf diesem Gerät",
            address: "Adresse",
            addressHint: "Jeder Endpunkt im Format von OpenAI oder Anthropic, mit oder ohne /v1.",
            addressUsed: (base) => `Anfragen gehen an ${base}`,
            addressProblem: {
                empty: "",
                invalid: "Das ist keine Adresse.",
                scheme: "Die Adresse muss mit http:// oder https:// beginnen.",
                credentials: "Entfernen Sie Benutzernamen und Passwort aus der Adresse.",
                query: "Entfernen Sie das Fragezeichen und alles dahinter. Ein Schlüssel gehört in das Feld darunter.",
            },
            notReachable:
                "Diese Seite darf nur die Dienste in der Liste und dieses Gerät ansprechen. So kann auch ein Fehler in ihr Ihren Schlüssel nirgendwo anders hinschicken.",
            otherPage: "Die Seite für andere Adressen öffnen",
            anyHost:
                "Diese Seite darf jede Adresse ansprechen, damit Sie einen eigenen Endpunkt benutzen können. Prüfen Sie die Adresse, die Sie eingeben.",
            strictPage: "Die Seite für bekannte Dienste benutzen",
            key: "Schlüssel",
            keyHint:
                "Geht nur an diesen Endpunkt und ist nie Teil einer Adresse. Die meisten lokalen Server brauchen keinen.",
            keyGone: "Ein Schlüssel gehört zu einer Adresse. Sie hat sich geändert, darum wurde er gelöscht.",
            fetch: "Modelle abrufen",
            fetching: "Wird abgerufen …",
            fetched: (n) => `Der Endpunkt bietet ${models(n)}.`,
            fetchFailed: "Die Liste der Modelle ließ sich nicht laden",
            done: (n) => (n === 1 ? "Dieses Modell benutzen" : `Diese ${n} Modelle benutzen`),
            forget: "Diesen Endpunkt entfernen",
            list: "Endpunkte",
            add: "Weiteren Endpunkt hinzufügen",
            blank: "Neuer Endpunkt",
            standing: {
                ready: (n) => models(n),
                key: "Schlüssel fehlt",
                unset: "noch keine Modelle",
            },
            wire: "Format",
            wires: { openai: "von OpenAI", anthropic: "von Anthropic" },
        },

        connection: (label) => `Adresse und Schlüssel von ${label}`,

        data: {
            hosted: (host) =>
                `Wenn Sie fragen, bekommt ${host} Ihren Schlüssel, die Frage, das bisherige Gespräch und die Antworten, die zusammengeführt werden.`,
            relayed: "Alles außer dem Schlüssel gibt er an die Firmen weiter, die die Modelle betreiben.",
            here: "Was Sie fragen, bleibt auf diesem Gerät.",
        },

        keys: {
            keep: "Schlüssel merken",
            keepings: {
                memory: "Bis diese Seite geschlossen wird",
                device: "Auf diesem Gerät",
                passphrase: "Mit einer Passphrase",
            },
            protects: {
                memory: "Er steht nur im Arbeitsspeicher dieser Seite und ist weg, wenn Sie sie schließen oder neu laden.",
                device: "Er wird verschlüsselt gespeichert. Den Schlüssel dazu gibt der Browser keinem Skript, und in keiner seiner Dateien steht Ihr Schlüssel als Text. Aber wer dieses Browserprofil benutzt oder kopiert, kann ihn verwenden, ebenso jedes Skript dieser Seite.",
                passphrase:
                    "Er wird mit einer Passphrase verschlüsselt, die nirgends gespeichert ist. Ohne sie kann ihn niemand lesen. Solange er entsperrt ist, kann ihn verwenden, wer diese Seite benutzt, ebenso jedes Skript dieser Seite.",
            },
            nothing:
                "Nichts davon schützt vor Schadsoftware auf diesem Gerät oder vor einer bösartigen Version dieser Seite. Begrenzen Sie Schlüssel bei ihrem Dienst.",
            unavailable:
                "In diesem Browser kann sich die Seite keine Schlüssel merken: ein privates Fenster, abgeschalteter Speicher oder eine Adresse ohne https. Schlüssel bleiben im Arbeitsspeicher, alles andere funktioniert.",
            forgotten: "Vergessen? Diese Schlüssel löschen",
            forgottenSure: "Die mit der Passphrase gesicherten Schlüssel werden gelöscht. Sie können sie neu eingeben.",
            forgottenYes: "Schlüssel löschen",
            manage: "Schlüssel und gespeicherte Daten",
            list: "Gemerkte Schlüssel",
            empty: "Kein Schlüssel ist gemerkt.",
            under: { device: "auf diesem Gerät", passphrase: "mit der Passphrase" },
            forget: "Vergessen",
            forgetOf: (base) => `(den Schlüssel für ${base})`,
            lock: "Jetzt sperren",
            lockHint:
                "Sperrt die mit der Passphrase gesicherten Schlüssel in allen Tabs. Zum Fragen ist dann wieder die Passphrase nötig.",
            locked: "Gesperrt.",
            wipe: "Alles löschen …",
            wipeHint: "Schlüssel, Endpunkte, Zuordnungen von Modellen, Preise, Grenzen und Testergebnisse.",
            wipeSure:
                "Alle Schlüssel, alle Endpunkte mit ihren Modellen und Preisen und alle Testergebnisse werden aus diesem Browser gelöscht, in allen Tabs. Fragen und Antworten bleiben.",
            wipeYes: "Alles löschen",
            wiped: "Alles wurde gelöscht.",
            no: "Behalten",
        },

        terms: {
            title: "Grenze und Ablauf des Schlüssels",
            limit: "Höchstens ausgeben",
            expiry: "Gilt",
            dollars: (limit) => dollars(limit),
            noLimit: "Ohne Grenze",
            days: (days) => `${days} ${plural(days, "Tag", "Tage")}`,
            never: "Unbegrenzt",
            asks: "Die Seite bittet OpenRouter darum. Was bewilligt wurde, steht hier, sobald Sie angemeldet sind.",
            reading: "OpenRouter wird gefragt, was der Schlüssel darf …",
            unread: "OpenRouter sagt hier nicht, was der Schlüssel darf.",
            spends: (limit, left) =>
                left === undefined || left >= limit
                    ? `Der Schlüssel darf ${dollars(limit)} ausgeben.`
                    : `Der Schlüssel darf ${dollars(limit)} ausgeben, davon sind ${dollars(left)} übrig.`,
            unlimited: "OpenRouter hat für diesen Schlüssel keine Ausgabengrenze gesetzt.",
            ends: (iso) => `Er endet am ${day(iso)}.`,
            endless: "Er läuft nicht ab.",
            change: "Unter openrouter.ai/settings/keys können Sie ihn ändern oder widerrufen.",
        },

        builtIn: {
            title: "Das Modell in diesem Browser",
            text: "Ohne Schlüssel und ohne Server: Ihr Browser führt es aus, und nichts verlässt dieses Gerät. Die Seite erfährt nicht, welches Modell es ist. Darum zählen seine Antworten weniger, bis es kalibriert ist.",
            unavailable: "Ihr Browser hätte ein eigenes Modell, sagt aber, dass dieses Gerät es nicht ausführen kann.",
            downloadable: "Der Browser muss es erst herunterladen. Das können mehrere Gigabyte sein.",
            downloading: "Der Browser lädt es herunter.",
            starting: "Es wird gestartet …",
            progress: (share) => `${Math.floor(100 * share)} % heruntergeladen`,
            available: "Es ist bereit.",
            used: "Es gehört zu Ihren Modellen.",
            checking: "Der Browser wird gefragt …",
            download: "Herunterladen und benutzen",
            use: "Benutzen",
            stop: "Nicht mehr warten",
            failed: (message) => `Der Browser konnte es nicht starten${message === "" ? "." : `: ${message}`}`,
            retry: "Noch einmal versuchen",
        },
    };
};

export const pool: Of<"pool"> = ({
    amount,
    compact,
    count,
    day,
    decimal,
    dollars,
    duration,
    names,
    percent,
    plural,
}) => {
    const models = (n: number) => `${count(n)} ${plural(n, "Modell", "Modelle")}`;
    return {
        title: "Modelle auswählen",
        hint: "Jede Frage geht an die besten der ausgewählten Modelle.",
        remembered:
            "Das sind die Modelle vom letzten Mal. Rufen Sie die Liste ab, um alles zu sehen, was der Endpunkt bietet.",
        none: "Zu diesen Modellen gibt es noch keine Testergebnisse. Sie können sie trotzdem benutzen: Wählen Sie die aus, die Sie möchten.",

        presets: {
            title: "Schnelle Auswahl",
            names: { ready: "Fünf Hersteller", open: "Beste offene", cheap: "Günstige", local: "Lokale" },
            mine: (n) => (n === 1 ? "Mein Modell" : `Meine ${n === 0 ? "fünf" : inWords(n, "")}`),
            hints: {
                ready: () => "Fünf aktuelle Modelle verschiedener Hersteller, für etwa einen Cent je Frage",
                open: () =>
                    "Die fünf Modelle mit offenen Gewichten, die am besten abschneiden dürften, möglichst von verschiedenen Herstellern",
                cheap: (most) =>
                    `Die fünf, die für höchstens ${most} je Million Tokens (Eingabe und Ausgabe zusammen) am besten abschneiden dürften`,
                local: () => "Alle Modelle, die auf diesem Gerät laufen",
                mine: () => "Die Auswahl, die Sie gespeichert haben",
            },
            save: (n) => (n === 1 ? "Dieses als meine Auswahl speichern" : `Diese ${n} als meine Auswahl speichern`),
            saved: "Gespeichert. Mit einem Klick kommen Sie hierher zurück.",
            chosen: (chosen, makers) =>
                `Ausgewählt: ${names(chosen)}${makers > 1 ? `, von ${inWords(makers, "einem")} Herstellern` : ""}.`,
            chosenMany: (n) => `${models(n)} ausgewählt.`,
            undo: "Rückgängig",
            undone: "Die vorige Auswahl ist wieder da.",
            empty: {
                few: () => "Noch ist kein Endpunkt verbunden. Rufen Sie zuerst seine Modelle ab.",
                unknown: () =>
                    "Über diese Modelle ist nichts bekannt, darum lässt sich nichts vorschlagen. Wählen Sie selbst welche aus.",
                closed: () => "Von keinem dieser Modelle ist bekannt, dass seine Gewichte offen sind.",
                prices: () =>
                    "Diese Liste nennt keine Preise. Tragen Sie sie bei einem Modell unter „Einzelheiten“ ein oder wählen Sie selbst.",
                dear: (most) => `Keines dieser Modelle kostet höchstens ${most} je Million Tokens.`,
                local: () =>
                    "Kein Modell auf diesem Gerät ist verbunden. Suchen Sie unten nach einem Modellserver oder laden Sie ein Modell herunter, das in diesem Tab läuft.",
                mine: () => "Wählen Sie die Modelle aus, die Sie mögen, und speichern Sie sie dann.",
                gone: () => "Keines der Modelle, die Sie gespeichert haben, ist jetzt verbunden.",
            },
        },

        ready: {
            title: "Bereit zum Fragen",
            text: (n, makers) =>
                n === 1
                    ? "Ein Modell."
                    : `${inWords(n, "").charAt(0).toUpperCase()}${inWords(n, "").slice(1)} Modelle von ${inWords(makers, "einem")} ${plural(makers, "Hersteller", "Herstellern")}.`,
            price: ({ input, output }) =>
                input === 0 && output === 0
                    ? "kostenlos"
                    : `${amount(input)} $ Eingabe, ${amount(output)} $ Ausgabe je Mio. Tokens`,
            costHint:
                "Wenn alle einmal gefragt werden: eine kurze Frage, Antworten von 600 Tokens, 2.500 bei Modellen, die vorher nachdenken.",
            others: "Benutzen Sie diese oder wählen Sie unten andere.",
        },

        search: "Suchen",
        searchHint: "Name oder Hersteller",
        sort: "Sortieren nach",
        sorts: {
            expected: "Erwartetem Ergebnis",
            name: "Name",
            price: "Preis, niedrigster zuerst",
            context: "Kontext, längster zuerst",
        },
        filters: (n) => (n === 0 ? "Filter" : `Filter (${n})`),
        filter: {
            known: "Mit Testergebnissen",
            calibrated: "Hier kalibriert",
            free: "Kostenlos",
            openWeights: "Offene Gewichte",
            sees: "Nimmt Bilder an",
            maker: "Hersteller",
            price: "Preis, Ein- und Ausgabe",
            context: "Kontext",
            size: "Größe",
            any: "Egal",
            perMillion: (price) => `Bis ${dollars(price)} je Mio.`,
            tokens: (tokens) => `${compact(tokens)} Tokens oder mehr`,
            parameters: (thousandMillions) => `Bis ${thousandMillions} Mrd.`,
            clear: "Filter zurücksetzen",
        },
        found: (n, all) =>
            n === all ? models(all) : `${count(n)} von ${count(all)} ${plural(all, "Modell", "Modellen")}`,
        selected: (n) => `${count(n)} ausgewählt`,
        noHit: "Kein Modell passt.",
        selectShown: (n) => (n === 1 ? "Dieses auswählen" : `Alle ${count(n)} auswählen`),
        clear: "Auswahl aufheben",
        more: (n) => `${count(n)} weitere zeigen`,
        tooMany: (n) => `Höchstens ${count(n)} Modelle werden für eine Frage verglichen, die übrigen bleiben weg.`,

        columns: {
            name: "Modell",
            maker: "Hersteller",
            expected: "Erwartet",
            price: "Ein / Aus, $ je Mio.",
            context: "Kontext",
        },
        expectedHint:
            "„Erwartet“ ist der Anteil unserer Testfragen, den ein Modell richtig beantworten dürfte. Woher man das weiß:",
        expectedBy: {
            scores: "aus seinen Antworten",
            published: "aus veröffentlichten Ergebnissen",
            family: "nur aus ähnlichen Modellen",
        },
        fetchList: "Liste abrufen",
        evidence: {
            calibrated: "kalibriert",
            scores: "gemessen",
            published: "veröffentlicht",
            family: "nach Familie",
            nothing: "keine Daten",
        },
        expected: (share) => `${Math.round(100 * share)} %`,
        prices: ({ input, output }) =>
            input === 0 && output === 0 ? "kostenlos" : `${amount(input)} / ${amount(output)}`,
        contextShort: (tokens) => compact(tokens),
        said: {
            expected: "voraussichtlich richtig,",
            price: "Dollar für Eingabe und Ausgabe je Million Tokens,",
            context: "Tokens Kontext",
            unknownPrice: "Preis unbekannt",
        },
        details: (id) => `Einzelheiten zu ${id}`,

        fields: {
            model: "Bekannt als",
            input: "Eingabe, $ je Mio.",
            output: "Ausgabe, $ je Mio.",
            limit: "Zeitgrenze, s",
            effort: "Nachdenken",
            temperature: "Temperatur",
        },
        efforts: { none: "gar nicht", low: "wenig", medium: "mittel", high: "viel" },
        sees: "Nimmt Bilder an",
        temperatureHint: (most, over) =>
            over
                ? `Dieser Dienst nimmt höchstens ${decimal(most)}, also wird das gesendet.`
                : `0 bis ${decimal(most)}. Für eigene Antworten; nicht bei der Art des Artikels.`,
        effortHint: "Falls es das kann. Was von ihm zu erwarten ist, kann sich dadurch ändern.",
        of: (id) => `(${id})`,
        unknown: "nicht im Index",
        unknownHint:
            "Über dieses Modell ist nichts bekannt. Es wird nur gefragt, wenn Sie es auswählen, und erst nach den anderen.",
        sameHint: (model, id) =>
            id === ""
                ? `Dem Namen nach ist es ${model}, Sie haben aber anders gewählt.`
                : `Dasselbe Modell wie ${id}, nämlich ${model}. Wählen Sie dieses statt des anderen, um es als ${model} zu fragen.`,
        listedHint: "Beurteilt nach den veröffentlichten Ergebnissen in dieser Liste, bis es kalibriert ist.",
        familyHint: (family) => `Beurteilt nach seiner Familie, ${family}, und seiner Größe, bis es kalibriert ist.`,
        recognised: "an der Kennung erkannt",
        chosen: "von Ihnen gewählt",
        facts: {
            mean: (share, scored) => `${percent(share)} % von ${count(scored)} Fragen richtig`,
            unscored: "aus veröffentlichten Ergebnissen bekannt",
            effort: (effort) => (effort === "thinking" ? "denkt nach, bevor es antwortet" : `Nachdenken: ${effort}`),
            parameters: (thousandMillions) => `${count(thousandMillions)} Mrd. Parameter`,
            context: (tokens) => `${count(tokens)} Tokens`,
            openWeights: "offene Gewichte",
        },
        limitHint: "Für eine Antwort dieses Modells. Gilt statt der Grenze für alle.",
        priceFrom: {
            typed: (date) => `eingetragen, ${date}`,
            local: () => "kostenlos, auf diesem Gerät",
            listed: (date) => `aus der Liste des Dienstes, ${date}`,
            catalog: (date) => (date === "" ? "Katalog" : `Katalog, ${date}`),
            unknown: () => "Preis unbekannt",
        },
        costs: {
            unknown: "Nicht alle Preise sind bekannt.",
            free: "Kostenlos.",
            about: (usd) => `Etwa ${usd} je Frage.`,
        },
        priceHalf: "Beide Preise werden gebraucht.",
        priceReset: "Rückgängig",
        priceResetOf: (id) => `(der für ${id} eingetragene Preis)`,
        usual: "Standard",
        noPrice: "?",
        test: "Testen",
        testAll: (n) => `Ausgewählte testen (${n})`,
        stopTests: "Testen beenden",
        tested: (done, all) => `${done} von ${all} getestet.`,
        calibrate: "Kalibrieren",
        calibrateUnknown: (n) => `Die ${count(n)} ohne Daten kalibrieren`,
        waiting: "wartet",
        running: "wird gefragt …",
        passed: (ms, abilities) => `Hat nach ${duration(ms)} geantwortet. ${abilities}`,
        before: (date, abilities) => `Getestet am ${day(date)}: ${abilities}`,
        abilities: {
            logprobs: "Log-Wahrscheinlichkeiten",
            streaming: "Streaming",
            usage: "Tokenzählung",
            value: { yes: "ja", no: "nein", unknown: "unbekannt" },
        },
    };
};

export const failure: Of<"failure"> = () => ({
    said: (message) => `Die Meldung des Endpunkts: ${message}`,

    kinds: {
        "rate-limit": [
            "Zu viele Anfragen auf einmal, oder die Grenze Ihres Tarifs ist erreicht.",
            "Warten Sie eine Minute und versuchen Sie es noch einmal; weniger Modelle brauchen weniger Anfragen.",
        ],
        auth: [
            "Der Endpunkt nimmt den Schlüssel nicht an.",
            "Prüfen Sie den Schlüssel und ob er für dieses Modell gilt.",
        ],
        credit: [
            "Das Guthaben des Kontos ist aufgebraucht.",
            "Laden Sie es beim Dienst auf und versuchen Sie es dann noch einmal.",
        ],
        refused: [
            "Der Filter des Endpunkts hat die Frage oder die Antwort abgelehnt.",
            "Formulieren Sie die Frage um oder lassen Sie dieses Modell weg.",
        ],
        "unknown-model": [
            "Der Endpunkt kennt dieses Modell nicht.",
            "Rufen Sie die Liste der Modelle neu ab und wählen Sie ein anderes.",
        ],
        timeout: [
            "Zu lange keine Antwort.",
            "Versuchen Sie es noch einmal; auf einem kleinen Gerät lädt das Modell vielleicht noch.",
        ],
        network: [
            "Keine Verbindung. Den Grund verraten Browser einer Seite nicht.",
            "Läuft der Endpunkt, lässt er Anfragen von dieser Seite zu (CORS), und darf der Browser Ihr lokales Netz benutzen?",
        ],
        server: ["Der Endpunkt meldet einen internen Fehler.", "Versuchen Sie es gleich noch einmal."],
        "bad-request": ["Der Endpunkt hat die Anfrage nicht angenommen.", "Seine Meldung nennt vielleicht den Grund."],
        "bad-response": [
            "Die Antwort hatte nicht das erwartete Format.",
            "Prüfen Sie, ob die Adresse zum gewählten Format passt (OpenAI oder Anthropic).",
        ],
        empty: ["Die Antwort enthielt keinen Text.", "Versuchen Sie es noch einmal."],
        "not-here": [
            "Dieses Modell ist gerade nicht verfügbar.",
            "Verbinden Sie seinen Endpunkt und versuchen Sie es dann noch einmal.",
        ],
        cancelled: ["Von Ihnen angehalten.", "Was angekommen war, steht hier."],
    },

    ofTab: {
        "unknown-model": [
            "Die Gewichte dieses Modells fehlen oder sind beschädigt.",
            "Laden Sie es unter „Modelle, die gefragt werden“ noch einmal herunter und versuchen Sie es dann erneut.",
        ],
        network: [
            "Das Programm für Modelle in diesem Tab ließ sich nicht laden.",
            "Versuchen Sie es noch einmal, wenn Sie online sind.",
        ],
        server: [
            "Das Modell konnte in diesem Tab nicht laufen.",
            "Reicht der Speicher nicht, schließen Sie andere Tabs oder wählen Sie ein kleineres Modell, und versuchen Sie es dann noch einmal.",
        ],
        "bad-request": [
            "Das Modell hat das Gespräch abgelehnt, wahrscheinlich weil es zu lang ist.",
            "Fragen Sie etwas Kürzeres oder führen Sie weniger Antworten zusammen.",
        ],
    },

    told: {
        overloaded: ["Der Endpunkt ist überlastet.", "Versuchen Sie es gleich noch einmal."],
        region: ["Der Endpunkt bietet dieses Modell dort nicht an, wo Sie sind.", "Wählen Sie ein anderes."],
        retired: ["Der Endpunkt bietet dieses Modell nicht mehr an.", "Wählen Sie ein anderes."],
        thought: [
            "Das Nachdenken hat alle erlaubten Tokens verbraucht.",
            "Erlauben Sie längere Antworten und versuchen Sie es dann noch einmal.",
        ],
    },

    hints: {
        opaqueAuth: (name) =>
            `${name} antwortet auch auf einen falschen Schlüssel so, prüfen Sie also zuerst den Schlüssel.`,
        allowOrigin: (name, command) => `Damit ${name} diese Seite zulässt, starten Sie es so: ${command}`,
        wait: (time) => `Der Endpunkt bittet, ${time} zu warten.`,
        which: {
            first: [
                "Zu lange keine Antwort.",
                "Versuchen Sie es noch einmal; auf einem kleinen Gerät lädt das Modell vielleicht noch.",
            ],
            idle: ["Die Antwort begann und blieb dann zu lange stehen.", "Versuchen Sie es noch einmal."],
            total: ["Die Antwort brauchte länger als erlaubt.", "Fragen Sie ein schnelleres Modell."],
        },
    },
});
