// The whole way on made data: train, build, info, add, merge, route, eval; natively, and under WASI with the same
// bytes.
import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { lines, records, union } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const bank = records("made", 150, 1);
const dev = records("dev", 60, 2);
const question = "Ben has 12 apples and buys 30 more apples. How many apples does he have?";

/** Takes every step in `shop`; returns what it printed. */
function walk(shop) {
    const printed = {};
    shop.write("bank.jsonl", lines(bank));
    shop.write("dev.jsonl.gz", gzipSync(lines(dev)));
    shop.write("new.jsonl", lines(bank.map(({ id }, i) => ({ id, score: i % 3 === 0 ? 1 : 0.25 }))));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    shop.must("index add x.smx --model Newcomer-1B --scores new.jsonl --out y.smx");
    shop.must("index build --bank dev.jsonl.gz --embedder e.sme --out dev.smx --with-text");
    shop.must("index merge y.smx dev.smx --out m.smx");
    printed.info = shop.must("index info m.smx --json");
    printed.table = shop.must("index info m.smx");
    for (const mode of ["paper", "robust"]) {
        printed[mode] = shop.must([
            "route",
            "y.smx",
            "--embedder",
            "e.sme",
            "--question",
            question,
            "--mode",
            mode,
            "--k",
            "20",
            "--json",
        ]);
        printed[`eval ${mode}`] = shop.must(
            `eval route x.smx --embedder e.sme --bank dev.jsonl.gz --mode ${mode} --k 20 --n 2 --json`,
        );
    }
    printed.detail = shop.must(["route", "y.smx", "--embedder", "e.sme", "--question", "-", "--json", "--detail"], {
        input: `${question}\n`,
    });
    printed.coverage = shop.must([
        "route",
        "y.smx",
        "--embedder",
        "e.sme",
        "--question",
        question,
        "--coverage",
        "--n",
        "2",
        "--alpha",
        "0.5",
        "--json",
    ]);
    printed.vectors = shop.must("embed e.sme --bank bank.jsonl --json");
    printed.plain = shop.must(["embed", "e.sme", "--text", question]);
    assert.equal(shop.must(["embed", "e.sme", "--text", "-"], { input: `${question}\n` }), printed.plain);
    printed.people =
        shop.must(["route", "y.smx", "--embedder", "e.sme", "--question", question]) +
        shop.must("eval route x.smx --embedder e.sme --bank dev.jsonl.gz");
    return printed;
}

test("from a bank to a route", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const printed = walk(shop);

    const info = JSON.parse(printed.info);
    assert.equal(info.questions, 210);
    assert.equal(info.cells, 4 * 210 + 150);
    assert.equal(info.dim, 32);
    assert.equal(info.has_text, true);
    assert.deepEqual(
        info.models.map((m) => m.name),
        ["Adder-7B", "Speller-7B", "Coder-7B", "Allrounder-70B", "Newcomer-1B"],
    );
    assert.deepEqual(info.models[4], { name: "Newcomer-1B", mean: 0.5, scored: 150, from: "scores" });
    assert.deepEqual(info.sources, [
        { name: "made", questions: 150 },
        { name: "dev", questions: 60 },
    ]);
    assert.deepEqual(
        info.categories.map((c) => c.name),
        ["arithmetic", "spelling"],
    );
    assert.deepEqual(info.domains[2], { benchmark: "code", questions: 70 });
    assert.equal(info.means.length, 3);
    assert.ok(info.means[0][0] > 0.8 && info.means[0][1] < 0.5);
    assert.match(printed.table, /Newcomer-1B +50\.00 +150\n/);

    for (const mode of ["paper", "robust"]) {
        const route = JSON.parse(printed[mode]);
        assert.deepEqual(Object.keys(route), ["mode", "k", "neighbours", "priors", "panel"]);
        assert.equal(route.mode, mode);
        assert.equal(route.k, 20);
        assert.ok(route.neighbours.length >= 20);
        assert.ok(route.neighbours.every((n, i) => i === 0 || n.similarity <= route.neighbours[i - 1].similarity));
        assert.deepEqual(Object.keys(route.neighbours[0]), ["id", "similarity"]);
        assert.deepEqual(
            Object.keys(route.priors),
            info.models.map((m) => m.name),
        );
        assert.equal(route.panel.length, 5);
        assert.equal(route.panel[0], mode === "paper" ? route.panel[0] : "Newcomer-1B");
    }
    const detail = JSON.parse(printed.detail);
    assert.ok(Math.abs(detail.evidence.reduce((sum, e) => sum + e.share, 0) - 1) < 1e-12);
    assert.equal(detail.models.length, 5);
    assert.equal(JSON.parse(printed.coverage).panel.length, 2);

    const vectors = printed.vectors
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    assert.equal(vectors.length, 150);
    assert.ok(vectors.every((v) => v.length === 32 && Math.abs(v.reduce((sum, x) => sum + x * x, 0) - 1) < 1e-6));
    assert.equal(printed.plain.trim().split(" ").length, 32);
});

