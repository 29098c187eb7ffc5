// Evaluations on made data: every figure is computed again here, from the banks or with other commands.
import assert from "node:assert/strict";
import test from "node:test";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const skip = missing("native");
const bank = records("made", 150, 1);
const dev = records("dev", 60, 2);
const models = Object.keys(dev[0].scores);
const benchmarks = ["sums", "words", "code"];
const mean = (list, of) => list.reduce((sum, item) => sum + of(item), 0) / list.length;
const near = (found, expected, what) => assert.ok(Math.abs(found - expected) < 1e-9, `${what}: ${found}, ${expected}`);

/** What a model says: its answer is right where it scored. */
const responses = dev.map(({ id, answer, scores }) => ({
    id,
    responses: Object.fromEntries(models.map((m, i) => [m, `The answer is ${scores[m] ? answer : 1000 + i}.`])),
}));

function prepare(t, target) {
    const shop = workshop(t, target);
    shop.write("bank.jsonl", lines(bank));
    shop.write("dev.jsonl", lines(dev));
    shop.write("answers.jsonl", lines(responses));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    const asked = "x.smx --embedder e.sme --bank dev.jsonl";
    return Object.assign(shop, {
        route: (more = "") => JSON.parse(shop.must(`eval route ${asked} --json ${more}`.trim())),
        select: (more = "") =>
            JSON.parse(shop.must(`eval select ${asked} --responses answers.jsonl --json ${more}`.trim())),
        refuses(args, code, pattern) {
            const result = shop.run(args);
            assert.equal(result.code, code, `${args}: ${result.err}`);
            assert.match(result.err, pattern);
        },
    });
}

test("means stand inside their intervals, which a seed repeats", { skip }, (t) => {
    const shop = prepare(t);
    for (const result of [shop.route(), shop.select()]) {
        for (const row of [result.macro, result.overall, ...Object.values(result.benchmarks)]) {
            for (const [name, [low, high]] of Object.entries(row.intervals)) {
                assert.ok(low <= row[name] && row[name] <= high, `${name} ${low} ${row[name]} ${high}`);
            }
        }
        assert.equal(result.evaluation.resamples, 2000);
        const [low, high] = result.overall.intervals.best_single;
        assert.ok(high - low > 10 && high - low < 35, "about 1.96 * 2 * 50 / sqrt(60)");
    }
    const [again, usual] = [shop.route("--seed 0 --resamples 2000"), shop.route()];
    assert.deepEqual({ ...again, made: usual.made }, usual);
    const [few, other] = [shop.route("--resamples 20"), shop.route("--resamples 20 --seed 7")];
    assert.equal(other.macro.routed, few.macro.routed);
    assert.notDeepEqual(other.macro.intervals, few.macro.intervals);
});

test("differences are paired, and compared with who is named", { skip }, (t) => {
    const shop = prepare(t);
    const { macro, overall, benchmarks: of, outcomes } = shop.route("--outcomes");
    near(overall.routed, 100 * mean(outcomes, ({ score }) => score), "outcomes");
    for (const [name, row] of Object.entries(of)) {
        const own = bank.filter((r) => r.benchmark === name);
        const best = models.toSorted((a, b) => mean(own, (r) => r.scores[b]) - mean(own, (r) => r.scores[a]))[0];
        const test = dev.filter((r) => r.benchmark === name);
        near(row.best_per_benchmark, 100 * mean(test, (r) => r.scores[best]), `best on ${name}`);
        near(row.routed_minus_best_per_benchmark, row.routed - row.best_per_benchmark, name);
    }
    const known = models.toSorted((a, b) => mean(bank, (r) => r.scores[b]) - mean(bank, (r) => r.scores[a]))[0];
    near(overall.best_of_index, 100 * mean(dev, (r) => r.scores[known]), "best of the index");
    near(macro.routed_minus_best_single, macro.routed - macro.best_single, "gain");
});

