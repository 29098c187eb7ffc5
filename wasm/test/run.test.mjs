// Runs from JavaScript: every message against the schema, the host's loop against scripted hosts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import Ajv from "ajv/dist/2020.js";
import { drive, Embedder, Run, ScoreIndex, Smacs } from "smacs";
import { messagesModule } from "../scripts/generate-run-messages.mjs";
import { files, needsFiles, withCode } from "./support.mjs";

const read = (relative) => readFileSync(new URL(relative, import.meta.url), "utf8");
const schema = JSON.parse(read("../schema/run.schema.json"));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(schema);
const validators = new Map();

/** Fails with what is wrong with a message. */
function check(kind, message) {
    const known = validators.get(kind) ?? ajv.compile({ $ref: `smacs:run#/$defs/${kind}` });
    validators.set(kind, known);
    assert.ok(known(message), `${kind}: ${ajv.errorsText(known.errors)}\n${JSON.stringify(message).slice(0, 400)}`);
}

describe("the schema", () => {
    test("run-messages.ts is what it says", () => {
        assert.equal(read("../src/run-messages.ts"), messagesModule(read("../schema/run.schema.json")));
    });

    test("describes every property, and allows no others", () => {
        for (const [name, { type, description, properties = {}, additionalProperties }] of Object.entries(
            schema.$defs,
        )) {
            assert.ok(description, name);
            assert.ok(type !== "object" || additionalProperties === false, name);
            for (const [property, member] of Object.entries(properties)) {
                assert.ok(member.description, `${name}.${property}`);
            }
        }
    });
});

const pool = ["ada", "ben", "chi", "gap"].map((model) => ({
    id: `at/${model}`,
    model,
    logprobs: true,
    price_input: 1,
    price_output: 2,
}));
const request = (config = {}, more = {}) => ({
    question: "add the numbers",
    pool,
    config: { pace: "thrifty", ...config },
    seed: 7,
    nonce: "n",
    ...more,
});

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

