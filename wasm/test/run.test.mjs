// Runs from JavaScript: every message against the schema, the host's loop against scripted hosts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { drive, Embedder, Run, ScoreIndex, Smacs } from "smacs";
import { bestAnswer } from "../examples/run.mjs";
import { files, needsFiles, withCode } from "./support.mjs";

const schema = JSON.parse(readFileSync(new URL("../schema/run.schema.json", import.meta.url)));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(schema);
const validators = new Map();

/** Fails with what is wrong with a message. */
function check(kind, message) {
    const known = validators.get(kind) ?? ajv.compile({ $ref: `smacs:run#/$defs/${kind}` });
    validators.set(kind, known);
    assert.ok(known(message), `${kind}: ${ajv.errorsText(known.errors)}\n${JSON.stringify(message).slice(0, 400)}`);
}

const pool = ["ada", "ben", "chi", "gap"].map((model) => ({
    id: `at/${model}`,
    model,
    logprobs: true,
    price_input: 1,
    price_output: 2,
}));
const request = (config = {}, more = {}) => ({ question: "add the numbers", pool, config, seed: 7, ...more });

let opened;
async function tools() {
    if (!opened) {
        const smacs = await Smacs.load();
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        opened = { smacs, embedder, index: ScoreIndex.open(smacs, files().bytes("default.smx")) };
    }
    return opened;
}

/** A run whose messages are checked in both directions. */
async function start(config, more) {
    const asked = request(config, more);
    check("RunRequest", asked);
    const run = Run.start(await tools(), asked);
    const feed = (event) => {
        check("RunEvent", event);
        const actions = run.feed(event);
        for (const action of actions) {
            check("RunAction", action);
        }
        check("RunView", run.view());
        return actions;
    };
    return { run, feed };
}

const says = (call, answer, more = {}) => ({
    type: "completed",
    call,
    text: JSON.stringify({ answer }),
    finish: "stop",
    mean_logprob: -0.1 * (call + 1),
    usage: { input: 10, output: 5 },
    ms: 12,
    ...more,
});
const sent = (actions) => actions.filter(({ type }) => type === "call").map(({ call }) => call);
const last = (actions) => actions.at(-1);

describe("messages of a run", needsFiles, () => {
    for (const mode of ["auto", "route", "select", "aggregate", "paper"]) {
        test(`${mode}: every message is what the schema says, and the trace runs again`, async () => {
            const { run, feed } = await start({ mode, subsets: 3, n: 4, switch_share: 0.1 });
            let actions = feed({ type: "begin" });
            const waiting = sent(actions);
            for (let at = 0; at < waiting.length; at++) {
                actions = feed(says(waiting[at], at === 1 ? "5" : "4"));
                waiting.push(...sent(actions));
            }
            assert.equal(last(actions).type, "answer");
            assert.equal(run.view().phase, "done");
            assert.deepEqual(last(actions).degraded, []);
            check("RunScores", run.rescore({ agreement: 1, confidence: 0, vote: 0 }));
            const trace = run.trace();
            check("RunTrace", JSON.parse(trace));
            const again = Run.replay(await tools(), trace);
            assert.deepEqual(again.view(), run.view());
            assert.equal(again.trace(), trace);
            again.dispose();
            run.dispose();
        });
    }

    test("failures, users, budgets and deadlines", async () => {
        const config = {
            mode: "aggregate",
            subsets: 2,
            deadline_ms: 50,
            budget: { calls: 9, output_tokens: 90000, cost: 1 },
        };
        const { feed, run } = await start(config, {
            system: "Be brief.",
            prompt: "Merge: {references}",
            history: [{ role: "user", content: "Hello" }],
            aggregators: ["at/ben"],
        });
        feed({ type: "begin" });
        feed({ type: "delta", call: 0, text: "half" });
        feed({ type: "failed", call: 0, kind: "rate-limit", message: "slow down", ms: 5 });
        feed({ type: "user", what: "drop", member: "at/gap" });
        feed(
            says(1, "4", {
                first_ms: 3,
                reasoning: "hm",
                usage: { input: 1, output: 2, cost: 0.1, basis: "estimated" },
            }),
        );
        feed(says(2, "4", { mean_logprob: null }));
        feed({ type: "user", what: "ask", member: "at/ada" });
        feed({ type: "tick", now_ms: 60 });
        feed({ type: "user", what: "merge-now" });
        const end = feed({ type: "user", what: "stop" });
        assert.ok(run.view().phase === "done", JSON.stringify(end));
        assert.ok(run.view().degraded.includes("references"));
        assert.equal(run.view().calls[0].text, "half");
    });

    test("errors have the core's codes, and a refused event changes nothing", async () => {
        const all = await tools();
        assert.throws(() => Run.start(all, request({}, { question: " " })), withCode("empty"));
        assert.throws(() => Run.start(all, request({ mode: "best" })), withCode("schema", { detail: "mode" }));
        assert.throws(() => Run.start(all, request({}, { key: "sk" })), withCode("schema", { detail: "key" }));
        assert.throws(() => Run.start(all, request({}, { panel: ["x"] })), withCode("not_found", { detail: "x" }));
        const run = Run.start(all, request());
        assert.throws(() => run.rescore({ agreement: 1, confidence: 1, vote: 1 }), withCode("empty"));
        const before = run.trace();
        assert.throws(() => run.feed({ type: "tick", now_ms: 1 }), withCode("argument"));
        assert.throws(() => run.feed({ type: "begin", extra: 1 }), withCode("schema", { detail: "extra" }));
        assert.equal(run.trace(), before);
        run.dispose();
        run.dispose();
        assert.throws(() => run.view(), withCode("disposed"));
    });

    test("no text is refused for its characters", async () => {
        const { feed, run } = await start({ mode: "route" });
        feed({ type: "begin" });
        feed(says(0, "x", { text: "a\0b\ud800c\udc00d \u0007 \u{1F600}" }));
        assert.equal(run.view().calls[0].text, "a\uFFFDb\uFFFDc\uFFFDd \u0007 \u{1F600}");
        Run.replay(await tools(), run.trace()).dispose();
    });

    test("another index, or an action that differs, is a mismatch", async () => {
        const { feed, run } = await start({ mode: "route" });
        feed({ type: "begin" });
        const trace = JSON.parse(run.trace());
        const { embedder } = await tools();
        assert.throws(() => Run.replay({ embedder }, trace), withCode("mismatch"));
        trace.steps[0].actions[0].member = "at/ben";
        assert.throws(() => Run.replay(opened, trace), withCode("mismatch", { position: 0 }));
    });

    test("five hundred runs leave the memory as it was", async () => {
        const all = await tools();
        const round = () => {
            const run = Run.start(all, request({ mode: "select", n: 2 }));
            run.feed({ type: "begin" });
            run.feed(says(0, "4"));
            run.feed(says(1, "4"));
            run.view();
            Run.replay(all, run.trace()).dispose();
            run.dispose();
        };
        round();
        const before = all.smacs.core.exports.memory.buffer.byteLength;
        for (let i = 0; i < 500; i++) {
            round();
        }
        assert.equal(all.smacs.core.exports.memory.buffer.byteLength, before);
    });
});