test("on sparse banks models are compared on the questions that both were run on", { skip }, (t) => {
    const shop = prepare(t);
    const sparse = records("sparse", 330, 3).map((record, i) => ({
        ...record,
        source: i % 11 < 4 ? "small" : "large",
        scores: Object.fromEntries(Object.entries(record.scores).filter((_, m) => (i + m) % 4 !== 0)),
    }));
    const route = (list, more) => {
        shop.write("sparse.jsonl", lines(list));
        const asked = "eval route x.smx --embedder e.sme --bank sparse.jsonl --json --outcomes --by source";
        return JSON.parse(shop.must(`${asked} ${more ?? ""}`.trim()));
    };
    const { overall, outcomes, sources } = route(sparse);
    const routed = new Map(outcomes.map(({ id, score }) => [id, score]));
    const gains = (list, model) =>
        list.filter(({ scores }) => model in scores).map(({ id, scores }) => 100 * (routed.get(id) - scores[model]));
    const least = (list) => models.map((m) => mean(gains(list, m), (gain) => gain)).sort((a, b) => a - b)[0];
    const own = gains(sparse, overall.best_single_model);
    near(overall.routed_minus_best_single, least(sparse), "the best of all");
    near(
        overall.routed_minus_best_single,
        mean(own, (gain) => gain),
        "the model that is named",
    );
    assert.equal(overall.counts.routed_minus_best_single, own.length);
    assert.ok(own.length >= 200 && own.length < 300);
    assert.deepEqual(
        sources.map(({ source, questions, too_few }) => [source, questions, too_few]),
        [
            ["small", 120, true],
            ["large", 210, false],
        ],
    );
    for (const { source, best_single_model, ...row } of sources) {
        const list = sparse.filter((record) => record.source === source);
        near(row.routed, 100 * mean(list, ({ id }) => routed.get(id)), source);
        assert.deepEqual([best_single_model, row.routed_minus_best_single], [undefined, null], "nobody has enough");
        assert.ok(row.counts.routed_minus_best_of_index > 0 && row.counts.routed_minus_best_single === 0);
    }
    const dense = route(sparse.map((record, i) => ({ ...record, scores: records("sparse", 330, 3)[i].scores })));
    for (const { source, ...row } of dense.sources) {
        const list = sparse.filter((record) => record.source === source);
        near(row.routed_minus_best_single, row.routed - row.best_single, source);
        assert.equal(row.counts.routed_minus_best_single, list.length);
        const [low, high] = row.intervals.routed_minus_best_single;
        assert.ok(low <= row.routed_minus_best_single && row.routed_minus_best_single <= high && low < high);
    }
    const notes = route(sparse.slice(0, 60)).evaluation.notes.join(" ");
    assert.match(notes, /Too few to compare/);
    assert.match(notes, /The index has \d+ questions and k is 400: all of them count for every question/);
    assert.doesNotMatch(dense.evaluation.notes.join(" "), /Too few/);
    const text = shop.must("eval route x.smx --embedder e.sme --bank sparse.jsonl --by source --report r.html");
    assert.match(text, /\n {2}small .*none \(too few to compare\)\n/);
    assert.match(shop.read("r.html").toString(), /By source[\s\S]*none \(too few to compare\)/);
    shop.refuses("eval route x.smx --embedder e.sme --bank dev.jsonl --by kind", 2, /--by is "source"/);
});

test("two results are compared question by question", { skip }, (t) => {
    const shop = prepare(t);
    const one = shop.route("--n 1 --outcomes --models Allrounder-70B");
    const two = shop.route("--outcomes --title routed");
    shop.write("one.json", JSON.stringify(one));
    shop.write("two.json", JSON.stringify({ ...two, outcomes: two.outcomes.toReversed() }));
    const result = JSON.parse(shop.must("eval compare one.json two.json --any-pool --json"));
    assert.equal(result.questions, 60);
    near(result.overall.b_minus_a, two.overall.routed - one.overall.routed, "difference");
    const a = new Map(one.outcomes.map(({ id, score }) => [id, score]));
    const count = (of) => two.outcomes.filter(({ id, score }) => of(score - a.get(id))).length;
    const all = result.sign_tests.at(-1);
    assert.deepEqual([all.benchmark, all.better, all.worse], [null, count((d) => d > 0), count((d) => d < 0)]);
    assert.ok(all.p > 0 && all.p < 0.05 && result.overall.intervals.b_minus_a[0] > 0, JSON.stringify(all));
    assert.deepEqual(
        result.sign_tests.slice(0, 3).map(({ benchmark }) => benchmark),
        benchmarks,
    );
    const same = JSON.parse(shop.must("eval compare one.json one.json --json"));
    assert.deepEqual([same.overall.b_minus_a, same.sign_tests.at(-1).p], [0, 1]);
    assert.doesNotMatch(result.evaluation.notes.join(" "), /different banks|--leave-out/);
    const dev = shop.read("dev.jsonl");
    shop.write("dev.jsonl", dev.toString().replace("?", "? Say why."));
    shop.write("three.json", JSON.stringify(shop.route("--outcomes --leave-out question")));
    shop.write("dev.jsonl", dev);
    assert.match(
        JSON.parse(shop.must("eval compare two.json three.json --json")).evaluation.notes.join(" "),
        /different banks \(A: dev\.jsonl [0-9a-f]{16}; B: dev\.jsonl [0-9a-f]{16}\).*--leave-out: A nothing, B question/,
    );
    assert.match(shop.must("eval compare one.json two.json --any-pool"), /B: routed\n[\s\S]*overall +\d+ +\d+ +\d/);
});

