// The documentation inside the page.
import type { Of } from "../catalog.ts";

export const help: Of<"help"> = () => ({
    title: "So funktioniert es",
    label: "Teile der Hilfe",
    tabs: {
        decides: "Wie entschieden wird",
        keyboard: "Tastatur",
        privacy: "Datenschutz und Schlüssel",
        trouble: "Wenn etwas nicht klappt",
        about: "Über diese Seite",
    },

    decides: {
        intro: "Zu jeder Frage sieht die Seite nach, welche Modelle bei ähnlichen Fragen gut waren, fragt diese und wählt die wahrscheinlichste Antwort. Bis auf die Aufrufe geschieht alles in diesem Tab.",
        live: "Die Zahlen unten gelten für die Frage, die Sie gerade eingeben.",
        liveRun: "Die Zahlen unten gelten für den geöffneten Durchlauf.",
        neighbours: {
            title: "1. Ähnliche Fragen",
            text: [
                "Der Index enthält Tausende öffentlicher Testfragen und zu jeder, welche Modelle sie richtig beantwortet haben. Ihre Frage wird mit allen verglichen, und die ähnlichsten zählen. Stichwörter zeigen, worum es in den nächsten geht.",
                "Hat der Index nichts wie Ihre Frage (ein Gruß, Nachrichten dieser Woche, manche Sprachen), sagt die Seite das und zeigt die allgemeine Rangfolge der Modelle.",
            ],
        },
        priors: {
            title: "2. Erwartungen",
            text: [
                "Aus diesen Fragen ergibt sich für jedes Modell eine Erwartung: wie wahrscheinlich es richtig liegt. Im Artikel heißt sie Prior. Am meisten zählen die Ergebnisse des Modells bei dieser Art von Frage, angepasst an seine Ergebnisse bei den ähnlichsten. Die dünne Linie ist ein Standardfehler nach jeder Seite. Sie ist lang, wenn ein Modell nur wenige Ergebnisse bei ähnlichen Fragen hat oder der Index keine ähnlichen Fragen enthält. Die Erwartung liegt dann nahe am Durchschnitt des Modells.",
                "Jeder Balken sagt, worauf er beruht: auf Ergebnissen bei ähnlichen Fragen, auf veröffentlichten Ergebnissen oder nur auf Familie und Größe des Modells. Ein gestreifter Balken ist geschlossen, nicht an ähnlichen Fragen gemessen. Ein Modell, über das nichts bekannt ist, hat keinen Balken und wird nur gefragt, wenn Sie es auswählen.",
            ],
        },
        panel: {
            title: "3. Modelle und Antworten",
            text: [
                "Die Grafik zeigt genau die Modelle, die gefragt würden, in dieser Reihenfolge. Zuerst kommt das Modell, das bei dieser Art von Frage am besten ist, es sei denn, ein anderes liegt bei den ähnlichsten Fragen klar vorn. Bei den übrigen zählt auch ein wenig, was sie allgemein können. Gefragt wird in Wellen: Sobald zwei Antworten übereinstimmen und keine widerspricht, oder wenn der Vorsprung sicher ist, entfallen die restlichen Aufrufe. Die Seite zeigt, wie viele das spart.",
                "Lässt sich das Ergebnis einer Antwort nicht sicher lesen, soll ihr Modell es in einem kurzen weiteren Aufruf nennen. Das zählt nur, wenn es auch in der Antwort steht. Unter „Weitere Optionen“ können Sie das abschalten.",
            ],
        },
        subsets: {
            title: "4. Zusammengeführte Fassungen",
            text: [
                "Um die Antworten zusammenzuführen, bildet die Seite mehrere Teilmengen. Jede lässt zufällig einige Antworten weg, die schwächerer Modelle öfter. Ein Modell schreibt aus jeder Teilmenge eine zusammengeführte Fassung. So erreicht keine schlechte Antwort alle Fassungen. Die Fassungen sind die Kandidaten. Wird nicht zusammengeführt, sind es die Antworten selbst.",
            ],
        },
        checks: {
            title: "Prüfen durch Ausführen",
            text: [
                "Enthält Ihre Frage ein Programm und fragt, was es ergibt, führt die Seite dieses Programm aus. Verlangt sie ein Programm, laufen die Programme aus den Antworten mit Ihren Beispielen und mit weiteren Eingaben, um zu sehen, welche dasselbe tun. Antworten, die ein Beispiel verfehlen, scheiden aus. Sobald eine genug besteht, werden keine weiteren Modelle gefragt. Einen stärkeren Beleg hat die Seite nicht.",
                "Die Seite kann Python und JavaScript ausführen. Findet sie kein Programm, führt sie nichts aus. Unter „Weitere Optionen“ können Sie das abschalten.",
            ],
        },
        score: {
            title: "5. Die Wertung, und was gewählt wird",
            text: [
                "Die Übereinstimmung sagt, wie ähnlich ein Kandidat den anderen ist. Die Sicherheit sagt, wie sicher sich das Modell seiner Worte war, falls sein Server das mitteilt. Die Abstimmung sagt, wie wahrscheinlich das Ergebnis ist, wenn man die Ergebnisse aller Modelle nach ihren Erwartungen gewichtet. Gewählt wird der Kandidat mit der höchsten Summe.",
                "Hatte kaum ein Modell das Ergebnis der besten zusammengeführten Fassung genannt, wird stattdessen die beste einzelne Antwort gewählt.",
                "Dann sagt die Seite, wie viele von 100 solchen Antworten richtig sind, gemessen an aufgezeichneten Antworten. Wo sich nichts vergleichen lässt, sagt sie, warum.",
            ],
        },
        matrix: "Die Matrix hat eine Zeile für jedes Modell und eine Spalte für jeden Kandidaten. Ein gefülltes Quadrat heißt, dass diese Fassung mit der Antwort des Modells entstand oder, wenn nicht zusammengeführt wird, dass die beiden Antworten übereinstimmen. Ist statt der zusammengeführten Fassungen eine einzelne Antwort gewählt, ist sie die letzte Spalte. Unter jeder Spalte steht die Wertung.",
        noRun: "Stellen Sie eine Frage oder sehen Sie den aufgezeichneten Durchlauf an, dann erscheint hier seine Matrix.",
        modesTitle: "Was mit den Antworten geschehen kann",
        paperTitle: "Was anders ist als im Artikel",
        paper: [
            "Das Verfahren ist SMACS (arXiv 2507.14200). „Wie im Artikel“ folgt ihm aufs Wort. Sonst zählen Lücken in den Daten nicht als falsche Antworten, ein Vorsprung muss belegt sein, Aufrufe enden früher, und die Abstimmung der Modelle schützt vor irreführenden Antworten.",
            "Gemessen an aufgezeichneten Antworten (ZeroEval, 454 Fragen, 23.11.2026): Eine irreführende Antwort unter sieben senkt den Anteil richtiger Ergebnisse bei dieser Seite von 79,9 auf 77,0 Prozent. Beim Verfahren des Artikels, mit einem zusammenführenden Modell, das ihr gehorcht, sinkt er von 79,7 auf 7,7.",
        ],
        limitsTitle: "Was es nicht kann",
        limits: [
            "Es kennt Modelle nur aus ihren Ergebnissen bei öffentlichen Tests, bis zu dem Datum, das der Index nennt. Bei Fragen, die keiner davon gleichen, sagen die Erwartungen wenig; die Standardfehler zeigen es.",
            "Offene Fragen haben kein Ergebnis, das sich vergleichen ließe. Dann entscheidet, was über die Modelle bekannt ist, zusammen mit der Ähnlichkeit.",
            "Sind alle Modelle etwa gleich gut, bringt es gegenüber einer einfachen Mehrheit kaum etwas oder nichts: 79,9 gegen 80,0 Prozent im selben Test. Der Gewinn entsteht, wenn einige Modelle viel besser sind als andere.",
        ],
        link: "Der Artikel (englisch): arXiv 2507.14200",
        termsTitle: "Begriffe",
    },

    keyboard: {
        key: "Taste",
        what: "Was sie tut",
        rows: [
            ["Strg + Eingabe", "fragt, wo immer Sie gerade sind (Cmd + Eingabe auf einem Mac)"],
            ["Esc", "hält den Durchlauf an; schließt ein offenes Fenster"],
            ["?", "öffnet diese Hilfe"],
            ["Tab", "geht zum nächsten Bedienelement"],
            ["Pfeiltasten", "gehen durch Matrix, Reiter, Verlauf und einzeln gezeigte Antworten"],
            ["Pos1, Ende", "erstes und letztes Quadrat einer Zeile; erster und letzter Reiter"],
            ["Eingabe", "zeigt Einzelheiten zu einem Quadrat oder Schritt; öffnet eine Frage des Verlaufs"],
            ["Entf", "löscht eine Frage im Verlauf; das lässt sich rückgängig machen"],
        ],
        search: "Um aus der Adressleiste zu fragen, legen Sie in den Einstellungen des Browsers eine Websitesuche an, mit einem eigenen Kürzel und dieser Adresse:",
        searchAfter:
            "Was Sie hinter dem Kürzel eingeben, steht dann als Frage da; gefragt wird nichts von selbst. Ist die Seite auf einem Telefon installiert, können andere Apps ihr auf dieselbe Weise Text senden.",
    },

    privacy: [
        {
            title: "Was gesendet wird",
            text: [
                "Nichts, bevor Sie fragen. Dann geht Ihre Frage, bei einer Folgefrage mit dem bisherigen Gespräch, aus diesem Tab direkt an die Modelle, die Sie verbunden haben. Beim Zusammenführen gehen deren Antworten an das Modell, das zusammenführt. Wir haben keinen Server, keine Nutzungsauswertung und keine Cookies.",
                "Eine Ausnahme gibt es, und nur wenn Sie sie wählen: Macht ein Dienst die Vektoren Ihres Index, bekommt er den Text der Frage, immer wenn Sie beim Schreiben innehalten.",
                "Modelle, die in diesem Tab laufen, senden nichts. Um eines herunterzuladen, spricht die Seite den Server an, der daneben genannt ist. Er sieht Ihre Netzadresse.",
                "Der Dienst, den Sie benutzen, sieht Ihre Frage, Ihren Schlüssel und Ihre Netzadresse und geht damit nach seinen eigenen Regeln um.",
            ],
        },
        {
            title: "Was auf diesem Gerät bleibt",
            text: [
                "Ihr Entwurf, Optionen, Endpunkte, Preise und was über Modelle bekannt wurde, liegen im lokalen Speicher dieser Seite. Fragen und Antworten liegen in ihrer Datenbank, ebenso Indizes, die Sie laden oder bauen, und Ihre Urteile über Antworten. Modelle für den Tab liegen in ihren privaten Dateien. Unter „Verlauf“, „Modelle, die gefragt werden“ und „Ihre Urteile“ können Sie alles löschen.",
            ],
        },
        {
            title: "Schlüssel",
            text: [
                "Ein Schlüssel steht im Arbeitsspeicher dieses Tabs und ist weg, wenn Sie den Tab schließen oder neu laden. Er gehört zu einer Adresse: Ändert sie sich, wird er gelöscht. Er ist nie Teil einer Adresse, eines Protokolls, eines Exports oder einer Nachricht.",
                "Wird er auf diesem Gerät gemerkt, ist er mit einem Schlüssel verschlüsselt, den Skripte nicht auslesen können. Wer dieses Browserprofil benutzt oder ganz kopiert, kann ihn trotzdem verwenden.",
                "Wird er mit einer Passphrase gemerkt, öffnet nur sie ihn. Solange er offen ist, ist er wie jeder andere Schlüssel.",
                "Nichts schützt vor Schadsoftware auf diesem Gerät oder vor einer Seite, die auf ihrem Server verändert wurde.",
            ],
        },
        {
            title: "Was die Seite sich selbst verbietet",
            text: [
                "Ihre Sicherheitsrichtlinie lässt sie nur die Dienste in ihrer Liste, den Server der Modelle für den Tab und dieses Gerät ansprechen. Die Seite für andere Adressen (custom.html) darf jede ansprechen und sagt das auch.",
                "Was Modelle schreiben, gilt als feindlich: Skripte, Formulare und Gestaltung daraus werden entfernt, Bilder nicht geladen, und Links sagen, wohin sie führen. An ein zusammenführendes Modell gehen Antworten zwischen Markierungen, die sie nicht fälschen können.",
                "Programme aus Antworten laufen erst, wenn Sie es erlaubt haben: in einem Rahmen, der zu keiner Website gehört, in einem Interpreter, der weder Netz noch Dateien noch die Seite erreicht, einige Sekunden lang. Sie liefern nur Werte. Ob diese stimmen, wird außerhalb entschieden.",
                "Exporte und Protokolle enthalten Fragen, Antworten und Entscheidungen, aber keine Schlüssel.",
            ],
        },
    ],

    trouble: {
        local: {
            title: "Ein Server auf diesem Gerät antwortet nicht",
            text: [
                "Ein Browser lässt eine Seite nur dann von einer anderen Adresse lesen, wenn der Server dort die Seite zulässt (CORS). Für die Seite sieht ein Server, der das nicht tut, genauso aus wie einer, der nicht läuft. Starten Sie Ihren mit seinem Befehl:",
            ],
        },
        parts: [
            {
                title: "Modelle im Tab sind langsam oder brechen ab",
                text: [
                    "Sie laufen auf dem Prozessor dieses Geräts, die kleinsten mit einigen Dutzend Tokens in der Sekunde, und nur eines antwortet zur selben Zeit. Schließen Sie andere Programme, wählen Sie weniger Modelle oder setzen Sie „Höchstens so viele Aufrufe“.",
                    "Wenn der Server der Seite keine Kopfzeilen sendet, die sie isolieren, geben Browser ihr nur einen Thread. Ab dem zweiten Besuch isoliert sich die Seite selbst.",
                    "Ein Modell, das mehr Speicher braucht, als der Browser erlaubt, bricht ab und wird für die nächste Frage neu geladen. Wählen Sie unter „Modelle, die gefragt werden“ ein kleineres.",
                ],
            },
            {
                title: "Der Browser fragt nach dem lokalen Netz oder hat es verweigert",
                text: [
                    "Chrome fragt ab Version 142 nach, bevor eine Seite Programme auf diesem Gerät erreichen darf. Drücken Sie „Nach einem Server suchen“ und erlauben Sie es. Haben Sie es einmal abgelehnt, erlauben Sie es in den Einstellungen der Website, neben der Adresse.",
                ],
            },
            {
                title: "Nur „Keine Verbindung“, obwohl der Dienst sonst funktioniert",
                text: [
                    "Manche Dienste antworten auf einen falschen Schlüssel so, dass Browser es der Seite verbergen. Prüfen Sie zuerst den Schlüssel.",
                    "Die Seite für bekannte Dienste darf nur diese ansprechen. Für andere öffnen Sie die Seite für andere Adressen.",
                ],
            },
            {
                title: "Zu viele Anfragen oder kein Guthaben",
                text: [
                    "Kostenlose Tarife erlauben nur wenige Aufrufe in der Minute. Wählen Sie „Ein Aufruf nach dem anderen“ und weniger Modelle. Die Seite wartet und fragt von selbst bis zu dreimal wieder, und sie sagt das auch.",
                    "Kein Guthaben mehr: Laden Sie es beim Dienst auf. Die Antworten der anderen Modelle werden trotzdem verwendet.",
                ],
            },
            {
                title: "Es dauert zu lange",
                text: [
                    "„Jetzt entscheiden“ oder „Jetzt zusammenführen“ macht mit den Antworten weiter, die da sind. Sie können eine Zeitgrenze für alle Aufrufe setzen und in der Liste der Modelle eine für ein einzelnes.",
                ],
            },
            {
                title: "Die Seite wurde geschlossen, oder das Handy schlief mittendrin ein",
                text: [
                    "Öffnen Sie sie wieder: Der Durchlauf ist da, mit allem, was angekommen war. „Weitermachen“ wiederholt nur die unterbrochenen Aufrufe. „Abschließen“ macht keinen.",
                ],
            },
            {
                title: "Ein Protokoll lässt sich nicht öffnen",
                text: [
                    "Es braucht den Index und den Embedder, mit denen es entstand. Laden Sie diese zuerst unter „Index“.",
                ],
            },
            {
                title: "Nichts wird gemerkt",
                text: [
                    "In privaten Fenstern und auf vollen Festplatten können Seiten nichts speichern. Alles funktioniert, ist aber weg, wenn Sie den Tab schließen. Speichern Sie Protokolle als Dateien.",
                ],
            },
        ],
        limits: {
            title: "Grenzen",
            text: [
                "Höchstens 12 Modelle werden gefragt, ausgewählt aus höchstens 256. Eine Antwort darf 4.096 Tokens haben, wenn Sie nichts anderes festlegen. Ein Index darf so groß sein, wie es der 32-Bit-Speicher erlaubt.",
            ],
        },
    },

    about: {
        version: (version) => `SMACS für den Browser, Version ${version}`,
        licence: "Quelloffen unter der MIT-Lizenz. Für andere Software in der Seite gelten eigene Lizenzen:",
        licences: "Lizenzen",
        index: (questions, models, digest) => `Der benutzte Index: ${questions} Fragen, ${models} Modelle, ${digest}.`,
        date: (month) => `Seine Daten reichen bis ${month}. Neuere Modelle und Ergebnisse fehlen darin.`,
        embedder: (name) => `Sein Embedder: ${name}.`,
    },
});
