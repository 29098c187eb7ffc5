// Making an index in a worker: the same bytes as from the command, progress, cancelling, and what is wrong where.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { addColumn, addModels, addRows, buildIndex, Embedder, ScoreIndex, Smacs } from "smacs";
import { coreBytes, files, needsFiles, smacs, withCode } from "./support.mjs";

const shared = fileURLToPath(new URL("../../../shared/bank/", import.meta.url));
const realBank = `${shared}zeroeval.bank.jsonl.gz`;

const embedder = () => files().bytes("default.sme");
const catalog = () => readFileSync(files().file("catalog.json"), "utf8");
/** The bank of the other tests, as the command reads it. */
const bank = () => new File([files().bytes("bank.jsonl")], "bank.jsonl");
const lines = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** What the command makes of a text. */
function command(text, name, ...more) {
    const file = files().file;
    writeFileSync(file(name), text);
    smacs("index", "build", "--bank", file(name), "--embedder", file("default.sme"), ...more, "--out", file("cli.smx"));
    return files().bytes("cli.smx");
}

function assertSame(made, wanted) {
    assert.ok(Buffer.from(made).equals(Buffer.from(wanted)), `${made.length} bytes made, ${wanted.length} wanted`);
}

describe("builder", needsFiles, () => {
    test("a bank gives the file that the command makes of it", async () => {
        assertSame(await buildIndex({ embedder: embedder(), banks: [bank()] }), files().bytes("plain-default.smx"));
        const more = { withText: true, catalog: catalog() };
        assertSame(await buildIndex({ embedder: embedder(), banks: [bank()], ...more }), files().bytes("default.smx"));
    });

    test("a card needs an index that holds a fit to published scores", async () => {
        const index = files().bytes("default.smx");
        const models = [{ name: "dee", family: "Owl", parameters_b: 7 }];
        await assert.rejects(addModels({ index, models }), withCode("argument"));
        assertSame(await addModels({ index, models: [] }), index);
    });

    test("rows are added as the command merges an index of them, with models that only they name", async () => {
        const { file, bank: known } = files();
        const own = { id: "mine", question: "how many of my birds swim", scores: { ada: 0, zoe: 1 } };
        const more = { ...known[0], scores: { zoe: 1 } };
        const index = files().bytes("plain-default.smx");
        const rows = new File([lines([own, more])], "marks.jsonl");
        const made = await addRows({ index, embedder: embedder(), banks: [rows] });
        writeFileSync(file("rows.smx"), command(lines([own, more]), "marks.jsonl", "--no-keywords"));
        smacs("index", "merge", file("plain-default.smx"), file("rows.smx"), "--out", file("merged.smx"));
        assertSame(made, files().bytes("merged.smx"));
        const core = await Smacs.load(coreBytes());
        const merged = await ScoreIndex.load(core, made);
        assert.equal(merged.info.questions, known.length + 1);
        assert.equal(merged.info.models.find(({ name }) => name === "zoe")?.scored, 2);
        core.dispose();
        const damaged = { index: index.slice(0, 900), embedder: embedder(), banks: [rows] };
        await assert.rejects(addRows(damaged), withCode("truncated"));
    });

    test("gzip, addresses and several banks too", async () => {
        const half = Math.floor(files().bank.length / 2);
        const [first, second] = [files().bank.slice(0, half), files().bank.slice(half)].map(lines);
        const parts = [new Blob([gzipSync(first)]), { name: "bank", source: new TextEncoder().encode(second) }];
        const wanted = files().bytes("plain-default.smx");
        assertSame(await buildIndex({ embedder: embedder(), banks: parts }), wanted);
        // As `cat`, bgzip and tar leave it: several members, an empty one among them, zeros between and behind.
        const members = [gzipSync(first), gzipSync(""), new Uint8Array(512), gzipSync(second), new Uint8Array(1024)];
        assertSame(await buildIndex({ embedder: embedder(), banks: [new Blob(members)] }), wanted);
        const cut = new Blob([gzipSync(first), gzipSync(second).subarray(0, -9)]);
        await assert.rejects(buildIndex({ embedder: embedder(), banks: [cut] }), withCode("truncated"));
        const address = (name) => new URL(name, files().address);
        assertSame(await buildIndex({ embedder: address("default.sme"), banks: [address("bank.jsonl")] }), wanted);
    });

    test("every shape of bank, with ids made as the command makes them", async () => {
        const scores = { ada: 1, ben: 0.5 };
        const union = { question: "birds that swim", src: "made", model_res: { ada: { is_correct: true } } };
        const shapes = {
            "queries.jsonl": lines([{ query: "how many apples remain", records: scores }]),
            "union.json": JSON.stringify({ one: union, two: { ...union, question: "sort the list" } }),
            "list.json": JSON.stringify([union]),
            "unscored.jsonl": lines([
                { question: "no one was asked", scores: {} },
                { question: "ben was", scores },
            ]),
        };
        for (const [name, text] of Object.entries(shapes)) {
            const made = await buildIndex({ embedder: embedder(), banks: [new File([text], name)] });
            assertSame(made, command(text, name));
        }
    });

    test("progress counts bytes and questions, those without a score, and those with the text of another", async () => {
        const told = [];
        const records = [
            ...files().bank,
            { ...files().bank[0], id: "again" },
            { question: "no one was asked", scores: {} },
        ];
        const packed = gzipSync(lines(records));
        await buildIndex({
            embedder: embedder(),
            banks: [new Blob([packed])],
            onProgress: (progress) => told.push(progress),
        });
        assert.deepEqual(told[0], { loaded: 0, total: packed.length, questions: 0, unscored: 0, repeated: 0 });
        const all = packed.length;
        assert.deepEqual(told.at(-1), { loaded: all, total: all, questions: records.length, unscored: 1, repeated: 1 });
    });

    test("an error of a bank names line and column", async () => {
        const good = JSON.stringify(files().bank[0]);
        const build = (text) => buildIndex({ embedder: embedder(), banks: [new Blob([text])] });
        await assert.rejects(build(`${good}\n{"question": oops}\n`), withCode("syntax", { line: 2, column: 14 }));
        await assert.rejects(
            build(`${good}\n\n  {"scores": {"ada": 1}}\n`),
            withCode("schema", { line: 3, column: 3 }),
        );
        const changed = { ...files().bank[0], scores: { ada: 0.5 } };
        await assert.rejects(build(`${good}\n${JSON.stringify(changed)}`), withCode("duplicate", { line: 2 }));
        await assert.rejects(build(lines([{ id: "a", score: 1 }])), withCode("schema", { line: 1 }));
        await assert.rejects(build(""), withCode("empty"));
        for (const [bytes, said] of [
            ["PK\x03\x04\x14\0", /zip archive: unpack it/],
            [`PAR1${"\0".repeat(20)}`, /Parquet file: convert it/],
            [Buffer.from(`\ufeff${good}`, "utf16le"), /UTF-16: save it as UTF-8/],
            [Buffer.from('{"id": "\xe9"}', "latin1"), /not UTF-8/],
        ]) {
            await assert.rejects(build(bytes), (error) => error.code === "syntax" && said.test(error.message));
        }
        const packed = gzipSync(lines(files().bank));
        await assert.rejects(build(packed.subarray(0, packed.length / 2)), withCode("truncated"));
        await assert.rejects(
            buildIndex({ embedder: files().bytes("default.smx"), banks: [bank()] }),
            withCode("magic"),
        );
        await assert.rejects(buildIndex({ embedder: embedder(), banks: [bank()], catalog: "{}" }), withCode("schema"));
        await assert.rejects(
            buildIndex({ embedder: embedder(), banks: [bank()], module: coreBytes() }),
            withCode("module"),
        );
    });

    test("aborting ends the worker", async () => {
        const worker = new Worker(new URL(import.meta.resolve("smacs/builder-worker")));
        const ended = new Promise((resolve) => worker.once("exit", resolve));
        const controller = new AbortController();
        const building = buildIndex({
            embedder: embedder(),
            banks: [bank()],
            signal: controller.signal,
            worker,
            onProgress: () => controller.abort(new Error("enough")),
        });
        await assert.rejects(building, /enough/);
        await ended;
        await assert.rejects(buildIndex({ embedder: embedder(), banks: [], signal: controller.signal }), /enough/);
    });

    test("a crashing worker rejects", async () => {
        const worker = new Worker(new URL(import.meta.resolve("smacs/builder-worker")));
        const building = buildIndex({ embedder: embedder(), banks: [bank()], worker });
        const rejected = assert.rejects(building, withCode("crash"));
        await worker.terminate();
        await rejected;
    });
});