test("results that are not of the same questions are refused", { skip }, (t) => {
    const shop = prepare(t);
    const whole = shop.route("--outcomes");
    const write = (name, outcomes) => shop.write(name, JSON.stringify({ ...whole, outcomes }));
    write("whole.json", whole.outcomes);
    write("fewer.json", whole.outcomes.slice(2));
    write("other.json", [{ ...whole.outcomes[0], benchmark: "elsewhere" }, ...whole.outcomes.slice(1)]);
    write("twice.json", [...whole.outcomes, whole.outcomes[5]]);
    write("odd.json", [{ ...whole.outcomes[0], score: "1" }]);
    shop.write("none.json", JSON.stringify(shop.route()));
    const lacks =
        /the two results are not about the same questions \(2 of 60 only in whole.json, the first is dev\/0\)/;
    const others = whole.outcomes.map((outcome, i) => (i < 3 ? { ...outcome, id: `x/${i}` } : outcome));
    write("others.json", others);
    shop.refuses(
        "eval compare whole.json others.json",
        1,
        /\(3 of 60 only in whole.json, the first is dev\/0; 3 of 60 only in others.json, the first is x\/0\)/,
    );
    shop.refuses("eval compare whole.json fewer.json", 1, lacks);
    shop.refuses("eval compare fewer.json whole.json", 1, lacks);
    shop.refuses("eval compare whole.json other.json", 1, /another benchmark than in the first result \(dev\/0\)/);
    shop.refuses("eval compare whole.json twice.json", 1, /stands twice among the outcomes \(dev\/5\)/);
    shop.refuses("eval compare whole.json odd.json", 1, /odd.json: .*score/);
    shop.refuses("eval compare whole.json none.json", 1, /write it with --json --outcomes/);
    shop.refuses("eval compare whole.json bank.jsonl", 1, /bank.jsonl:2:1/);
    shop.refuses("eval compare whole.json", 2, /an argument is missing/);
    shop.refuses("eval compare whole.json whole.json --resamples 100001", 2, /--resamples is at most 100000/);
    shop.refuses("eval route x.smx --embedder e.sme --bank dev.jsonl --outcomes", 2, /--outcomes needs --json/);
});

test("results of different pools are compared only when asked, and both sides are named", { skip }, (t) => {
    const shop = prepare(t);
    shop.write("all.json", JSON.stringify(shop.route("--outcomes")));
    shop.write("two.json", JSON.stringify(shop.route("--outcomes --models Adder-7B,Coder-7B")));
    shop.write("other.json", JSON.stringify(shop.route("--outcomes --models Adder-7B,Speller-7B")));
    const { models: _, ...old } = shop.route("--outcomes");
    shop.write("old.json", JSON.stringify(old));
    shop.refuses(
        "eval compare all.json two.json",
        1,
        /different models \(2 only in all.json: Speller-7B, Allrounder-70B\)/,
    );
    const sides = /\(1 only in two.json: Coder-7B; 1 only in other.json: Speller-7B\)/;
    shop.refuses("eval compare two.json other.json", 1, sides);
    const { evaluation, compared } = JSON.parse(shop.must("eval compare two.json other.json --any-pool --json"));
    assert.match(evaluation.notes.join(" "), sides);
    assert.deepEqual(
        compared.map(({ file, models, settings }) => [file, models.length, settings.mode]),
        [
            ["two.json", 2, "robust"],
            ["other.json", 2, "robust"],
        ],
    );
    assert.match(shop.must("eval compare all.json old.json"), /old.json does not say which models/);
    const far = { ...old, models: _, settings: { ...old.settings, index: "0".repeat(16) } };
    shop.write("far.json", JSON.stringify(far));
    assert.match(shop.must("eval compare all.json far.json"), /of different indexes or embedders/);
    assert.doesNotMatch(shop.must("eval compare all.json all.json"), /different/);
});

