// Measures what marks are worth: a user marks answers to 50 questions of one kind, then asks 50 more. Are these routed
// better with the marks in the index, and how many rows should a mark be?
//
// usage: node tests/marks.mjs [BANK_FOLDER] [USERS]      USERS of each kind, 3 if left out; `make native` first
//
// A user has six models, drawn at random among those that were run on the kind's questions, and asks all of them. The
// answer of the largest camp is marked right or wrong, as the page records it: right tells of every model, wrong only
// of that camp. Camps are equal extracted answers; where a bank has none, right answers make one camp and wrong ones
// differ. An index of the marks, each in so many rows, is merged into the one in use, as the page does it. The score of
// the model that leads is compared with the same without marks; intervals are of means over users (2,000 bootstrap
// samples). Of a kind the index knows other questions ("known"), or none ("new"). In a third setting the index knows the
// kind but half of the user's models not; without marks the other half leads.
//
// What is measured is kept in build/marks/results.json, so that a run can be resumed; remove the folder to begin anew.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { gunzipSync } from "node:zlib";

const bank = process.argv[2] ?? "../shared/bank";
const users = Number(process.argv[3] ?? 3);
const smacs = process.env.SMACS_NATIVE ?? "build/native/smacs";
const out = "build/marks";
const embedder = "web/assets/default.sme";
const catalog = "web/assets/catalog.json";
if (!existsSync(join(bank, "models.json"))) {
    console.error(`marks: no question banks in ${bank}`);
    process.exit(1);
}
mkdirSync(out, { recursive: true });

/** Sources and benchmarks that the index of the "new" kinds does not have. */
const hidden = new Set(["scale", "shaberi41", "formationeval", "jmle2026", "crux", "zebra-grid", "law", "engineering"]);
const kindOf = ({ source, benchmark, category }) =>
    ["scale", "shaberi41", "formationeval", "jmle2026"].includes(source)
        ? source
        : source === "medagents"
          ? "medicine"
          : source === "mmlupro"
            ? category
            : benchmark;
/** Kinds that the default index holds. */
const ofTheIndex = [
    ...["gsm", "crux", "math-l5", "mmlu-redux", "zebra-grid"],
    ...["law", "engineering", "health", "scale", "medicine"],
];
/** Of each setting: its index, the split whose questions are asked, and the kinds. */
const settings = [
    {
        name: "new",
        index: `${out}/without.smx`,
        split: "bank",
        kinds: [...hidden, "mbpp", "humaneval", "bbh", "mgsm", "math-500"],
    },
    {
        name: "known",
        index: "web/assets/default.smx",
        split: "dev",
        kinds: ofTheIndex,
    },
    {
        name: "half unknown",
        index: "web/assets/default.smx",
        split: "dev",
        kinds: ofTheIndex,
        unknown: 0.5,
    },
];
/** How marks are put into the index: in so many rows each, in a group of their own or in that of their kind. */
const ways = [
    ...[1, 3, 10, 30].map((rows) => ({ rows, group: "own" })),
    ...[3].map((rows) => ({ rows, group: "kind" })),
];
const needed = 50;

const run = (...args) =>
    execFileSync(smacs, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 30 });
const records = (name, split) => {
    const file = join(bank, `${name}.${split}.jsonl.gz`);
    return existsSync(file)
        ? gunzipSync(readFileSync(file))
              .toString()
              .trim()
              .split("\n")
              .map((line) => JSON.parse(line))
        : [];
};
const write = (file, rows) => writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