describe("a further column", needsFiles, () => {
    const scoresOf = (count) =>
        lines(
            files()
                .bank.slice(0, count)
                .map(({ id }, at) => ({ id, score: at % 2 })),
        );
    const add = (scores, more = {}) =>
        addColumn({ index: files().bytes("default.smx"), name: "dee", scores: new Blob([scores]), ...more });
    const wanted = (scores, name, ...more) => {
        const file = files().file;
        writeFileSync(file("scores.jsonl"), scores);
        const from = [file("default.smx"), "--model", name, "--scores", file("scores.jsonl")];
        smacs("index", "add", ...from, ...more, "--out", file("added.smx"));
        return files().bytes("added.smx");
    };

    test("gives the file that the command makes", async () => {
        assertSame(await add(scoresOf(30)), wanted(scoresOf(30), "dee"));
        const bankOfDee = lines(files().bank.map((record) => ({ ...record, scores: { dee: 0.25, ada: 1 } })));
        assertSame(await add(bankOfDee), wanted(bankOfDee, "dee"));
    });

    test("finds a model by its other names, and overwrites only when told to", async () => {
        const text = scoresOf(40);
        await assert.rejects(add(text, { name: "ada:1b" }), withCode("duplicate", { line: 1 }));
        const replaced = await add(text, { name: "ada:1b", replace: true });
        assertSame(replaced, wanted(text, "ada:1b", "--replace"));
    });

    test("can be routed with", async () => {
        const core = await Smacs.load();
        const index = ScoreIndex.open(core, await add(lines(files().bank.map(({ id }) => ({ id, score: 1 })))));
        const route = index.route(Embedder.open(core, embedder()), "birds that swim", { n: 5 });
        assert.ok(route.panel.includes("dee"));
        assert.deepEqual(
            index.info.models.find(({ name }) => name === "dee"),
            {
                name: "dee",
                mean: 1,
                scored: files().bank.length,
                from: "scores",
                facts: { name: "dee" },
            },
        );
        core.dispose();
    });

    test("says what does not fit", async () => {
        await assert.rejects(
            add(lines([{ id: "nowhere", score: 1 }])),
            withCode("not-found", { detail: "nowhere", line: 1 }),
        );
        await assert.rejects(add(lines(files().bank)), withCode("empty", { detail: "dee" }));
        await assert.rejects(add(scoresOf(2), { index: embedder() }), withCode("magic"));
        await assert.rejects(add(scoresOf(2), { name: "" }), withCode("argument"));
    });
});

const needsBank = existsSync(realBank) ? needsFiles : { skip: "no question bank beside the repository" };
test("a real bank gives the file that the command makes of it", needsBank, async () => {
    const file = files().file;
    const source = new Blob([readFileSync(realBank)]);
    smacs("index", "build", "--bank", realBank, "--embedder", file("default.sme"), "--out", file("real.smx"));
    const made = await buildIndex({ embedder: embedder(), banks: [{ name: "zeroeval", source }] });
    assertSame(made, files().bytes("real.smx"));
});