test("test questions that the index holds are told and can be left out", { skip }, (t) => {
    const shop = prepare(t);
    // As made, under other ids, and with words that the index has not met.
    const renamed = bank.map((record) => ({ ...record, id: `again/${record.id}` }));
    const mixed = [...bank.slice(0, 10), ...renamed.slice(10, 30), ...records("new", 30, 9)];
    const distinct = new Set(bank.map(({ question }) => question));
    const repeated = mixed.slice(30).filter(({ question }) => distinct.has(question)).length;
    shop.write("mixed.jsonl", lines(mixed));
    shop.must("index build --bank bank.jsonl --embedder e.sme --with-text --out text.smx");
    const route = (index, file, more = "") =>
        JSON.parse(shop.must(`eval route ${index} --embedder e.sme --bank ${file} --json ${more}`.trim()));
    const part = route("text.smx", "mixed.jsonl").in_index;
    assert.deepEqual([part.by_id, part.by_text, part.hidden], [10, 30 + repeated, false]);
    assert.ok(part.by_vector >= part.by_text && part.questions === part.by_vector);
    assert.equal(route("x.smx", "mixed.jsonl").in_index.by_text, null);
    // Words by chance, and one model is right, by chance: only who has seen the question knows.
    const chance = Array.from({ length: 150 }, (_, i) => ({
        id: `chance/${i}`,
        benchmark: "chance",
        question: Array.from({ length: 6 }, (_, j) => `w${(i * 7919 + j * j * 104729 + i * i * j) % 211}`).join(" "),
        scores: Object.fromEntries(models.map((model, m) => [model, (i * i * 31 + i * 17) % 4 === m ? 1 : 0])),
    }));
    shop.write("own.jsonl", lines(chance));
    shop.must("embedder train --bank own.jsonl --dim 32 --out own.sme");
    shop.must("index build --bank own.jsonl --embedder own.sme --out own.smx");
    const own = (more) =>
        JSON.parse(
            shop.must(
                `eval route own.smx --embedder own.sme --bank own.jsonl --mode paper --k 1 --json ${more}`.trim(),
            ),
        );
    const [seen, hidden] = [own(""), own("--leave-out question")];
    assert.equal(seen.in_index.questions, 150);
    assert.deepEqual([hidden.in_index.questions, hidden.in_index.hidden], [150, true]);
    assert.ok(seen.overall.routed > hidden.overall.routed + 20, `${seen.overall.routed} ${hidden.overall.routed}`);
    assert.match(
        seen.evaluation.notes[0],
        /^150 of the 150 test questions are in the index: 150 by id, 150 by vector .*flatters/,
    );
    assert.match(hidden.evaluation.notes.join(" "), /They were hidden.*without it and the rest of its fold/);
    const text = shop.must("eval route own.smx --embedder own.sme --bank own.jsonl --report own.html");
    assert.match(text, /150 of the 150 test questions are in the index/);
    assert.match(shop.read("own.html").toString(), /150 of the 150 test questions are in the index/);
    const none = lines(dev.map((record) => ({ ...record, question: `${record.question} Say why, briefly.` })));
    shop.write("none.jsonl", none);
    assert.match(
        route("text.smx", "none.jsonl").evaluation.notes[0],
        /^None of the test questions .* by id, text or by vector/,
    );
    // What is not in the index is routed by all of it.
    const whole = route("x.smx", "none.jsonl", "--k 5");
    const left = route("x.smx", "none.jsonl", "--k 5 --leave-out question");
    assert.deepEqual(left.overall, whole.overall);
    assert.equal(shop.select("--leave-out question").in_index.hidden, true);
});

test("leaving a question out is an index without its fold", { skip }, (t) => {
    const shop = prepare(t);
    const unique = [...new Map(bank.map((record) => [record.question, record])).values()];
    shop.write("unique.jsonl", lines(unique));
    shop.must("index build --bank unique.jsonl --embedder e.sme --out u.smx");
    const vectors = shop.must("embed e.sme --bank unique.jsonl --json").trim().split("\n");
    if (new Set(vectors).size !== unique.length) {
        t.skip("two texts have one vector");
        return;
    }
    const asked = "--embedder e.sme --k 9 --json --outcomes";
    const hidden = JSON.parse(shop.must(`eval route u.smx ${asked} --bank unique.jsonl --leave-out question`));
    const fold = (i) => i % 20;
    for (const which of [0, 7]) {
        shop.write("rest.jsonl", lines(unique.filter((_, i) => fold(i) !== which)));
        shop.write("fold.jsonl", lines(unique.filter((_, i) => fold(i) === which)));
        shop.must("index build --bank rest.jsonl --embedder e.sme --out rest.smx");
        const { outcomes } = JSON.parse(shop.must(`eval route rest.smx ${asked} --bank fold.jsonl`));
        assert.deepEqual(
            outcomes,
            hidden.outcomes.filter((_, i) => fold(i) === which),
        );
    }
});