describe("the host's loop", needsFiles, () => {
    const answering = (answer) => ({ call: async () => ({ text: JSON.stringify({ answer }), finish: "stop" }) });
    const started = async (config) => Run.start(await tools(), request(config));

    test("sees a run through", async () => {
        const seen = [];
        const driven = drive(await started({ mode: "aggregate", subsets: 2 }), answering("4"), {
            onAction: ({ type }) => seen.push(type),
        });
        const answer = await driven.answer;
        check("AnswerAction", answer);
        assert.equal(answer.settled, "aggregate");
        assert.deepEqual(seen.filter((type) => type === "call").length, 6);
    });

    test("tells failures apart and keeps what had arrived", async () => {
        const errors = [
            Object.assign(new Error("slow down"), { kind: "rate-limit", partial: { text: "half", reasoning: "hm" } }),
            new DOMException("gone", "AbortError"),
            new TypeError("Failed to fetch"),
            null,
        ];
        const run = await started({ mode: "select", eager: true });
        const host = {
            call: async ({ call }) => {
                throw errors[call];
            },
        };
        const answer = await drive(run, host).answer;
        const kinds = run.view().calls.map(({ failure }) => failure);
        assert.deepEqual(kinds, ["rate-limit", "cancelled", "network", "network"]);
        assert.equal(answer.text, "half");
        assert.deepEqual(answer.degraded, ["references", "cut"]);
    });

    test("aborts what the run gives up, and still takes its late text", async () => {
        const run = await started({ mode: "select", eager: true });
        const aborted = [];
        const host = {
            call: ({ call }, signal) =>
                call === 0
                    ? Promise.resolve({ text: "first", finish: "stop" })
                    : new Promise((resolve) => {
                          signal.addEventListener("abort", () => {
                              aborted.push([call, signal.reason.message]);
                              resolve({ text: `late ${call}`, finish: "stop" });
                          });
                      }),
        };
        const driven = drive(run, host);
        await new Promise((resolve) => setTimeout(resolve, 5));
        driven.user({ what: "stop" });
        const answer = await driven.answer;
        assert.equal(answer.text, "first");
        assert.deepEqual(aborted, [
            [1, "stop"],
            [2, "stop"],
            [3, "stop"],
        ]);
        await new Promise((resolve) => setTimeout(resolve, 5));
        assert.deepEqual(
            run.view().calls.map(({ late }) => late),
            [false, true, true, true],
        );
        assert.equal(run.view().calls[2].text, "late 2");
    });

    test("an aborted signal stops, a deadline wakes, asking reopens", async () => {
        const never = { call: () => new Promise(() => {}) };
        const stopping = new AbortController();
        const stopped = drive(await started({ mode: "select" }), never, { signal: stopping.signal });
        stopping.abort();
        assert.deepEqual((await stopped.answer).degraded, ["stopped", "nothing"]);
        const late = drive(await started({ mode: "select", deadline_ms: 10 }), never, { deadlineMs: 10 });
        assert.deepEqual((await late.answer).degraded, ["deadline", "nothing"]);
        let fails = true;
        const host = {
            call: async () => {
                if (fails) {
                    throw new TypeError("offline");
                }
                return { text: "back again", finish: "stop" };
            },
        };
        const driven = drive(await started({ mode: "select", n: 1 }), host);
        assert.equal((await driven.answer).text, null);
        fails = false;
        driven.user({ what: "ask", member: "at/ada" });
        assert.equal((await driven.answer).text, "back again");
    });
});

test("examples/run.mjs keeps the answer of most", needsFiles, async () => {
    const scripted = { "at/ada": "The answer is 4.", "at/ben": "The answer is 5.", "at/chi": "The answer is 4." };
    const members = pool.slice(0, 3);
    const { text, candidates, trace } = await bestAnswer(
        "add the numbers",
        members,
        async (member) => scripted[member],
        files().address,
    );
    assert.equal(text, "The answer is 4.");
    assert.equal(candidates.length, 3);
    check("RunTrace", JSON.parse(trace));
});
