// The whole run, against a server that speaks and misbehaves as real ones do.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
    ask,
    drive,
    Failure,
    failureText,
    fetchHost,
    freshNonce,
    loadTools,
    NoAnswer,
    Run,
    SmacsError,
    selectAnswer,
} from "smacs";
import { testPatience, until } from "../../tests/patience.mjs";
import { askBench, hastyClock, key, question } from "./ask-support.mjs";
import { files, needsFiles, withCode } from "./support.mjs";

describe("ask", { ...needsFiles, timeout: testPatience }, () => {
    const bench = askBench();
    const { serve, pool } = bench;
    const { clock } = hastyClock();
    let tools;
    before(async () => {
        const { address } = files();
        tools = await loadTools({ embedder: new URL("default.sme", address), index: new URL("default.smx", address) });
    });
    after(() => tools?.dispose());

    const asking = (options = {}) =>
        ask(question, {
            tools,
            pool: pool(),
            seed: 7,
            ...options,
            config: { mode: "select", earlyStop: false, state: false, ...options.config },
        });
    /** The last state, and all before it. */
    const collect = async (run) => {
        const states = [];
        for await (const state of run) {
            states.push(state);
        }
        return { states, last: states.at(-1) };
    };
    const quick = (faults, options) => fetchHost(pool(faults), { clock, ...options });

    test("gives states from the panel to the kept answer, streaming", async () => {
        await serve({ answers: () => `It is ${"so ".repeat(40)}4`, pause: 20 });
        const { states, last } = await collect(asking({ config: { eager: true } }));
        assert.equal(states[0].view.panel.length, 4);
        assert.equal(states[0].answer, undefined);
        const lengths = states.map(({ texts }) => texts.get(0)?.length ?? 0);
        assert.ok(new Set(lengths).size > 3, `text came in pieces: ${lengths}`);
        assert.match(last.answer.text, /^It is so .* 4$/);
        assert.deepEqual(last.answer.degraded, []);
        assert.equal(last.view.phase, "done");
        assert.equal(last.texts.size, 0);
        assert.ok(states.slice(0, -1).every(({ answer }) => answer === undefined));
        assert.equal(last.view.usage.basis, "actual");
    });

    test("asks back for what was not read", async () => {
        const essay = `${"One adds them one by one and lays them side by side. ".repeat(4)}Then seven of them lie there.`;
        const answers = Object.assign(() => essay, { statement: () => "7" });
        await serve({ answers });
        const { last } = await collect(asking({ config: { state: true, n: 3 } }));
        const stated = last.view.calls.filter(({ how }) => how === "stated");
        assert.ok(stated.length > 0);
        assert.ok(stated.every(({ answer }) => answer.key === "7"));
        assert.equal(last.view.asked_back.calls, last.view.calls.filter(({ role }) => role === "state").length);
    });

    test("says where another model answered, and counts neither its price nor its prior", async () => {
        await serve({ answers: () => "It is 4" });
        const { last } = await collect(asking({ pool: pool({ ben: "other-model" }) }));
        const of = (id) => last.view.calls.find(({ member }) => member === id);
        assert.deepEqual([of("ben").served, of("ben").usage.cost], ["tiny-1b", null]);
        assert.equal(of("ada").served, null);
        assert.ok(of("ada").usage.cost > 0);
        const prior = (id) => last.view.panel.find(({ member }) => member === id).prior;
        assert.equal(prior("ben"), null);
        assert.ok(prior("ada") > 0);
    });

    test("sends only what preflights allow, and keeps keys and addresses out of the trace", async () => {
        await serve();
        const run = asking({ system: "Be brief.", history: [{ role: "user", content: "Hello" }] });
        await collect(run);
        for (const { headers, body, url } of bench.server.requests) {
            assert.equal(headers.authorization, `Bearer ${key}`);
            assert.equal(url, "/v1/chat/completions");
            assert.equal(body.messages[0].content, "Be brief.");
            assert.deepEqual(body.stream_options, { include_usage: true });
            assert.equal("logprobs" in body, false);
        }
        const trace = run.trace();
        assert.equal(JSON.parse(trace).request.seed, 7);
        assert.ok(!trace.includes(key) && !trace.includes(bench.server.url));
        Run.replay(tools, trace).dispose();
    });

    test("gives a slow consumer the latest state, and texts without a new view", async () => {
        await serve({ answers: () => "word ".repeat(60), chunk: 5, pause: 2 });
        let count = 0;
        let last;
        let shared = 0;
        for await (const state of asking()) {
            count++;
            shared += last?.view === state.view ? 1 : 0;
            last = state;
            const later = Math.min(240, bench.server.counts.pieces + 20);
            await until(() => bench.server.counts.pieces >= later);
        }
        assert.ok(count < 40, `${count} states of 240 pieces`);
        assert.ok(shared > 0);
        assert.notEqual(last.answer, undefined);
    });

    test("merges", async () => {
        await serve();
        const { last } = await collect(asking({ config: { mode: "aggregate", subsets: 2 } }));
        assert.equal(last.answer.settled, "aggregate");
        assert.deepEqual(JSON.parse(last.answer.text), { answer: "4" });
    });

    test("leaving the loop stops the run, aborts its calls and frees it", async () => {
        await serve();
        const aborted = [];
        const host = fetchHost(pool({ ada: "stalls", ben: "stalls", chi: "stalls", gap: "stalls" }), {
            fetch: (url, init) => {
                init.signal.addEventListener("abort", () => aborted.push(url));
                return fetch(url, init);
            },
        });
        const run = asking({ host, config: { eager: true } });
        for await (const { texts } of run) {
            if (texts.size === 4) {
                break;
            }
        }
        assert.equal(aborted.length, 4);
        const { steps } = JSON.parse(run.trace());
        assert.deepEqual(steps.filter(({ event }) => event.what === "stop").length, 1);
        assert.equal(steps.filter(({ event }) => event.type === "failed" && event.kind === "cancelled").length, 4);
        assert.deepEqual(await run.next(), { done: true, value: undefined });
        run.stop();
        run.mergeNow();
        assert.throws(() => run.retry("ada"), withCode("disposed"));
        assert.throws(() => run.drop("ada"), withCode("disposed"));
    });

    test("an error in the loop leaves it as break does", async () => {
        await serve();
        const run = asking({ pool: pool({ ada: "silent" }) });
        await assert.rejects(async () => {
            for await (const _ of run) {
                throw new RangeError("mine");
            }
        }, RangeError);
        assert.match(run.trace(), /"stop"/);
    });

    test("ends a loop that waits when return is called elsewhere", async () => {
        await serve();
        const run = asking({ host: fetchHost(pool({ ada: "silent", ben: "silent", chi: "silent", gap: "silent" })) });
        await run.next();
        const waiting = [run.next(), run.next()];
        await until(() => bench.server.requests.length > 0);
        await run.return();
        assert.deepEqual(await Promise.all(waiting), [
            { done: true, value: undefined },
            { done: true, value: undefined },
        ]);
    });

    test("stop keeps what has come, and so does an aborted signal", async () => {
        await serve();
        const faults = { ada: "stalls", ben: "stalls", chi: "stalls", gap: "stalls" };
        for (const by of ["stop", "signal"]) {
            const stopping = new AbortController();
            const run = asking({ host: quick(faults), signal: stopping.signal, config: { eager: true } });
            let last;
            for await (const state of run) {
                last = state;
                if (state.texts.size === 4 && by === "stop") {
                    run.stop();
                } else if (state.texts.size === 4) {
                    stopping.abort();
                }
            }
            assert.ok(last.answer.degraded.includes("stopped"));
            assert.ok(last.answer.degraded.includes("cut"));
            assert.ok(last.answer.text.length > 0 && '{"answer"'.startsWith(last.answer.text.slice(0, 9)));
        }
    });

    test("mergeNow waits for no further reference", async () => {
        await serve();
        const run = asking({
            host: quick({ gap: "silent" }),
            aggregators: ["ada"],
            config: { mode: "aggregate", subsets: 1, eager: true },
        });
        let last;
        for await (const state of run) {
            last = state;
            const done = state.view.calls.filter(({ state: how }) => how === "done").length;
            if (done === 3 && state.view.phase === "references") {
                run.mergeNow();
            }
        }
        assert.equal(last.answer.settled, "aggregate");
        assert.equal(last.view.calls.find(({ member }) => member === "gap").why, "merge-now");
    });

    test("a failed member can be asked again after the end, within the loop", async () => {
        await serve();
        bench.server.faults.ben = "credit";
        const run = asking();
        const ends = [];
        for await (const { answer, view } of run) {
            if (answer) {
                ends.push([answer.degraded, view.calls.filter(({ member }) => member === "ben").length]);
                if (ends.length === 1) {
                    delete bench.server.faults.ben;
                    run.retry("ben");
                }
            }
        }
        assert.deepEqual(ends, [
            [["references"], 1],
            [[], 2],
        ]);
    });

    test("says why each call failed, with the server's words, and keeps what came through", async () => {
        await serve();
        const { states, last } = await collect(asking({ host: quick({ ben: "credit", gap: "rate-limit" }) }));
        assert.equal(states[0].failures.length, 0);
        const said = last.failures.map(({ member, role, failure }) => [member, role, failure.kind, failure.status]);
        assert.deepEqual(said.sort(), [
            ["ben", "reference", "credit", 402],
            ["gap", "reference", "rate-limit", 429],
        ]);
        for (const { call, failure } of last.failures) {
            assert.ok(failure instanceof Failure);
            assert.equal(failure.kind, last.view.calls[call].failure);
            assert.notEqual(failure.message, "");
            assert.ok(failureText(failure).includes(`("${failure.message}", HTTP ${failure.status})`));
        }
        assert.equal(last.error, undefined);
        assert.deepEqual(JSON.parse(last.answer.text), { answer: "4" });
    });

    test("finish gives the last state, or rejects with why no call came through", async () => {
        await serve();
        const { answer, view, error } = await asking().finish();
        assert.deepEqual([JSON.parse(answer.text), view.phase, error], [{ answer: "4" }, "done", undefined]);
        await bench.server.close();
        await serve({ key: "another key" });
        const run = asking();
        const { last } = await collect(run);
        assert.ok(last.error instanceof NoAnswer);
        assert.equal(last.answer.text, null);
        const refused = await asking()
            .finish()
            .catch((thrown) => thrown);
        assert.ok(refused instanceof NoAnswer && refused instanceof SmacsError);
        assert.equal(refused.code, "auth");
        assert.deepEqual(
            refused.failures.map(({ failure }) => failure.message),
            refused.failures.map(() => "Incorrect API key provided."),
        );
        const words = 'ada: the key was not accepted ("Incorrect API key provided.", HTTP 401)';
        assert.ok(refused.message.startsWith("no model answered: ") && refused.message.includes(words));
    });

    test("finish says that a run was stopped or let go, and what a host of one's own threw", async () => {
        const failing = (thrown) =>
            ask(question, { tools, pool: [{ id: "x" }], host: { call: () => Promise.reject(thrown) } });
        const codeOf = (run) => run.finish().then(assert.fail, ({ code, message }) => [code, message]);
        assert.deepEqual(await codeOf(failing(new Error("no wire"))), [
            "network",
            'no model answered: x: no connection ("no wire")',
        ]);
        const pool = [{ id: "x", base: "http://127.0.0.1:9" }];
        const [code, words] = await codeOf(ask(question, { tools, pool, host: fetchHost(pool, { attempts: 1 }) }));
        assert.equal(code, "network");
        assert.ok(!words.includes("127.0.0.1"));
        assert.equal((await codeOf(failing(new Failure("not-here"))))[0], "not-here");
        assert.equal((await codeOf(failing({ kind: "credit" })))[0], "credit");
        const waiting = () =>
            ask(question, { tools, pool: [{ id: "x" }], host: { call: () => new Promise(() => {}) } });
        const stopped = waiting();
        await stopped.next();
        stopped.stop();
        assert.deepEqual(await codeOf(stopped), ["cancelled", "the run was stopped before a model had answered"]);
        const gone = waiting();
        await gone.return();
        assert.equal((await codeOf(gone))[0], "disposed");
    });

    test("a dropped member's answer plays no part, before the end and after it", async () => {
        await serve();
        const run = asking({ host: quick({ gap: "stalls" }), config: { eager: true } });
        const kept = [];
        for await (const { answer, texts, view } of run) {
            if (texts.size === 1 && view.calls.every(({ member, state }) => member === "gap" || state === "done")) {
                run.drop("gap");
            } else if (answer) {
                kept.push(view.calls[answer.kept].member);
                if (kept.length === 1) {
                    run.drop(kept[0]);
                }
            }
        }
        assert.equal(kept.length, 2);
        assert.notEqual(kept[0], kept[1]);
        assert.throws(() => asking({ pool: [] }), SmacsError);
        const refused = asking();
        assert.throws(() => refused.drop("nobody"), withCode("not-found"));
        await refused.return();
    });

    test("stops early and says what that saved", async () => {
        await serve();
        const { last } = await collect(asking({ config: { earlyStop: 0.6, parallel: 1 } }));
        assert.ok(last.answer.stopped_early);
        assert.ok(last.answer.calls_saved > 0);
        assert.equal(bench.server.requests.length, last.answer.calls_made);
    });

    test("works without an index, and with hosts of one's own", async () => {
        const host = { call: async () => ({ text: "made up", finish: "stop" }) };
        const run = ask(question, { tools: { embedder: tools.embedder }, pool: [{ id: "x" }], host });
        const { last } = await collect(run);
        assert.equal(last.answer.text, "made up");
    });

    test("does not wait for ever for a host that does not heed its signal", async () => {
        const host = { call: () => new Promise(() => {}) };
        const run = ask(question, { tools, pool: [{ id: "x" }], host });
        await run.next();
        run.stop();
        const { last } = await collect(run);
        assert.deepEqual(last.answer.degraded, ["stopped", "nothing"]);
    });

    test("what was left out is named", () => {
        for (const options of [undefined, {}, { tools }, { tools, pool: "ada" }, { pool: [] }]) {
            assert.throws(() => ask(question, options), { code: "argument", message: /needs tools.* and pool/ });
        }
    });

    test("a member without an address is named", () => {
        const wrong = { code: "argument", message: /pool's a has no base$/ };
        assert.throws(() => ask(question, { tools, pool: [{ id: "a" }] }), wrong);
    });

    test("throws to the loop what the core throws", async () => {
        const own = await loadTools({ embedder: files().bytes("default.sme") });
        let answer;
        const host = {
            call: () =>
                new Promise((resolve) => {
                    answer = () => resolve({ text: "x", finish: "stop" });
                }),
        };
        const run = ask(question, { tools: own, pool: [{ id: "x" }], host });
        await run.next();
        await until(() => answer);
        own.dispose();
        answer();
        await assert.rejects(collect(run), withCode("disposed"));
        assert.throws(() => ask(" ", { tools, pool: [{ id: "x" }], host }), withCode("empty"));
    });

    test("a hundred runs, whole and left, leave the memory as it was", async () => {
        const { core } = tools.smacs;
        const host = { call: ({ member }) => sleep(member === "gap" ? 3 : 0, { text: "4", finish: "stop" }) };
        const round = async (leave) => {
            const run = ask(question, { tools, pool: ["ada", "ben", "gap"].map((id) => ({ id })), host });
            for await (const _ of run) {
                if (leave) {
                    break;
                }
            }
        };
        const probe = () => {
            const pointer = core.allocate(1 << 20);
            core.exports.smacs_wasm_release(pointer);
            return [pointer, core.heap().length];
        };
        await round(false);
        await round(true);
        const before = probe();
        for (let i = 0; i < 100; i++) {
            await round(i % 2 === 0);
        }
        assert.deepEqual(probe(), before);
    });

    test("can be driven without ask, and knows only its pool", async () => {
        await serve();
        const run = Run.start(tools, {
            question,
            pool: [{ id: "ada" }, { id: "zoe" }],
            nonce: freshNonce(),
            config: { mode: "select" },
        });
        const { degraded } = await drive(run, fetchHost(pool())).answer;
        assert.deepEqual(degraded, ["references"]);
        assert.deepEqual(
            run.view().calls.map(({ member, failure }) => [member, failure]),
            [
                ["ada", null],
                ["zoe", "bad-request"],
            ],
        );
        run.dispose();
    });

    test("selectAnswer keeps what most agree on", () => {
        const texts = ["The answer is 4.", "The answer is 5.", "So the answer is 4."];
        const given = texts.map((text, at) => ({ id: `${at}`, text, meanLogprob: -0.1 }));
        const view = selectAnswer(tools, question, given);
        assert.notEqual(view.kept, 1);
        assert.deepEqual(
            view.candidates.map(({ call }) => call),
            [0, 1, 2],
        );
        assert.equal(view.calls[1].answer.key, "5");
        assert.equal(view.similarity.length, 3);
        const [first] = selectAnswer(tools, question, given, { agreement: 0, confidence: 0, vote: 1 }).candidates;
        assert.ok(Math.abs(first.score - first.vote) < 1e-9);
        assert.equal(selectAnswer(tools, question, given.slice(0, 1)).kept, 0);
        assert.throws(() => selectAnswer(tools, question, []), SmacsError);
        assert.throws(() => selectAnswer(tools, question, ["4", "5"]), { code: "argument", message: /\{id, text\}/ });
        const essays = ["One lays them side by side, and then they are seen.", "Who counts them finds them."];
        const open = selectAnswer(tools, question, [...essays.map((text, at) => ({ id: `e${at}`, text })), given[0]]);
        assert.deepEqual([open.phase, open.asked_back.calls, open.candidates.length], ["done", 0, 3]);
    });
});