test("a result says how it was made", { skip }, (t) => {
    const shop = prepare(t);
    const fnv = (bytes) => {
        let digest = 14695981039346656037n;
        for (const byte of bytes) {
            digest = BigInt.asUintN(64, (digest ^ BigInt(byte)) * 1099511628211n);
        }
        return digest.toString(16).padStart(16, "0");
    };
    const asked = ["eval", "route", "x.smx", "--embedder", "e.sme", "--bank", "dev.jsonl", "--n", "2", "--json"];
    const { made, settings, models: chosen } = JSON.parse(shop.must(asked));
    assert.equal(`smacs ${made.version}\n`, shop.must("--version"));
    assert.equal(shop.must("-V"), shop.must("--version"));
    assert.equal(made.date, "2023-11-14T22:13:20Z", "of SOURCE_DATE_EPOCH");
    assert.deepEqual(made.command, ["smacs", ...asked]);
    assert.deepEqual(
        made.files,
        ["x.smx", "e.sme", "dev.jsonl"].map((file) => {
            const bytes = shop.read(file);
            return { file, bytes: bytes.length, fnv1a: fnv(bytes) };
        }),
    );
    const info = JSON.parse(shop.must("index info x.smx --json"));
    assert.equal(settings.index, info.digest);
    assert.deepEqual([settings.mode, settings.n, settings.k, settings.leave_out], ["robust", 2, 400, null]);
    assert.deepEqual(chosen.toSorted(), models.toSorted());
    const select = shop.select("--pace fast --n 3");
    assert.deepEqual([select.settings.pace, select.settings.n, select.settings.early_stop], ["fast", 3, true]);
    assert.deepEqual(
        select.made.files.map(({ file }) => file),
        ["x.smx", "e.sme", "answers.jsonl", "dev.jsonl"],
    );
    shop.must([...asked.slice(0, -1), "--title", "it's one", "--report", "r.html"]);
    const html = shop.read("r.html").toString();
    assert.match(html, /How this result was made/);
    assert.match(html, /smacs eval route x\.smx .* --title 'it'\\''s one' --report r\.html/);
    for (const { file, fnv1a } of made.files) {
        assert.ok(html.includes(file) && html.includes(fnv1a), file);
    }
});

test("each evaluation has help with an example", { skip }, (t) => {
    const shop = workshop(t);
    for (const words of [
        "eval route",
        "eval select",
        "eval certainty",
        "eval extract",
        "eval compare",
        "eval report",
    ]) {
        assert.match(shop.must(`${words} --help`), new RegExp(`^smacs ${words}: [\\s\\S]*example:\n  smacs ${words} `));
    }
});

test("calibration: Brier scores, bins and baselines", { skip }, (t) => {
    const shop = prepare(t);
    const { calibration: c } = shop.route("--calibration --k 20");
    const priors = dev.map(
        ({ question }) =>
            JSON.parse(
                shop.must(["route", "x.smx", "--embedder", "e.sme", "--question", question, "--k", "20", "--json"]),
            ).priors,
    );
    const brier = (prior) => mean(dev, (r) => mean(models, (m) => (prior(r, m) - r.scores[m]) ** 2));
    const prior = (r, m) => priors[dev.indexOf(r)][m];
    const own = (_, m) => mean(bank, (r) => r.scores[m]);
    const there = (r, m) =>
        mean(
            bank.filter(({ benchmark }) => benchmark === r.benchmark),
            (b) => b.scores[m],
        );
    near(c.overall.brier, brier(prior), "priors");
    near(c.overall.brier_model_mean, brier(own), "means");
    near(c.overall.brier_benchmark_mean, brier(there), "means on benchmarks");
    near(c.overall.brier_minus_model_mean, brier(prior) - brier(own), "difference");
    const cut = (s) => Math.min(0.999, Math.max(0.001, s));
    const loss = (r, m) => -Math.log(r.scores[m] ? cut(prior(r, m)) : 1 - cut(prior(r, m)));
    near(
        c.overall.log_loss,
        mean(dev, (r) => mean(models, (m) => loss(r, m))),
        "log loss",
    );
    const pairs = dev.flatMap((r) => models.map((m) => [prior(r, m), r.scores[m]]));
    assert.equal(c.bins.length, 10);
    for (const { from, to, count, mean_prior, share_right } of c.bins) {
        const inside = pairs.filter(([s]) => s >= from && (s < to || to === 1));
        assert.equal(count, inside.length);
        if (count > 0) {
            near(
                mean_prior,
                mean(inside, ([s]) => s),
                "mean prior",
            );
            near(
                share_right,
                mean(inside, ([, y]) => y),
                "share right",
            );
        } else {
            assert.equal(mean_prior, null);
        }
    }
    assert.equal(c.coverage.cells, 12);
    assert.ok(c.coverage.within_1 <= c.coverage.within_2);
    shop.refuses(
        "eval route x.smx --embedder e.sme --bank dev.jsonl --mode paper --calibration",
        2,
        /--calibration needs --mode robust/,
    );
});

test("accuracy against cost needs prices, and ends at alpha 1", { skip }, (t) => {
    const shop = prepare(t);
    const asked = "eval route x.smx --embedder e.sme --bank dev.jsonl";
    shop.refuses(`${asked} --curve`, 1, /no price of its models is known/);
    shop.refuses(`${asked} --sizes`, 2, /--catalog and --sizes are for --curve/);
    const prices = { "Adder-7B": 1, "Speller-7B": 1, "Coder-7B": 2, "Allrounder-70B": 10 };
    shop.write("costs.json", JSON.stringify(prices));
    const plain = shop.route();
    const { cost_curve: curve, overall } = shop.route("--curve --costs costs.json");
    assert.deepEqual(overall, plain.overall);
    assert.deepEqual([curve.priced, curve.by_size, curve.unknown], [4, 0, 0]);
    const [first, last] = [curve.points[0], curve.points.at(-1)];
    assert.equal(last.alpha, 1);
    near(last.overall.routed, plain.overall.routed, "alpha 1");
    assert.ok(first.overall.cost <= last.overall.cost && first.overall.cost >= 1);
    for (const { model, cost, score } of curve.models) {
        assert.equal(cost, prices[model]);
        near(score, 100 * mean(dev, (r) => r.scores[model]), model);
    }
    const catalog = [
        {
            name: "Adder-7B",
            ids: { s: "adder" },
            prices: [{ service: "s", input: 1, output: 2, on: "2026-01-01" }],
            parameters_b: 7,
        },
        { name: "Coder-7B", parameters_b: 7 },
    ];
    shop.write("catalog.json", JSON.stringify(catalog));
    const bySize = shop.route("--curve --catalog catalog.json --sizes").cost_curve;
    assert.deepEqual([bySize.priced, bySize.by_size, bySize.unknown], [1, 1, 2]);
    const costs = Object.fromEntries(bySize.models.map(({ model, cost }) => [model, cost]));
    assert.deepEqual(Object.keys(costs).sort(), ["Adder-7B", "Coder-7B"]);
    near(costs["Adder-7B"], 3, "price");
    near(costs["Coder-7B"], 0.24, "size");
});

test("leaving a benchmark out is an index without it", { skip }, (t) => {
    const shop = prepare(t);
    const hidden = shop.route("--leave-out benchmark --k 20");
    const kept = shop.select("--leave-out benchmark --k 20");
    for (const name of benchmarks) {
        shop.write("rest.jsonl", lines(bank.filter(({ benchmark }) => benchmark !== name)));
        shop.write("own.jsonl", lines(dev.filter(({ benchmark }) => benchmark === name)));
        shop.must("index build --bank rest.jsonl --embedder e.sme --out rest.smx");
        const asked = "rest.smx --embedder e.sme --bank own.jsonl --k 20 --json";
        const rest = JSON.parse(shop.must(`eval route ${asked}`));
        near(hidden.benchmarks[name].routed, rest.overall.routed, name);
        near(hidden.benchmarks[name].best_of_index, rest.overall.best_of_index, name);
        const selected = JSON.parse(shop.must(`eval select ${asked} --responses answers.jsonl`));
        near(kept.benchmarks[name].kept, selected.overall.kept, name);
    }
    assert.notEqual(hidden.macro.routed, shop.route("--k 20").macro.routed);
    const byCategory = shop.route("--leave-out category --k 20");
    assert.deepEqual(byCategory.macro, hidden.macro, "a category for each benchmark");
    shop.write("sums.jsonl", lines(bank.filter(({ benchmark }) => benchmark === "sums")));
    shop.must("index build --bank sums.jsonl --embedder e.sme --out sums.smx");
    const all = "eval route sums.smx --embedder e.sme --bank dev.jsonl --leave-out";
    shop.refuses(`${all} benchmark`, 1, /nothing is left of the index without the questions of this kind \(sums\)/);
    shop.refuses(`${all} rows`, 2, /--leave-out is "benchmark", "category" or "question", not "rows"/);
});

test("reliability: every certainty is in a bin, or has a reason why there is none", { skip }, (t) => {
    const shop = prepare(t);
    const { reliability, questions } = shop.select();
    const { bins, unknown, ece, brier } = reliability;
    const counted = bins.reduce((sum, bin) => sum + bin.questions, 0);
    assert.equal(counted, reliability.questions);
    assert.equal(counted + Object.values(unknown).reduce((sum, count) => sum + count, 0), questions);
    near(ece, bins.reduce((sum, b) => sum + b.questions * Math.abs(b.shown - b.right), 0) / counted, "ece");
    assert.ok(counted > 0 && brier > 0 && brier < 0.25);
    const text = shop.must("eval select x.smx --embedder e.sme --bank dev.jsonl --responses answers.jsonl");
    assert.match(text, /certainty of the kept answer, \d+ questions\n {2}ece \d/);
    shop.write("s.json", JSON.stringify(shop.select()));
    shop.must("eval report s.json --out r.html");
    assert.match(shop.read("r.html").toString(), /Reliability of the certainty/);
});

test("a referee changes what is kept only where it is called, and the stronger the better", { skip }, (t) => {
    const shop = prepare(t);
    const verdicts = ["A>B,A>B,A>B", "A>B,A>B,B>A", "B>A,B>A,B>A", "B>A,A=B,", "A>B,B>A,B>A"];
    const table = verdicts.flatMap((line) => [`x,good,${line}`, `x,idle,A>B,A=B,A=B`]);
    shop.write("verdicts.csv", `pair,judge,label,first_order,second_order\n${table.join("\n")}\n`);
    const { referee, referee_gate: gate, macro } = shop.select("--referee .2,.9,1,good --verdicts verdicts.csv");
    assert.deepEqual(
        referee.map(({ judge }) => judge),
        [".2", ".9", "1", "good"],
    );
    for (const { macro: of } of referee) {
        near(of.gain, of.kept - macro.kept, "gain");
        assert.ok(of.changed <= of.called);
    }
    const [weak, fair, perfect] = referee.map(({ macro: of }) => of);
    assert.equal(weak.called, 0);
    assert.ok(fair.called > 0 && fair.called <= perfect.called);
    assert.ok(perfect.gain > 0 && perfect.gain >= fair.gain);
    const whole = gate.filter(({ benchmark, from, to }) => benchmark && from === 0 && to === 1);
    const bins = gate.filter(({ benchmark }) => !benchmark);
    const count = (rows, of) => rows.reduce((sum, row) => sum + row.questions * of(row), 0);
    for (const of of [() => 1, (row) => row.kept_right, (row) => row.next_right, (row) => row.rule]) {
        near(count(bins, of), count(whole, of), "benchmarks and bins sum to the same");
    }
    assert.ok(count(whole, () => 1) > 0 && whole.every(({ rule }) => rule > 0 && rule < 1));
    for (const { kept_right: kept, next_right: next, break_even: even } of gate) {
        near(even ?? 0, kept + next > 0 ? kept / (kept + next) : 0, "break-even");
    }
    near(referee[3].expected, 2 / 3 - Math.sqrt(2 / 9 / 3), "two of three that agree, less the error");
    const select = "eval select x.smx --embedder e.sme --bank dev.jsonl --responses answers.jsonl --referee";
    assert.match(shop.must(`${select} .7`), /with a referee whose verdicts are composed[\s\S]*where a referee can pay/);
    shop.write("judged.json", JSON.stringify(shop.select("--referee .9")));
    shop.must("eval report judged.json --out judged.html");
    assert.match(shop.read("judged.html").toString(), /<h3>With a referee<\/h3>[\s\S]*<th scope="row">\.9<\/th>/);
    assert.match(shop.read("judged.html").toString(), /<h3>Where a referee can pay<\/h3>/);
    shop.refuses(`${select} 1.5`, 1, /strengths from 0 to 1; names of judges need --verdicts/);
    shop.refuses(`${select} idle --verdicts verdicts.csv`, 1, /no two verdicts of this judge agree/);
    shop.refuses(`${select} good --verdicts bank.jsonl`, 1, /has to name the columns/);
});

test("accuracy against calls is that of each setting by itself", { skip }, (t) => {
    const shop = prepare(t);
    const { calls_curve: curve } = shop.select("--calls-curve");
    const settings = [
        "--mode route --n 1",
        "--n 3",
        "--n 5",
        "--n 7",
        "--n 7 --early-stop",
        "--mode auto --early-stop",
    ];
    assert.equal(curve.length, settings.length);
    for (const [i, setting] of settings.entries()) {
        const alone = shop.select(setting);
        for (const figure of ["kept", "majority", "calls", "kept_minus_best_single"]) {
            near(curve[i].macro[figure], alone.macro[figure], `${setting}: ${figure}`);
            near(curve[i].overall[figure], alone.overall[figure], `${setting}: ${figure}`);
        }
    }
    assert.deepEqual(
        curve.slice(0, 3).map(({ macro }) => macro.calls),
        [1, 3, 4],
    );
});

test("a report stands by itself, whatever a title holds", { skip }, (t) => {
    const shop = prepare(t);
    const title = '<script>alert("1")</script> & more';
    const asked = ["x.smx", "--embedder", "e.sme", "--bank", "dev.jsonl", "--title", title, "--report"];
    shop.write("costs.json", JSON.stringify({ "Adder-7B": 1, "Allrounder-70B": 10 }));
    shop.must(["eval", "route", ...asked, "route.html", "--calibration", "--curve", "--costs", "costs.json"]);
    const [route, select] = [shop.route("--outcomes"), shop.select("--outcomes --calls-curve")];
    shop.write("route.json", JSON.stringify(route));
    shop.write("select.json", JSON.stringify(select));
    shop.write("compare.json", shop.must("eval compare route.json select.json --json"));
    shop.must("eval report route.json select.json compare.json --out all.html");
    for (const [name, charts] of [
        ["route.html", 3],
        ["all.html", 5],
    ]) {
        const html = shop.read(name).toString();
        assert.doesNotMatch(
            html,
            /<script|<link|<img|<iframe|@import|\bsrc=|\bhref="[^#]|url\(|https?:|\bnan\b|\binf\b/i,
            name,
        );
        assert.equal(html.match(/<svg /g).length, charts);
        assert.equal(
            html.match(/<svg [^>]*role="img"[^>]*><title id="[^"]+">[^<]+<\/title><desc id="[^"]+">/g).length,
            charts,
        );
        for (const tag of [
            "svg",
            "table",
            "section",
            "details",
            "summary",
            "a",
            "div",
            "tr",
            "td",
            "th",
            "main",
            "ul",
            "desc",
            "title",
        ]) {
            const count = (pattern) => (html.match(new RegExp(pattern, "g")) ?? []).length;
            assert.equal(count(`<${tag}[ >]`), count(`</${tag}>`), tag);
        }
    }
    assert.match(shop.read("route.html").toString(), /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; more/);
    shop.write("strange.json", "{}");
    shop.refuses("eval report strange.json --out no.html", 1, /this is no result of smacs eval/);
    assert.ok(!shop.files().includes("no.html"));
    // Whatever a result says, a page comes of it or an error, and nothing else.
    const whole = JSON.stringify({ ...select, ...shop.route("--calibration --curve --costs costs.json") });
    for (const odd of ["null", "-1e308", "1e308", '"x"', "[]", '{"name": 1}', "true"]) {
        for (const member of ["digits", "name", "words", "routed", "intervals", "cost", "count", "points", "calls"]) {
            const pattern = new RegExp(`"${member}":("[^"]*"|[-\\d.e]+)`, "g");
            shop.write("odd.json", whole.replace(pattern, `"${member}":${odd}`));
            const { code, err } = shop.run("eval report odd.json --out odd.html");
            assert.ok(code === 0 || (code === 1 && /the page could not be made/.test(err)), `${member} ${odd}: ${err}`);
        }
    }
});

test("evaluations have the same bytes under WASI", { skip: skip || missing("wasi") }, (t) => {
    const [native, wasi] = [prepare(t), prepare(t, "wasi")];
    for (const shop of [native, wasi]) {
        const asked = "x.smx --embedder e.sme --bank dev.jsonl";
        shop.write("costs.json", JSON.stringify({ "Adder-7B": 1, "Allrounder-70B": 10 }));
        const more = "--calibration --curve --costs costs.json --leave-out benchmark --report r.html --json";
        shop.write("r.json", shop.must(`eval route ${asked} ${more}`));
        shop.write("s.json", shop.must(`eval select ${asked} --responses answers.jsonl --calls-curve --json`));
    }
    for (const file of ["r.json", "s.json", "r.html"]) {
        assert.ok(native.read(file).equals(wasi.read(file)), file);
    }
});
