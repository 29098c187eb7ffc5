// Measures what marks are worth: a user marks answers to 50 questions of one kind, then asks 50 more. Are these routed
// better with the marks in the index, and how many rows should a mark be?
//
// usage: node tests/marks.mjs [BANK_FOLDER] [USERS]      USERS of each kind, 3 if left out; `make native` first
//
// A user has six models, drawn at random among those that were run on the kind's questions, and asks all of them. The
// answer of the largest camp is marked right or wrong, as the page records it: right tells of every model, wrong only
// of that camp. Camps are equal extracted answers; where a bank has none, right answers make one camp and wrong ones
// differ. An index of the marks, each in so many rows, is merged into the default index, or into one without the kind
// ("new"), as the page does it. The score of the model that leads is compared with the same without marks, question by
// question; intervals are of means over users (2,000 bootstrap samples).
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
        kinds: [
            "gsm",
            "crux",
            "math-l5",
            "mmlu-redux",
            "zebra-grid",
            "law",
            "engineering",
            "health",
            "scale",
            "medicine",
        ],
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

const outcomes = (index, { models }, asked) =>
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
const results = [];
for (const { name: setting, index, split, kinds } of settings) {
    const info = JSON.parse(run("index", "info", index, "--json"));
    const known = new Set(info.models.map(({ name }) => name));
    for (const kind of kinds) {
        const questions = all[split]
            .filter((row) => kindOf(row) === kind)
            .map((row) => ({
                ...row,
                scores: Object.fromEntries(Object.entries(row.scores).filter(([name]) => known.has(name))),
            }));
        for (let user = 0; user < users; user++) {
            const random = draws(1000 * user + kinds.indexOf(kind));
            const of = userOf(questions, random);
            if (!of) {
                continue;
            }
            const asked = `${out}/asked.jsonl`;
            write(asked, of.asked);
            const before = outcomes(index, of, asked);
            const gains = {};
            for (const way of ways) {
                write(
                    `${out}/marks.jsonl`,
                    of.marked.flatMap((row, at) =>
                        Array.from({ length: way.rows }, (_, copy) => ({
                            id: `mark/${at}/${copy}`,
                            source: way.group === "own" ? "marks" : row.source,
                            benchmark: way.group === "own" ? kind : row.benchmark,
                            ...(way.group === "own" ? {} : { category: row.category }),
                            question: row.question,
                            scores: markOf(row, of.models),
                        })),
                    ),
                );
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
                const after = outcomes(`${out}/merged.smx`, of, asked);
                gains[`${way.group} ${way.rows}`] = mean(after) - mean(before);
            }
            const single = Math.max(...of.models.map((name) => mean(of.asked.map(({ scores }) => scores[name]))));
            results.push({ setting, kind, n: of.asked.length, before: mean(before), single, gains });
            console.error(
                `${setting} ${kind}: ${of.asked.length} questions, before ${(100 * mean(before)).toFixed(1)}, best ${(100 * single).toFixed(1)}: ${Object.entries(
                    gains,
                )
                    .map(([way, gain]) => `${way} ${spell(gain)}`)
                    .join(", ")}`,
            );
        }
    }
}
rmSync(`${out}/merged.smx`, { force: true });
writeFileSync(`${out}/results.json`, JSON.stringify(results));
const random = draws(7);
console.log("| marks | new kinds | known kinds | all |\n|---|---|---|---|");
for (const way of Object.keys(results[0].gains)) {
    const cell = (of) => {
        const gains = of.map(({ gains: all }) => all[way]);
        const [low, high] = interval(gains, random);
        return `${spell(mean(gains))} [${spell(low)}, ${spell(high)}]`;
    };
    const columns = ["new", "known"].map((setting) => cell(results.filter((result) => result.setting === setting)));
    console.log(`| ${way} | ${columns.join(" | ")} | ${cell(results)} |`);
}
for (const setting of ["new", "known"]) {
    const of = results.filter((result) => result.setting === setting);
    const [before, single] = [mean(of.map((result) => result.before)), mean(of.map((result) => result.single))];
    console.log(
        `${setting}: ${of.length} users, routed without marks ${(100 * before).toFixed(1)}, the best of each user's models ${(100 * single).toFixed(1)}`,
    );
}
