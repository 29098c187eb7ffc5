// The examples of the README, as the package brings them.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadTools } from "smacs";
import { listen } from "../../tests/local-server.mjs";
import { startServer } from "../../web/test/server.mjs";
import { smacs as command, needsCore, needsFiles } from "./support.mjs";

const home = new URL(".", import.meta.resolve("smacs/package.json"));
const example = (name) => import(new URL(`examples/${name}.mjs`, home));
const read = (name) => readFileSync(new URL(name, home), "utf8");
const question = "What is 17 * 23?";
const models = ["Llama-3.1-8B-Instruct", "gemma-2-9b-it", "an-unknown-model"];

test("the README shows the examples as they are", () => {
    const blocks = [...read("README.md").matchAll(/```js\n(.*?)```/gs)].map(([, block]) => block);
    const shown = [
        "ask",
        "route",
        "watch",
        "run",
        "worker",
        "check",
        "check-page",
        "shards",
        "calibrate",
        "own-vectors",
    ];
    assert.deepEqual(
        blocks,
        shown.map((name) => read(`examples/${name}.mjs`)),
    );
});

test("the examples that route work", needsCore, async () => {
    const { modelsFor } = await example("route");
    const panel = await modelsFor(question);
    assert.equal(panel.length, 3);
    const { modelsForInWorker } = await example("worker");
    const said = [];
    assert.deepEqual(await modelsForInWorker(question, (line) => said.push(line)), panel);
    assert.match(said.at(-1), /^(embedder|index): \d+ of \d+ bytes$/);
});

test("the examples that ask work", needsCore, async (t) => {
    const server = await startServer({ answers: () => "The answer is 391.", key: "k" });
    t.after(() => server.close());
    const { bestAnswer } = await example("ask");
    const base = `${server.url}/v1`;
    const { text, probability } = await bestAnswer(question, { base, key: "k", models });
    assert.equal(text, "The answer is 391.");
    assert.ok(probability > 0.5 && probability <= 1);
    await assert.rejects(bestAnswer(question, { base, key: "wrong", models }), { name: "NoAnswer", code: "auth" });
    const { watch } = await example("watch");
    const tools = await loadTools();
    const lines = [];
    const pool = models.map((id, at) => ({ id, base, key: at === 0 ? "wrong" : "k" }));
    await watch(question, { tools, pool, show: (line) => lines.push(line) });
    tools.dispose();
    assert.equal(lines.at(-1), "kept: The answer is 391.");
    assert.ok(lines.some((line) => /^Llama-3.*failed: the key was not accepted/.test(line)));
});

test("the example with made-up models works", needsCore, async () => {
    const { askMadeUpModels } = await example("run");
    const { text, degraded, trace } = await askMadeUpModels("What is 2 + 2?");
    assert.match(text, /The answer is 4\.$/);
    assert.deepEqual(degraded, []);
    assert.equal(JSON.parse(trace).smacs_trace, 2);
});

test("the example of checks runs an answer's program", needsCore, async () => {
    const { loadChecker } = await example("check");
    const checker = await loadChecker(() => true);
    const question = "Write a function add(a, b).\n\nassert add(1, 2) == 3\nassert add(2, 2) == 4";
    const opened = checker.open(question);
    assert.equal(opened.plan.kind, "examples");
    const results = await opened.run("```python\ndef add(a, b):\n    return a + b\n```");
    assert.deepEqual(
        results.slice(0, 2).map(({ out }) => out),
        ["3", "4"],
    );
    opened.dispose();
});

test("the example of vectors of one's own works", needsFiles, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "smacs-readme-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = (name, content) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
    };
    const bank = file("bank.jsonl", `{"id": "q", "question": "What?", "scores": {"${models[0]}": 1}}\n`);
    const own = ["--vectors", file("v.jsonl", "[1, 2]\n"), "--embedding-model", "m", "--out", join(folder, "x.smx")];
    command("index", "build", "--bank", bank, ...own);
    const embeddings = await listen((_, response) => response.end('{"data": [{"embedding": [2, 1]}]}'));
    t.after(embeddings.close);
    const server = await startServer({ answers: () => "The answer is 391." });
    t.after(() => server.close());
    const { askByVectors } = await example("own-vectors");
    const answer = await askByVectors(question, {
        index: readFileSync(join(folder, "x.smx")),
        endpoint: { base: embeddings.url },
        pool: [{ id: "one", model: models[0], served: models[0], base: `${server.url}/v1` }],
    });
    assert.equal(answer, "The answer is 391.");
});

test("the example of a new model works", needsCore, async () => {
    const { calibrateModel } = await example("calibrate");
    const asset = (name) => readFileSync(new URL(`../../web/assets/${name}`, import.meta.url));
    const questions = asset("questions.jsonl");
    const known = new Map(
        questions
            .toString()
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
            .map(({ question, answer }) => [question, answer]),
    );
    const said = [];
    let asked = 0;
    const options = {
        ask: async (question) => (asked++ % 4 === 0 ? "Answer: 987654321" : `Answer: ${known.get(question)}`),
        show: (line) => said.push(line),
    };
    const files = { index: asset("default.smx"), embedder: asset("default.sme"), questions };
    const bytes = await calibrateModel("new-model", files, options);
    assert.ok(bytes.length > files.index.length);
    assert.match(said[0], /^new-model: 0\.7\d ± 0\.05$/);
});
