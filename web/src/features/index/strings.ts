// The words of the index manager: what decides, what else could, and how to get or make another.
import type { SmacsErrorCode } from "smacs";
import { capital, count, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

const questions = (n: number) => `${count(n)} ${plural(n, "question", "questions")}`;
const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

/** What went wrong and what to do, by the core's word for it. Errors of a bank say where instead. */
const reasons: Partial<Record<SmacsErrorCode, string>> = {
    magic: "This is neither an index (.smx) nor an embedder (.sme). A bank of questions can be made into an index below. If the file is packed (.gz, .zip), unpack it first.",
    version:
        "This page cannot read the version of this file. If the file is older, build it again from its bank or load a newer file. If it is newer, reload the page and try again.",
    checksum: "The file was changed or damaged in transit. Download it again.",
    truncated: "The file is truncated. Download it again.",
    format: "The file contradicts itself. Download it again, or build it again.",
    memory: "There is not enough memory in this tab for it. Close other tabs, or use a smaller file.",
    "too-large":
        "The file is larger than a tab can hold. Build a smaller index, with fewer questions or without their texts.",
    "not-found": "It is no longer stored in this browser. Load it again from its file.",
    crash: "The part of the page that does this stopped unexpectedly. Try again; a smaller file may work.",
    module: "This browser cannot run this part of the page. A newer browser version may.",
    fetch: "A part of the page could not be loaded. Check your connection, then try again.",
};

export const indexStrings = words("index", {
    title: "Indexes",
    calibrate: "Calibrate models",
    marks: "Your marks",
    intro: "An index holds questions and how well each model did on them. The page chooses models by their results on the questions most like yours, so an index built from questions like yours chooses better.",

    used: {
        title: "In use",
        packaged: "Default",
        packagedWhen: "comes with this page",
        when: {
            file: (day: string) => `loaded ${day}`,
            address: (day: string) => `fetched ${day}`,
            built: (day: string) => `built here ${day}`,
            column: (day: string) => `extended here ${day}`,
        },
        questions: "Questions",
        models: "Models",
        coverage: "Scores present",
        size: "Size",
        host: "Questions lie at",
        hostSees: (host: string) =>
            `${host} sees which parts of the index your questions fetch, so roughly what they are about, but not their words.`,
        texts: "Question texts",
        textsKept: "kept in the file",
        textsNot: "not in the file",
        embedder: "Embedder",
        digest: "Fingerprint",
        evidence: "Evidence up to",
        made: "Made on",
        percent: (value: string) => `${value}%`,
    },

    map: {
        title: "Who is good at what",
        caption:
            "Mean score of each model in each kind of question, in percent. A model's mean covers only the questions that it was run on, so compare within a column.",
        label: "Mean scores of models by kind of question",
        model: "Model",
        mean: "Mean",
        unnamed: "no name",
        domain: (benchmark: string, category: string | undefined) =>
            category === undefined ? benchmark : `${benchmark}: ${category}`,
        domainTitle: (domain: string, n: number) => `${domain}, ${questions(n)}`,
        cell: (model: string, domain: string, value: string) => `${model}, ${domain}: ${value}%`,
        missingCell: (model: string, domain: string) => `${model} was not run on ${domain}`,
        missing: "not run",
        previous: "Previous",
        next: "Next",
        place: (from: number, to: number, all: number) => `${from} to ${to} of ${models(all)}`,
        legend: "Colours from 0% to 100%",
        low: "0%",
        high: "100%",
        none: "The index holds no scores yet.",
    },

    kept: {
        title: "Indexes in this browser",
        packaged: "Default",
        detail: (n: number, m: number, size: string, when: string) => `${questions(n)}, ${models(m)}, ${size}, ${when}`,
        inUse: "in use",
        use: "Use",
        useLabel: (name: string) => `Use ${name}`,
        download: "Download",
        downloadLabel: (name: string) => `Download ${name}`,
        remove: "Remove",
        removeLabel: (name: string) => `Remove ${name}`,
        none: "Only the index that comes with this page is here. Indexes that you load or build stay in this browser until you remove them.",
    },

    load: {
        title: "Load an index",
        files: "Files (.smx, with its .sme if it was made with another embedder)",
        allModels:
            "The default index knows models with open weights. There is also one with all models, including closed ones.",
        useAllModels: "Use the index of all models",
        drop: "You can also drop files anywhere on this sheet.",
        address: "Or an address",
        addressHint:
            "Of an .smx, .sme or .smh file whose server lets other pages read it (CORS). An .smh is the head of an index in shards: each question fetches what is near it, also while you write it.",
        fetch: "Fetch it",
        notReachable:
            "This page may only contact this site, this machine and known model services. The other page may contact any host.",
        otherPage: "Open the page for other addresses",
        invalid: "This is not an address that begins with http:// or https://.",
        loose: (name: string, dim: number) =>
            `The embedder ${name} (${dim} dimensions) is loaded. It is used for indexes made with it and for the next index that you build.`,
        forget: "Close",
    },

    build: {
        title: "Build one from questions with scores",
        intro: "A bank of questions is read in this tab; nothing is sent anywhere. One JSON object a line, plain or gzip:",
        example:
            '{"id": "q1", "benchmark": "my test", "category": "dates", "question": "Which day was it?", "scores": {"Model-A": 1, "Model-B": 0.5}}',
        format: "A score is from 0 to 1; leave out models that were not run. The SMACS authors' union bank and router-benchmark lines are read as well: src/bank/README.md in the project's source describes all shapes.",
        bank: "Bank of questions (.jsonl, .json, .gz)",
        withText: "Keep the questions' texts in the index",
        withTextHint: "The file is larger, and anyone who gets it can read them. Routing does not need them.",
        withFacts: "Copy model names from the index in use",
        withFactsHint: "Copies aliases, prices and hosted names, so that your endpoints' models are recognised.",
        embedder: (name: string) => `Made with the embedder ${name}.`,
        start: "Build",
        choose: "Choose a bank first.",
    },

    column: {
        title: "Add a model to the index in use",
        intro: "Its scores on the questions that the index has, one a line:",
        example: '{"id": "q1", "score": 0.5}',
        other: "Or a bank that has scores of this model. The ids have to be those of the index.",
        model: "Name of the model",
        scores: "Scores (.jsonl, .json, .gz)",
        replace: "Overwrite existing scores",
        start: "Add",
        choose: "Enter the name of the model and choose its scores first.",
    },

    work: {
        label: "Progress",
        doing: {
            load: (name: string) => `Loading ${name}…`,
            fetch: (name: string) => `Fetching ${name}…`,
            build: (name: string) => `Building an index from ${name}…`,
            column: (name: string) => `Adding ${name}…`,
            use: (name: string) => `Changing to ${name}…`,
        },
        bytes: (loaded: string, total: string | undefined) => (total === undefined ? loaded : `${loaded} of ${total}`),
        questions: (n: number) => `${questions(n)} read`,
        cancel: "Cancel",
    },

    outcome: {
        use: (name: string) => `${name} is in use now.`,
        made: (name: string, n: number, m: number) => `Made ${name}: ${questions(n)}, ${models(m)}.`,
        unscored: (n: number) => `${questions(n)} had no score and ${plural(n, "was", "were")} left out.`,
        repeated: (n: number) =>
            `${questions(n)} ${plural(n, "has", "have")} the same text as another one with a different id; each counts.`,
        useNow: "Use it now",
        download: "Download",
    },

    problem: {
        title: {
            load: (name: string) => `${name} could not be loaded`,
            fetch: (name: string) => `${name} could not be fetched`,
            build: (name: string) => `No index was built from ${name}`,
            column: (name: string) => `${name} was not added`,
            use: (name: string) => `${name} could not be used`,
            remove: (name: string) => `${name} could not be removed`,
            start: () => "Your index could not be loaded, so the default one is in use",
            keep: (name: string) => `${name} works, but could not be kept`,
        },
        where: (line: number, column: number | undefined) =>
            column === undefined ? `Line ${count(line)}` : `Line ${count(line)}, column ${count(column)}`,
        at: (where: string, what: string) => `${where}: ${what}.`,
        mendLine: "Fix that line, then try again. Nothing was changed.",
        /** Of records, by the core's word for it. */
        records: {
            syntax: "This is not JSON",
            schema: "This record lacks a field, or a field has the wrong type",
            duplicate: "This contradicts an earlier line",
            "not-found": "The index has no question with this id",
        } as Partial<Record<SmacsErrorCode, string>>,
        /** What a file is instead, and what to do, in the reader's words. */
        foreign: (what: string) => `${capital(what)}.`,
        said: (what: string) => `The reader says: ${what}`,
        emptyBank: "There is no record in this file.",
        emptyColumn: (name: string) => `No line has a score of ${name}.`,
        cell: "Select “Overwrite existing scores” to use the new ones.",
        embedder: (name: string) =>
            `It was made with another embedder: ${name}. Load that .sme file too; the index waits for it.`,
        outside: (model: string) =>
            `The vectors of this index come from a service's model, ${model}. Under “Where vectors come from”, in the sheet of indexes, choose a service that has it: it gets the texts of the questions too.`,
        shards: "The questions of an index in shards stay on their host: the page fetches a few near yours. Load it from the address of its .smh file, beside which its cells lie. Questions and models cannot be added to it here.",
        status: (status: string) => `The server answered with status ${status}.`,
        blocked:
            "No answer came. The address may be wrong, or its server does not let other pages read the file (CORS). Download it there, then load it from the file.",
        keep: "This browser has no space, or stores nothing for this page. The index is lost when you close the page, so download it.",
        reasons,
        other: (what: string) => `The browser says: ${what}`,
        dismiss: "Dismiss",
    },
});