/** Its trace is what the schema says, runs again to the same, and is recorded as the same. */
async function runsAgain(run) {
    const trace = run.trace();
    check("RunTrace", JSON.parse(trace));
    const again = Run.replay(await tools(), trace);
    assert.deepEqual(again.view(), run.view());
    assert.equal(again.trace(), trace);
    assert.deepEqual(Run.recorded((await tools()).embedder, trace), run.view());
    again.dispose();
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
            await runsAgain(run);
            run.dispose();
        });
    }

    test("state: asks back for what was not read, by the schema, and the trace runs again", async () => {
        const { run, feed } = await start({ mode: "select", n: 2, eager: true }, { state_prompt: "In one word?" });
        feed({ type: "begin" });
        const text = `${"Counting goes on and on, as it does with numbers of this kind, ".repeat(3)}so twelve it is at last`;
        const [call] = feed(says(0, "", { text }));
        const { role, of, member, params, messages } = call;
        assert.deepEqual([role, of, member], ["state", 0, run.view().calls[0].member]);
        assert.deepEqual(params, { temperature: 0, max_tokens: 64, logprobs: false });
        assert.deepEqual(messages.slice(-2), [
            { role: "assistant", content: text },
            { role: "user", content: "In one word?" },
        ]);
        feed(says(1, "13"));
        assert.equal(last(feed(says(2, "", { text: "12" }))).type, "answer");
        const view = run.view();
        assert.deepEqual([view.calls[0].answer.key, view.calls[0].how, view.calls[2].of], ["12", "stated", 0]);
        assert.deepEqual([view.asked_back.calls, view.asked_back.usage.output, view.calls_made], [1, 5, 2]);
        await runsAgain(run);
        const { smacs } = await tools();
        assert.match(smacs.statePrompt, /reply: n\/a$/);
        run.dispose();
    });

    test("judge: a referee's calls and verdicts, by the schema, and the trace runs again", async () => {
        const judge = { id: "judge", prior: 0.7, price_input: 1, price_output: 1 };
        const config = { mode: "select", n: 2, eager: true, early_stop: false, referee_accuracy: 0.95 };
        const { run, feed } = await start(config, { pool: [...pool, judge], aggregators: ["judge"] });
        feed({ type: "begin" });
        feed(says(0, "4"));
        const calls = sent(feed(says(1, "5")));
        const asked = run.view().calls.filter(({ role }) => role === "judge");
        assert.deepEqual(calls, [2, 3]);
        assert.deepEqual(
            asked.map(({ member, pair, order }) => [member, pair.toSorted(), order]),
            [
                ["judge", [0, 1], 0],
                ["judge", [0, 1], 1],
            ],
        );
        feed(says(2, "", { text: "Verdict: 2" }));
        assert.equal(last(feed(says(3, "", { text: "Verdict: 1" }))).type, "answer");
        const view = run.view();
        const { referee } = view;
        assert.deepEqual([referee.member, referee.winner, referee.changed, referee.calls], ["judge", 1, true, 2]);
        assert.equal(view.kept, referee.pair[1]);
        assert.ok(referee.expected === 0.95 && referee.break_even < 0.95);
        assert.equal(view.calls_made, 2);
        await runsAgain(run);
        run.dispose();
    });

    test("may be spelt in camelCase, whatever part of them", async () => {
        const member = { id: "at/ada", model: "ada", price_input: 1, price_output: 2 };
        const config = { mode: "select", early_stop: false, budget: { output_tokens: 90_000 } };
        const plain = Run.start(await tools(), { question: "add the numbers", pool: [member], nonce: "n", config });
        const spelt = Run.start(await tools(), {
            question: "add the numbers",
            pool: [{ id: "at/ada", model: "ada", priceInput: 1, priceOutput: 2 }],
            nonce: "n",
            config: { mode: "select", earlyStop: false, budget: { outputTokens: 90_000 } },
        });
        assert.deepEqual(spelt.request, plain.request);
        plain.feed({ type: "begin" });
        spelt.feed({ type: "begin" });
        const { mean_logprob: meanLogprob, ...said } = says(0, "4");
        plain.feed({ ...said, mean_logprob: meanLogprob, first_ms: 3 });
        spelt.feed({ ...said, meanLogprob, firstMs: 3 });
        assert.equal(spelt.trace(), plain.trace());
        assert.equal(spelt.view().calls[0].mean_logprob, -0.1);
        plain.dispose();
        spelt.dispose();
    });

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

    test("the default aggregation prompt is what aggregators get", async () => {
        const { smacs } = await tools();
        const [before, after] = smacs.prompt.split("{references}");
        const { run, feed } = await start({ mode: "aggregate", subsets: 1, n: 2, switch_share: 0.1 });
        const waiting = sent(feed({ type: "begin" }));
        const merge = waiting.flatMap((call) => feed(says(call, "4"))).find(({ role }) => role === "aggregate");
        assert.ok(before.length > 200 && merge.messages[0].content.startsWith(before));
        assert.ok(merge.messages[0].content.endsWith(after));
        run.dispose();
    });

    test("errors have the core's codes, and a refused event changes nothing", async () => {
        const all = await tools();
        assert.throws(() => Run.start(all, request({}, { question: " " })), withCode("empty"));
        assert.throws(() => Run.start(all, request({ mode: "best" })), withCode("schema", { detail: "mode" }));
        assert.throws(() => Run.start(all, request({}, { key: "sk" })), withCode("schema", { detail: "key" }));
        assert.throws(() => Run.start(all, request({}, { panel: ["x"] })), withCode("not-found", { detail: "x" }));
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
        const { feed, run } = await start({ mode: "route" }, { question: "add \ud800 the \0 numbers" });
        assert.equal(last(feed({ type: "begin" })).messages.at(-1).content, "add \uFFFD the \uFFFD numbers");
        feed(says(0, "x", { text: "a\0b\ud800c\udc00d \u0007 \u{1F600}" }));
        assert.equal(run.view().calls[0].text, "a\uFFFDb\uFFFDc\uFFFDd \u0007 \u{1F600}");
        Run.replay(await tools(), run.trace()).dispose();
    });

    test("a trace shows what it recorded, without its index", async () => {
        const { feed, run } = await start({ mode: "select", eager: true });
        for (const call of sent(feed({ type: "begin" }))) {
            feed(says(call, "4"));
        }
        const { embedder } = await tools();
        const trace = JSON.parse(run.trace());
        const shown = Run.recorded(embedder, { ...trace, index: "0".repeat(16) });
        check("RunView", shown);
        assert.deepEqual(shown, run.view());
        assert.throws(
            () => Run.recorded(embedder, { ...trace, view: { ...trace.view, kept: 99 } }),
            withCode("schema"),
        );
        assert.throws(() => Run.recorded(embedder, { ...trace, smacs_trace: 3 }), withCode("version"));
        run.dispose();
    });

    test("a kept trace of version 1 is shown as it was", async () => {
        const text = readFileSync(new URL("../../tests/golden/trace-1.json", import.meta.url), "utf8");
        const { embedder } = await tools();
        const view = Run.recorded(embedder, text);
        const { steps } = JSON.parse(text);
        check("RunTrace", JSON.parse(text));
        const answer = steps.at(-1).actions.at(-1);
        check("RunView", view);
        assert.equal(view.phase, "done");
        assert.equal(view.calls[view.kept].text, answer.text);
        assert.deepEqual(view.candidates, answer.candidates);
        assert.ok(view.calls.some(({ role, subset }) => role === "aggregate" && subset < view.subsets.length));
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

    test("a request may say everything, and null where the schema allows it", async () => {
        const config = {
            mode: "auto",
            pace: "thorough",
            late_ms: 5000,
            n: 3,
            k: 30,
            alpha: 0.9,
            coverage: true,
            state: true,
            referee: "auto",
            referee_accuracy: 0,
            contract: true,
            subsets: 2,
            subset_size: 2,
            tau: 0.5,
            switch_share: 0.5,
            early_stop: 0.9,
            parallel: 2,
            eager: true,
            deadline_ms: 1000,
            temperature: 0.1,
            merge_temperature: 0.2,
            max_tokens: 100,
            reference_bytes: 500,
            weights: { agreement: 1, confidence: 0.5, vote: 2 },
            budget: { calls: 5, output_tokens: 5000, cost: 0.5 },
        };
        const prices = { price_input: 1, price_output: 2 };
        const whole = { id: "x", model: "ada", maker: "Ada", prior: 0.5, ...prices, temperature: 0, aggregates: true };
        const nothing = {
            id: "y",
            model: null,
            maker: null,
            prior: null,
            price_input: null,
            price_output: null,
            temperature: null,
        };
        const history = [
            { role: "user", content: "Hello" },
            { role: "assistant", content: "Hello." },
        ];
        const lists = {
            panel: ["x", "y"],
            aggregators: ["x"],
            history,
            seed: 2 ** 53 - 1,
            checks: { kind: "examples", language: "python", expects: ["4", null], within: 0.001 },
            nonce: "n",
            state_prompt: "t",
        };
        const full = await start(config, { pool: [{ ...whole, logprobs: true }, nothing], ...lists, system: "s" });
        full.feed({ type: "begin" });
        const empty = await start({ mode: "select", eager: true }, { system: null, prompt: null, state_prompt: null });
        await start({ mode: "paper" }, { nonce: null }); // nowhere else
        assert.throws(() => Run.start(opened, request({}, { nonce: null })), withCode("argument"));
        empty.feed({ type: "begin" });
        const defined = (name) => Object.keys(schema.$defs[name].properties).sort();
        assert.deepEqual(Object.keys(config).sort(), defined("RunConfig"));
        assert.deepEqual(Object.keys({ ...whole, logprobs: 1 }).sort(), defined("PoolMember"));
        assert.deepEqual(
            // A vector is for an index that a model outside made: vectors.test.mjs.
            Object.keys({ question: 1, prompt: 1, system: 1, vector: 1, pool, config, ...lists }).sort(),
            defined("RunRequest"),
        );
        empty.feed(says(0, "4", { mean_logprob: null, reasoning: null, usage: { input: 1, output: 1, cost: null } }));
        empty.feed({ type: "failed", call: 1, kind: "network", text: null, reasoning: null });
    });

    test("calls stop early when the lead is safe", async () => {
        const { feed } = await start({ mode: "select", n: 4, early_stop: 0.6, parallel: 1 });
        const first = feed({ type: "begin" });
        assert.deepEqual(sent(first), [0]);
        const actions = feed(says(0, "4"));
        const answer = last(actions.length > 0 && last(actions).type === "answer" ? actions : feed(says(1, "4")));
        assert.equal(answer.type, "answer");
        assert.ok(answer.stopped_early);
        assert.ok(answer.calls_saved > 0);
        assert.equal(answer.calls_made + answer.calls_saved, answer.calls_planned);
    });

    test("an early stop cancels what is in flight", async () => {
        const { feed, run } = await start({ mode: "select", n: 4, early_stop: 0.6, eager: true });
        assert.equal(sent(feed({ type: "begin" })).length, 4);
        let actions = feed(says(0, "4"));
        actions = last(actions)?.type === "answer" ? actions : feed(says(1, "4"));
        const reasons = actions.filter(({ type }) => type === "cancel").map(({ why }) => why);
        assert.ok(reasons.length >= 2);
        assert.deepEqual([...new Set(reasons)], ["early-stop"]);
        assert.deepEqual(feed(says(3, "9")), []);
        assert.ok(run.view().calls[3].late);
    });

    test("a budget keeps calls from leaving", async () => {
        const { feed } = await start({ mode: "select", n: 4, budget: { calls: 2 } });
        feed({ type: "begin" });
        feed(says(0, "4"));
        const answer = last(feed(says(1, "5")));
        assert.equal(answer.calls_made, 2);
        assert.ok(answer.degraded.includes("budget"));
    });

    test("merging goes on with what is there", async () => {
        const { feed } = await start({ mode: "aggregate", n: 4, subsets: 1 });
        feed({ type: "begin" });
        feed(says(0, "4"));
        feed(says(1, "5"));
        const merging = feed({ type: "user", what: "merge-now" });
        assert.deepEqual(
            merging.filter(({ type }) => type === "cancel").map(({ call, why }) => [call, why]),
            [
                [2, "merge-now"],
                [3, "merge-now"],
            ],
        );
        assert.equal(last(merging).role, "aggregate");
        const answer = last(feed(says(4, "4")));
        assert.equal(answer.settled, "aggregate");
        assert.deepEqual(answer.degraded, ["stopped"]);
    });

    test("what is dropped is not kept, and asking reopens", async () => {
        const { feed, run } = await start({ mode: "select", n: 2, early_stop: false });
        feed({ type: "begin" });
        const [first, second] = run.view().panel.map(({ member }) => member);
        feed(says(0, "4"));
        feed({ type: "user", what: "drop", member: first });
        assert.equal(last(feed(says(1, "5"))).kept, 1);
        const again = feed({ type: "user", what: "ask", member: first });
        assert.deepEqual(sent(again), [2]);
        assert.equal(run.view().phase, "references");
        const answer = last(feed(says(2, "6")));
        assert.deepEqual(
            answer.candidates.map(({ member }) => member),
            [second, first],
        );
        assert.equal(run.request.seed, 7);
        Run.replay(await tools(), run.trace()).dispose();
    });

    test("a thousand runs leave the memory as it was", async () => {
        const all = await tools();
        const { core } = all.smacs;
        const round = () => {
            const run = Run.start(all, request({ mode: "select", n: 2 }));
            run.feed({ type: "begin" });
            run.feed(says(0, "4"));
            run.feed(says(1, "4"));
            run.view();
            run.rescore({ agreement: 1, confidence: 1, vote: 1 });
            assert.throws(() => run.feed({ type: "nothing" }), withCode("schema"));
            assert.throws(() => Run.start(all, request({}, { panel: ["nobody"] })), withCode("not-found"));
            const trace = run.trace();
            Run.replay(all, trace).dispose();
            assert.throws(() => Run.replay({ embedder: all.embedder }, trace), withCode("mismatch"));
            run.dispose();
        };
        // What the allocator would hand out next shows a leak long before the memory grows.
        const probe = () => {
            const pointer = core.allocate(1 << 20);
            core.exports.smacs_wasm_release(pointer);
            return [pointer, core.heap().length];
        };
        round();
        round();
        const before = probe();
        for (let i = 0; i < 1000; i++) {
            round();
        }
        assert.deepEqual(probe(), before);
    });
});

