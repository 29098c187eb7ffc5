// Calibration by way of the package: the same choices, grades and bytes as the command's.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { ScoreIndex, Smacs } from "smacs";
import { Calibration } from "smacs/builder";

const asset = (name) => readFileSync(new URL(`../../web/assets/${name}`, import.meta.url));
const index = asset("default.smx");
const embedder = asset("default.sme");
const questions = asset("questions.jsonl");
const known = new Map(
    questions
        .toString()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
        .map((record) => [record.id, record]),
);
const open = (more = {}) =>
    Calibration.create({ index, embedder, questions, model: "new", budget: 30, precision: 0, ...more });

/** Answers all; every third one wrongly. */
function play(calibration) {
    const { chosen } = calibration.state();
    for (let place = 0; place < chosen; place++) {
        const { id } = calibration.question(place);
        calibration.grade(place, place % 3 === 0 ? "Answer: 987654321" : `Answer: ${known.get(id).answer}`);
    }
}

test("a model answers, and is in the index", async () => {
    const calibration = await open();
    assert.equal(calibration.state().chosen, 30);
    assert.equal(calibration.state().offered, known.size);
    const first = calibration.question(0);
    assert.equal(first.question, known.get(first.id).question);
    assert.deepEqual(calibration.grade(0, `Answer: ${known.get(first.id).answer}`).right, true);
    assert.equal(calibration.question(0).asked, true);
    play(calibration);
    const state = calibration.state();
    assert.equal(state.asked, 30);
    assert.equal(state.right, 20);
    assert.equal(state.prior, 22 / 34);
    assert.equal(state.done, true);
    assert.equal(
        state.kinds.reduce((sum, { chosen }) => sum + chosen, 0),
        30,
    );
    const bytes = calibration.finish();
    calibration.dispose();
    const smacs = await Smacs.load();
    const made = await ScoreIndex.load(smacs, bytes);
    const column = made.info.models.find(({ name }) => name === "new");
    assert.equal(column.scored, 30);
    smacs.dispose();
});

test("a model whose answers cannot be read is in no index", async () => {
    const calibration = await open();
    const vague = "There are several ways to look at this, and each of them has something to be said for it.";
    for (let place = 0; !calibration.state().done; place++) {
        assert.equal(calibration.grade(place, vague).answered, false);
    }
    const { asked, unreadable, precise, unread } = calibration.state();
    assert.deepEqual(
        { asked, unreadable, precise, unread },
        { asked: 8, unreadable: true, precise: false, unread: { id: calibration.question(0).id, response: vague } },
    );
    assert.throws(() => calibration.finish(), { code: "empty" });
    calibration.dispose();
});

test("what is recalled counts, and what is compared is told", async () => {
    const whole = await open();
    const recall = [0, 1, 2].map((place) => ({ id: whole.question(place).id, right: place > 0, answered: true }));
    const later = await open({ recall });
    assert.equal(later.state().asked, 3);
    assert.equal(later.state().right, 2);
    const again = await open({ compare: recall });
    assert.equal(again.state().chosen, 3);
    for (let place = 0; place < 3; place++) {
        again.grade(place, "Answer: 987654321");
    }
    const { again: count, lost, won, p } = again.state();
    assert.deepEqual({ count, lost, won, p }, { count: 3, lost: 2, won: 0, p: 0.5 });
    for (const one of [whole, later, again]) {
        one.dispose();
    }
});

test("what cannot be used says why", async () => {
    await assert.rejects(open({ questions: "" }), { code: "empty" });
    await assert.rejects(open({ questions: "{" }), { code: "syntax" });
    await assert.rejects(open({ index: embedder }), { code: "magic" });
    await assert.rejects(open({ model: "" }), { code: "argument" });
    const calibration = await open();
    assert.throws(() => calibration.question(30), { code: "argument" });
    assert.throws(() => calibration.grade(30, "?"), { code: "argument" });
    assert.throws(() => calibration.finish(), { code: "empty" });
    calibration.dispose();
    calibration.dispose();
    assert.throws(() => calibration.state(), { code: "disposed" });
});

const command = fileURLToPath(new URL("../../build/native/smacs", import.meta.url));
const skip = existsSync(command) ? false : `${command} is not built`;

/** A vector of four numbers by a text's letters. */
const vectorOf = (text) => [text.length, text.charCodeAt(0), text.charCodeAt(text.length - 1), text.split(" ").length];

test("new questions go by vectors of a model outside", { skip }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "smacs-calibration-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = (name, content) => {
        writeFileSync(join(folder, name), content);
        return name;
    };
    const smacs = (...args) => execFileSync(command, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    const texts = ["Why?", "How many are there of them?", "Who was it?"];
    file(
        "b.jsonl",
        texts.map((question, i) => JSON.stringify({ id: `q${i}`, question, scores: { ada: i % 2 } })).join("\n"),
    );
    file("v.jsonl", texts.map((text) => JSON.stringify(vectorOf(text))).join("\n"));
    smacs(..."index build --bank b.jsonl --vectors v.jsonl --embedding-model made --out x.smx".split(" "));
    const asked = [...known.values()].slice(0, 12);
    const bank = [{ question: "No answer is known.", id: "open", scores: { ada: 1 } }, ...asked]
        .map((one) => JSON.stringify(one))
        .join("\n");
    const own = { index: readFileSync(join(folder, "x.smx")), embedder: undefined, questions: bank, budget: 12 };
    const given = [];
    const calibration = await open({
        ...own,
        vectors: async (list) => {
            given.push(...list);
            return list.map(vectorOf);
        },
    });
    assert.deepEqual(
        given,
        asked.map(({ question }) => question),
    );
    play(calibration);
    const made = calibration.finish();
    calibration.dispose();
    const core = await Smacs.load();
    const column = await ScoreIndex.load(core, made);
    assert.deepEqual([column.info.questions, column.info.models.at(-1).scored], [15, 12]);
    assert.equal(column.route(vectorOf(asked[3].question), { k: 1 }).neighbours[0].id, asked[3].id);
    core.dispose();
    await assert.rejects(open({ ...own, vectors: undefined }), { code: "argument" });
    await assert.rejects(open({ ...own, vectors: async (list) => list.slice(1).map(vectorOf) }), {
        code: "argument",
        message: /fewer vectors than questions/,
    });
    await assert.rejects(open({ ...own, vectors: async (list) => list.map((_, i) => Array(3 + (i % 2)).fill(1)) }), {
        code: "mismatch",
    });
    await assert.rejects(open({ ...own, vectors: async (list) => list.map(() => [1, 2, 3]) }), { code: "mismatch" });
    await assert.rejects(open({ ...own, embedder }), { code: "mismatch" });
});