/** Draws that are the same on every machine (mulberry32). */
function draws(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

function shuffled(list, random) {
    const all = [...list];
    for (let i = all.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [all[i], all[j]] = [all[j], all[i]];
    }
    return all;
}

/** Names as the index has them: the catalog's, by any of its spellings. */
const canonical = new Map(
    JSON.parse(readFileSync(catalog, "utf8")).models.flatMap(({ name, aliases = [], tables = [] }) =>
        [name, ...aliases, ...tables].map((spelling) => [spelling.toLowerCase(), name]),
    ),
);
const named = (scores) =>
    Object.fromEntries(
        Object.entries(scores ?? {}).map(([name, value]) => [canonical.get(name.toLowerCase()) ?? name, value]),
    );

/** Six models, and the questions that all of them were run on. */
function userOf(questions, random) {
    const runs = new Map();
    for (const { scores } of questions) {
        for (const name of Object.keys(scores)) {
            runs.set(name, (runs.get(name) ?? 0) + 1);
        }
    }
    const often = [...runs].filter(([, n]) => n >= 0.6 * questions.length).map(([name]) => name);
    for (let size = 6; size >= 3; size--) {
        const models = shuffled(often, random).slice(0, size);
        const common = shuffled(
            questions.filter(({ scores }) => models.every((name) => name in scores)),
            random,
        ).slice(0, 2 * needed);
        if (models.length === size && common.length >= 0.6 * needed) {
            return { models, marked: common.slice(0, common.length / 2), asked: common.slice(common.length / 2) };
        }
    }
    return undefined;
}

/** The name of a model that the index does not know. */
const strange = (name) => `mine/${name}`;

/** The same user, of whose models the index does not know a share. */
function withUnknown(of, share = 0) {
    const unknown = Math.floor(share * of.models.length);
    const called = new Map(of.models.map((name, at) => [name, at < unknown ? strange(name) : name]));
    const renamed = (values) =>
        values && Object.fromEntries(Object.entries(values).map(([name, value]) => [called.get(name) ?? name, value]));
    const rename = (row) => ({ ...row, scores: renamed(row.scores), extracted: renamed(row.extracted) });
    const models = [...called.values()];
    return { models, known: models.slice(unknown), marked: of.marked.map(rename), asked: of.asked.map(rename) };
}

/** What a mark on the largest camp's answer tells. */
function markOf({ scores, extracted }, models) {
    const camps = new Map();
    for (const name of models) {
        const right = scores[name] >= 0.5;
        const said = extracted?.[name];
        const key = right ? "right" : said ? `says ${said}` : `alone ${name}`;
        camps.set(key, [...(camps.get(key) ?? []), name]);
    }
    const kept = [...camps.values()].sort((a, b) => b.length - a.length)[0];
    const right = scores[kept[0]] >= 0.5;
    return Object.fromEntries(
        models.flatMap((name) =>
            right ? [[name, kept.includes(name) ? 1 : 0]] : kept.includes(name) ? [[name, 0]] : [],
        ),
    );
}

const outcomes = (index, models, asked) =>
    JSON.parse(
        run(
            "eval",
            "route",
            index,
            "--embedder",
            embedder,
            "--bank",
            asked,
            "--n",
            "1",
            "--models",
            models.join(","),
            "--resamples",
            "1",
            "--json",
            "--outcomes",
        ),
    ).outcomes.map(({ score }) => score);

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function interval(values, random) {
    const means = Array.from({ length: 2000 }, () =>
        mean(values.map(() => values[Math.floor(random() * values.length)])),
    );
    means.sort((a, b) => a - b);
    return [means[49], means[1949]];
}

const spell = (value) => `${value >= 0 ? "+" : ""}${(100 * value).toFixed(1)}`;

const banks = ["zeroeval", "mmlupro", "fresh2026", "simpleevals"];
const all = Object.fromEntries(
    ["bank", "dev"].map((split) => [
        split,
        banks.flatMap((name) =>
            records(name, split).map((row) => ({ ...row, scores: named(row.scores), extracted: named(row.extracted) })),
        ),
    ]),
);
if (!existsSync(settings[0].index)) {
    const rest = all.bank.filter((row) => row.source !== "simpleevals" && !hidden.has(kindOf(row)));
    write(`${out}/without.jsonl`, rest);
    run(
        "index",
        "build",
        "--bank",
        `${out}/without.jsonl`,
        "--embedder",
        embedder,
        "--catalog",
        catalog,
        "--only-open",
        "--published",
        join(bank, "../published/benchpress.csv.gz"),
        "--small-talk",
        "web/assets/small-talk.txt",
        "--out",
        settings[0].index,
    );
}
const resultsFile = `${out}/results.json`;
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : [];
for (const { name: setting, index, split, kinds, unknown } of settings) {
    const known = new Set(JSON.parse(run("index", "info", index, "--json")).models.map(({ name }) => name));
    const isKnown = ([name]) => known.has(name);
    for (const kind of kinds) {
        const questions = all[split]
            .filter((row) => kindOf(row) === kind)
            .map((row) => ({ ...row, scores: Object.fromEntries(Object.entries(row.scores).filter(isKnown)) }));
        for (let user = 0; user < users; user++) {
            const isDone = results.some((at) => at.setting === setting && at.kind === kind && at.user === user);
            const drawn = isDone ? undefined : userOf(questions, draws(1000 * user + kinds.indexOf(kind)));
            if (drawn) {
                const result = measured(index, kind, withUnknown(drawn, unknown));
                results.push({ setting, kind, user, ...result });
                writeFileSync(resultsFile, JSON.stringify(results));
                console.error(setting, kind, JSON.stringify(result));
            }
        }
    }
}

/** The gains of a user by all ways. */
function measured(index, kind, { models, known, marked, asked: rows }) {
    const asked = `${out}/asked.jsonl`;
    write(asked, rows);
    const before = mean(outcomes(index, known, asked));
    const gains = {};
    for (const way of ways) {
        const marks = marked.flatMap((row, at) => rowsOf(row, at, kind, models, way));
        write(`${out}/marks.jsonl`, marks);
        const told = new Set(marks.flatMap(({ scores }) => Object.keys(scores)));
        run(
            "index",
            "build",
            "--bank",
            `${out}/marks.jsonl`,
            "--embedder",
            embedder,
            "--no-keywords",
            "--out",
            `${out}/marks.smx`,
        );
        run("index", "merge", index, `${out}/marks.smx`, "--out", `${out}/merged.smx`);
        const routable = models.filter((name) => known.includes(name) || told.has(name));
        gains[`${way.group} ${way.rows}`] = mean(outcomes(`${out}/merged.smx`, routable, asked)) - before;
    }
    const single = Math.max(...models.map((name) => mean(rows.map(({ scores }) => scores[name]))));
    return { n: rows.length, before, single, gains };
}

/** A mark as rows of the index. */
function rowsOf(row, at, kind, models, { rows, group }) {
    const labels =
        group === "own"
            ? { source: "marks", benchmark: kind }
            : { source: row.source, benchmark: row.benchmark, category: row.category };
    return Array.from({ length: rows }, (_, copy) => ({
        id: `mark/${at}/${copy}`,
        ...labels,
        question: row.question,
        scores: markOf(row, models),
    }));
}

rmSync(`${out}/merged.smx`, { force: true });
const random = draws(7);
const names = settings.map(({ name }) => name);
console.log(`| rows | ${names.join(" | ")} |\n|---|${names.map(() => "---|").join("")}`);
for (const way of Object.keys(results[0].gains)) {
    const cells = names.map((name) => {
        const gains = results.filter(({ setting }) => setting === name).map(({ gains: of }) => of[way]);
        const [low, high] = interval(gains, random);
        return `${spell(mean(gains))} [${spell(low)}, ${spell(high)}]`;
    });
    console.log(`| ${way} | ${cells.join(" | ")} |`);
}
for (const name of names) {
    const of = results.filter(({ setting }) => setting === name);
    const [before, single] = [mean(of.map((result) => result.before)), mean(of.map((result) => result.single))];
    console.log(
        `${name}: ${of.length} users, ${(100 * before).toFixed(1)} without marks, ${(100 * single).toFixed(1)} by the best of each user's models`,
    );
}