describe("the host's loop", needsFiles, () => {
    const answering = (answer) => ({ call: async () => ({ text: JSON.stringify({ answer }), finish: "stop" }) });
    const started = async (config) => Run.start(await tools(), request({ state: false, ...config }));

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
        await turn();
        driven.user({ what: "stop" });
        const answer = await driven.answer;
        assert.equal(answer.text, "first");
        assert.deepEqual(aborted, [
            [1, "stop"],
            [2, "stop"],
            [3, "stop"],
        ]);
        await turn();
        assert.deepEqual(
            run.view().calls.map(({ late }) => late),
            [false, true, true, true],
        );
        assert.equal(run.view().calls[2].text, "late 2");
    });

    test("keeps a part of a stopped answer when there is nothing else", async () => {
        const run = await started({ mode: "select", n: 2 });
        let text = "It is lik";
        const host = { call: () => new Promise(() => {}), partial: (call) => (call === 1 ? text : undefined) };
        const driven = drive(run, host);
        driven.user({ what: "drop", member: run.view().calls[0].member });
        text = "It is likely 4";
        driven.user({ what: "stop" });
        const answer = await driven.answer;
        assert.equal(answer.text, "It is likely 4");
        assert.deepEqual(answer.degraded, ["cut", "stopped"]);
    });

    test("an aborted signal stops, a deadline wakes, asking reopens", async () => {
        const never = { call: () => new Promise(() => {}) };
        const stopping = new AbortController();
        const stopped = drive(await started({ mode: "select" }), never, { signal: stopping.signal });
        stopping.abort();
        assert.deepEqual((await stopped.answer).degraded, ["stopped", "nothing"]);
        const late = drive(await started({ mode: "select", deadline_ms: 10 }), never);
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

    test("a signal that is aborted beforehand lets no call leave", async () => {
        const host = { call: () => assert.fail("called") };
        const run = await started({ mode: "select" });
        const answer = await drive(run, host, { signal: AbortSignal.abort() }).answer;
        assert.deepEqual(answer.degraded, ["stopped", "nothing"]);
    });

    test("what the user may not do throws, and the run goes on", async () => {
        const driven = drive(await started({ mode: "select" }), answering("4"));
        assert.throws(() => driven.user({ what: "drop", member: "nobody" }), withCode("not-found"));
        assert.equal((await driven.answer).candidates.length > 0, true);
    });

    test("an outcome that the core refuses is a failure that keeps its text", async () => {
        const outcomes = [{ text: "paid for", finish: "stop", usage: { input: 0.5, output: 1 } }, undefined];
        const run = await started({ mode: "select", n: 2, eager: true });
        const answer = await drive(run, { call: async ({ call }) => outcomes[call] }).answer;
        assert.equal(answer.text, "paid for");
        assert.deepEqual(
            run.view().calls.map(({ failure }) => failure),
            ["bad-response", "bad-response"],
        );
    });

    test("measures calls that do not say how long they took", async () => {
        let time = 0;
        const now = () => time;
        const run = await started({ mode: "select", n: 2, eager: true });
        const host = {
            call: async ({ call }) => {
                time += 12.4;
                return { text: "x", finish: "stop", ...(call === 1 ? { ms: 5 } : {}) };
            },
        };
        await drive(run, host, { now }).answer;
        assert.deepEqual(
            run.view().calls.map(({ ms }) => ms),
            [25, 5],
        );
    });

    test("a user who acts within a callback is heard in order", async () => {
        const run = await started({ mode: "select", parallel: 1, early_stop: false });
        const called = [];
        const host = {
            call: async ({ call }) => {
                called.push(call);
                return { text: "x", finish: "stop" };
            },
        };
        // The run wants its second call when the user stops it: that call must not leave after all.
        const driven = drive(run, host, {
            onChange: ({ type }) => type === "completed" && driven.user({ what: "stop" }),
        });
        const answer = await driven.answer;
        assert.deepEqual(answer.degraded, ["stopped"]);
        await turn();
        assert.deepEqual(called, [0]);
        assert.deepEqual(
            run.view().calls.map(({ state, why }) => [state, why]),
            [
                ["done", "none"],
                ["cancelled", "stop"],
            ],
        );
    });

    test("takes a replayed run up on where its trace ends", async () => {
        const before = await started({ mode: "select", eager: true });
        before.feed({ type: "begin" });
        before.feed(says(0, "4"));
        before.feed({ type: "delta", call: 1, text: "so far" });
        const first = before.view().calls[0].member;
        const run = Run.replay(await tools(), before.trace());
        const asked = [];
        const host = {
            call: async ({ call, member, messages }) => {
                asked.push({ call, member, question: messages.at(-1).content });
                return { text: JSON.stringify({ answer: "4" }), finish: "stop" };
            },
        };
        const answer = await drive(run, host).answer;
        assert.deepEqual(
            asked.map(({ call }) => call),
            [1, 2, 3],
        );
        assert.ok(asked.every(({ member, question }) => member !== first && question === "add the numbers"));
        assert.equal(answer.text, JSON.stringify({ answer: "4" }));
        assert.equal(answer.calls_made, 4);
        // What has ended needs no call, and can be reopened.
        const ended = drive(Run.replay(await tools(), run.trace()), host);
        assert.deepEqual(await ended.answer, answer);
        assert.equal(asked.length, 3);
    });

    test("rejects when the core is gone", async () => {
        const run = await started({ mode: "select" });
        const driven = drive(run, answering("4"));
        run.dispose();
        await assert.rejects(driven.answer, withCode("disposed"));
    });
});
