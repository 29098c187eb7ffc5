import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { startServer } from "../../web/test/server.mjs";
import { askEndpoint } from "../examples/ask.mjs";
import { calibrateModel } from "../examples/calibrate.mjs";
import { loadChecker } from "../examples/check.mjs";
import { modelsFor } from "../examples/route.mjs";
import { askMadeUpModels } from "../examples/run.mjs";
import { modelsForInWorker } from "../examples/worker.mjs";
import { files, needsFiles } from "./support.mjs";

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

test("the README shows the examples as they are", () => {
    const blocks = [...read("README.md").matchAll(/```js\n(.*?)```/gs)].map(([, block]) => block);
    const shown = ["route", "ask", "run", "check", "check-page", "calibrate"];
    assert.deepEqual(
        blocks,
        shown.map((name) => read(`examples/${name}.mjs`)),
    );
});

test("the examples work", needsFiles, async () => {
    const { address } = files();
    const panel = await modelsFor("how many apples remain", address);
    assert.equal(panel.length, 3);
    const said = [];
    const all = await modelsForInWorker("how many apples remain", address, (line) => said.push(line));
    assert.deepEqual(all.slice(0, 3), panel);
    assert.match(said.at(-1), /^(embedder|index): \d+ of \d+ bytes$/);
    const { text, degraded, trace } = await askMadeUpModels("how many apples remain", address);
    assert.match(text, /The answer is 4\.$/);
    assert.deepEqual(degraded, []);
    assert.equal(JSON.parse(trace).smacs_trace, 2);
    const server = await startServer({ answers: () => "The answer is 4." });
    const models = ["ada", "ben"];
    const show = (line) => said.push(line);
    assert.equal(
        await askEndpoint("add the numbers", { base: `${server.url}/v1`, models, assets: address, show }),
        "The answer is 4.",
    );
    assert.match(said.at(-1), /^\d of \d calls, 0 answering$/);
    await server.close();
});

test("the example of checks runs an answer's program", async () => {
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

test("the example of a new model works", async () => {
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