test("an evaluation adds up", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const printed = walk(shop);
    const result = JSON.parse(printed["eval robust"]);
    const mean = (list, of) => (100 * list.reduce((sum, r) => sum + of(r), 0)) / list.length;
    const members = ["questions", "benchmarks", "macro", "overall", "evaluation"];
    assert.deepEqual(Object.keys(result), [...members, "in_index", "models", "settings", "made"]);
    assert.equal(result.questions, 60);
    const figures = result.evaluation.figures.map(({ name }) => name);
    for (const row of [result.macro, result.overall, ...Object.values(result.benchmarks)]) {
        assert.deepEqual(
            Object.keys(row).filter((key) => !key.endsWith("_model")),
            ["questions", ...figures, "intervals", "counts"],
        );
        assert.deepEqual(Object.keys(row.intervals), figures);
        assert.deepEqual(row.counts, Object.fromEntries(figures.map((name) => [name, row.questions])));
    }
    const models = Object.keys(dev[0].scores);
    const best = models.toSorted((a, b) => mean(dev, (r) => r.scores[b]) - mean(dev, (r) => r.scores[a]))[0];
    assert.equal(result.overall.best_single_model, best);
    for (const [name, of] of Object.entries(result.benchmarks)) {
        const own = dev.filter((r) => r.benchmark === name);
        assert.equal(of.questions, own.length);
        assert.ok(Math.abs(of.best_single - mean(own, (r) => r.scores[best])) < 1e-9);
        assert.ok(Math.abs(of.oracle - mean(own, (r) => Math.max(...Object.values(r.scores)))) < 1e-9);
        assert.ok(of.routed <= of.best_of_n && of.best_of_n <= of.oracle);
    }
    for (const key of figures) {
        const values = Object.values(result.benchmarks).map((of) => of[key]);
        assert.ok(Math.abs(result.macro[key] - values.reduce((a, b) => a + b) / values.length) < 1e-9);
    }
    assert.ok(
        result.macro.routed > result.macro.best_single,
        "routing beats the best single model on data made for it",
    );
});

test("WASI gives the same bytes", { skip: missing("native") || missing("wasi") }, (t) => {
    const [native, wasi] = [workshop(t, "native"), workshop(t, "wasi")];
    const [there, here] = [walk(wasi), walk(native)];
    for (const step of Object.keys(here)) {
        assert.ok(there[step] === here[step], `${step} prints the same`);
    }
    assert.deepEqual(wasi.files(), native.files());
    for (const file of native.files()) {
        assert.ok(wasi.read(file).equals(native.read(file)), file);
    }
});

test("every shape and packing of a bank gives the same index", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const plain = bank.map(({ source, answer, ...rest }) => ({ ...rest, source: rest.benchmark }));
    const half = Math.floor(plain.length / 2);
    shop.write("lines.jsonl", lines(plain));
    shop.write("array.json", JSON.stringify(plain, null, 2));
    shop.write("union.json", union(bank));
    shop.write(
        "members.gz",
        Buffer.concat([gzipSync(lines(plain.slice(0, half))), gzipSync(lines(plain.slice(half)))]),
    );
    shop.write("a.jsonl", lines(plain.slice(0, half)));
    shop.write("b.jsonl", `\uFEFF${lines(plain.slice(half)).replaceAll("\n", "\r\n\r\n")}`);
    shop.must("embedder train --bank lines.jsonl --dim 32 --out e.sme");
    shop.must("index build --embedder e.sme --out lines.smx --bank lines.jsonl");
    for (const [name, args, input] of [
        ["array", "--bank array.json"],
        ["union", "--bank union.json"],
        ["members", "--bank members.gz"],
        ["pipe", "--bank -", lines(plain)],
        ["zipped pipe", "--bank -", gzipSync(lines(plain))],
        ["list", "--bank a.jsonl b.jsonl"],
        ["repeated", "--bank a.jsonl --bank b.jsonl"],
    ]) {
        shop.must(`index build --embedder e.sme --out other.smx ${args}`, { input });
        assert.ok(shop.read("other.smx").equals(shop.read("lines.smx")), name);
    }
});

test("text trains line by line", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const texts = bank.map((r) => r.question.replaceAll("\n", " "));
    shop.write("text.txt", texts.join("\n"));
    shop.write("text.gz", gzipSync(`${texts.join("\r\n\r\n")}\r\n`));
    const { err } = shop.run("embedder train --text text.txt --dim 32 --seed 5 --name mine --out a.sme");
    assert.match(err, /trained on 150 texts/);
    shop.must("embedder train --text - --dim 32 --seed 5 --name mine --out b.sme", { input: shop.read("text.gz") });
    assert.ok(shop.read("a.sme").equals(shop.read("b.sme")));
    shop.must("embedder train --text text.txt --dim 32 --seed 6 --name mine --out b.sme");
    assert.ok(!shop.read("a.sme").equals(shop.read("b.sme")));
});
