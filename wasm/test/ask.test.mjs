// The whole run, against a server that speaks and misbehaves as real ones do.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
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
import { realClock } from "smacs/wire";
import { testPatience, until } from "../../tests/patience.mjs";
import { startServer } from "../../web/test/server.mjs";
import { files, needsFiles, withCode } from "./support.mjs";

const question = "add the numbers";
const key = "sk-a-key-of-a-visitor";
const unhandled = [];
const remember = (error) => unhandled.push(error);
process.on("unhandledRejection", remember);
after(() => process.off("unhandledRejection", remember));

/** A clock that only `tick` moves. */
function clockByHand() {
    let now = 0;
    const waiting = new Set();
    const after = (ms, run) => {
        const timer = { at: now + ms, run };
        waiting.add(timer);
        return () => waiting.delete(timer);
    };
    const tick = (ms) => {
        now += ms;
        for (const timer of [...waiting].filter(({ at }) => at <= now)) {
            waiting.delete(timer);
            timer.run();
        }
    };
    return { clock: { now: () => now, after }, tick };
}

describe("ask", { ...needsFiles, timeout: testPatience }, () => {
    let tools;
    let server;
    before(async () => {
        const { address } = files();
        tools = await loadTools({ embedder: new URL("default.sme", address), index: new URL("default.smx", address) });
    });
    after(() => tools?.dispose());
    afterEach(async () => {
        await server?.close();
        server = undefined;
        await turn();
        assert.deepEqual(unhandled.splice(0), []);
    });

    /** All agree on 4, but chi. */
    const answers = (_, name) => JSON.stringify({ answer: name.startsWith("chi") ? "5" : "4" });
    const serve = async (options = {}) => {
        server = await startServer({ answers, chunk: 6, pause: 1, key, ...options });
        return server;
    };
    const pool = (faults = {}, more = {}) =>
        ["ada", "ben", "chi", "gap"].map((model) => ({
            id: model,
            model,
            served: faults[model] ? `${model}!${faults[model]}` : model,
            base: `${server.url}/v1`,
            key,
            priceInput: 1,
            priceOutput: 2,
            ...more,
        }));
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
    /** Waits between attempts pass at once, and are written down; patience runs as ever. */
    const waits = [];
    const clock = {
        now: realClock.now,
        after(ms, run) {
            const isWait = ms >= 200 && ms <= 60_000;
            waits.push(...(isWait ? [ms] : []));
            return realClock.after(isWait ? 1 : ms, run);
        },
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
        for (const { headers, body, url } of server.requests) {
            assert.equal(headers.authorization, `Bearer ${key}`);
            assert.equal(url, "/v1/chat/completions");
            assert.equal(body.messages[0].content, "Be brief.");
            assert.deepEqual(body.stream_options, { include_usage: true });
            assert.equal("logprobs" in body, false);
        }
        const trace = run.trace();
        assert.equal(JSON.parse(trace).request.seed, 7);
        assert.ok(!trace.includes(key) && !trace.includes(server.url));
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
            const later = Math.min(240, server.counts.pieces + 20);
            await until(() => server.counts.pieces >= later);
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
        await until(() => server.requests.length > 0);
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
        server.faults.ben = "credit";
        const run = asking();
        const ends = [];
        for await (const { answer, view } of run) {
            if (answer) {
                ends.push([answer.degraded, view.calls.filter(({ member }) => member === "ben").length]);
                if (ends.length === 1) {
                    delete server.faults.ben;
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
        await server.close();
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
        assert.equal(server.requests.length, last.answer.calls_made);
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

    describe("the default host", () => {
        /** Lets everything go on that waits for nothing but its turn. */
        const turns = async () => {
            for (let n = 0; n < 20; n++) {
                await turn();
            }
        };
        /** One call, straight. */
        const call = (
            fault,
            { more = {}, params = {}, options = {}, signal = new AbortController().signal, onText } = {},
        ) => {
            const host = fetchHost(pool({ ada: fault }, more), { clock, ...options });
            const action = {
                type: "call",
                call: 0,
                role: "reference",
                member: "ada",
                subset: null,
                messages: [{ role: "user", content: question }],
                params: { temperature: null, max_tokens: 100, logprobs: false, ...params },
            };
            return host.call(action, signal, onText);
        };

        /** Kind of failure for each way to misbehave, and how many requests that took. */
        const failures = {
            "rate-limit": ["rate-limit", 3],
            server: ["server", 3],
            auth: ["auth", 1],
            credit: ["credit", 1],
            refused: ["refused", 1],
            "unknown-model": ["unknown-model", 1],
            reset: ["network", 3],
            garbage: ["bad-response", 1],
            html: ["bad-response", 1],
            "no-choices": ["empty", 1],
            empty: ["empty", 1],
            filtered: ["refused", 1],
            "error-in-200": ["server", 1],
            "error-object-in-200": ["server", 1],
            "error-finish-in-200": ["server", 1],
            "garbage-in-stream": ["bad-response", 1],
            broken: ["network", 1],
        };
        const begun = new Set([
            "error-in-200",
            "error-object-in-200",
            "error-finish-in-200",
            "garbage-in-stream",
            "broken",
        ]);
        for (const [fault, [kind, requests]] of Object.entries(failures)) {
            test(`${fault} is ${kind}`, async () => {
                await serve();
                await assert.rejects(call(fault), (error) => {
                    assert.ok(error instanceof Failure, String(error));
                    assert.equal(error.kind, kind, error.message);
                    assert.equal(error.partial?.text, begun.has(fault) ? '{"answer":"4"}' : undefined);
                    return true;
                });
                assert.equal(server.requests.length, requests);
            });
        }

        for (const [fault, requests] of Object.entries({
            "rate-limit-once": 2,
            "server-once": 2,
            "overloaded-first-in-200": 2,
            "no-done": 1,
            whole: 1,
            reasons: 1,
            "reasons-twice": 1,
            thinks: 1,
            "no-stream-options": 2,
            "no-max-tokens": 2,
        })) {
            test(`${fault} still brings the answer`, async () => {
                await serve();
                const { text, reasoning, finish } = await call(fault);
                assert.deepEqual(JSON.parse(text), { answer: "4" });
                assert.equal(finish, "stop");
                assert.equal(reasoning, /reasons|thinks/.test(fault) ? "Let me see." : undefined);
                assert.equal(server.requests.length, requests);
            });
        }

        test("waits as long as the server asks, and not for ever", async () => {
            await serve();
            waits.length = 0;
            await call("rate-limit-once-after");
            assert.equal(waits.length, 1);
            assert.ok(waits[0] >= 990);
            const fetch = async () => new Response("{}", { status: 429, headers: { "retry-after": "100" } });
            await assert.rejects(call(undefined, { options: { fetch } }), { kind: "rate-limit" });
        });

        test("an end that was not announced is said, a limit that was reached too", async () => {
            await serve();
            assert.equal((await call("no-end")).finish, "unannounced");
            assert.equal((await call(undefined, { params: { max_tokens: 1 } })).finish, "length");
        });

        test("much more than was allowed is cut, long before 8 MiB", async () => {
            await serve();
            const line = `data: ${JSON.stringify({ choices: [{ delta: { content: "so ".repeat(10_000) } }] })}\n\n`;
            let sent = 0;
            const pull = (controller) => {
                sent++;
                controller.enqueue(new TextEncoder().encode(line));
            };
            const fetch = async () => new Response(new ReadableStream({ pull }));
            const { text, finish } = await call(undefined, { options: { fetch }, params: { max_tokens: 20_000 } });
            assert.equal(finish, "length");
            assert.equal(text.length, 16 * 20_000);
            assert.ok(sent < 20, `${sent} pieces of 30,000 characters`);
        });

        test("asks for log-probabilities and takes the mean over the answer", async () => {
            await serve();
            const logprobs = { params: { logprobs: true } };
            const { meanLogprob: mean } = await call(undefined, logprobs);
            assert.ok(mean < 0 && mean > -2);
            assert.equal((await call("logprobs-arrays", logprobs)).meanLogprob, mean);
            assert.equal((await call("logprobs-sentinels", logprobs)).meanLogprob, mean);
            assert.equal((await call("thinks", logprobs)).meanLogprob, mean);
            assert.equal((await call("no-logprobs", logprobs)).meanLogprob, undefined);
            assert.equal((await call("ignores-logprobs", logprobs)).meanLogprob, undefined);
        });

        test("gives up what says nothing, or nothing more", async () => {
            await serve();
            const encoder = new TextEncoder();
            const piece = (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
            /** Says one thing after the other, 40 ms apart; the call must end within the time of all. */
            const after = async (patience, said, headers = true) => {
                const { clock, tick } = clockByHand();
                let stream;
                const fetch = (_, { signal }) =>
                    new Promise((resolve, reject) => {
                        signal.addEventListener("abort", () => (headers ? stream.error : reject)(signal.reason));
                        const body = new ReadableStream({
                            start(controller) {
                                stream = {
                                    error: (reason) => controller.error(reason),
                                    say: (text) => controller.enqueue(encoder.encode(text)),
                                };
                            },
                        });
                        if (headers) {
                            resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
                        }
                    });
                let over = false;
                const calling = call(undefined, { options: { ...patience, fetch, clock } }).finally(() => {
                    over = true;
                });
                calling.catch(() => {});
                for (const text of said) {
                    assert.equal(over, false, `before ${text}`);
                    await turns();
                    stream.say(text);
                    await turns();
                    tick(40);
                    await turns();
                }
                assert.equal(over, true);
                return calling;
            };
            const comment = ": still there\n\n";
            await assert.rejects(after({ first: 80 }, [comment, comment]), { kind: "timeout" });
            await assert.rejects(after({ first: 80 }, ["", ""], false), { kind: "timeout" });
            await assert.rejects(after({ first: 50, idle: 80 }, [piece("a"), piece("b"), comment]), (error) => {
                assert.equal(error.kind, "timeout");
                assert.equal(error.partial.text, "ab");
                return true;
            });
            await assert.rejects(after({ total: 120 }, [piece("a"), piece("b"), piece("c")]), { kind: "timeout" });
        });

        test("ends at once when it is aborted, also between attempts", async () => {
            await serve();
            for (const fault of ["silent", "drip", "no-headers", "rate-limit"]) {
                const stopping = new AbortController();
                const before = server.requests.length;
                const asked = () => until(() => server.requests.length > before);
                const sending = async (...request) => {
                    const reply = fetch(...request);
                    const begun = fault === "no-headers" ? asked() : reply;
                    begun.then(() => setImmediate(() => stopping.abort()));
                    return reply;
                };
                const options = { clock: realClock, fetch: sending };
                await assert.rejects(call(fault, { signal: stopping.signal, options }), { kind: "cancelled" });
            }
            await assert.rejects(call(undefined, { signal: AbortSignal.abort() }), { kind: "cancelled" });
        });

        test("usage is the server's, with its cost", async () => {
            await serve();
            // Thoughts that are counted beside the output are billed as output.
            assert.deepEqual((await call("cost")).usage, { input: 20, output: 380, cost: 0.00042 });
            assert.equal((await call("no-usage")).usage, undefined);
            await assert.rejects(call("auth"), { usage: { input: 0, output: 0, cost: 0 } });
        });

        test("cuts a key out of whatever the server says", async () => {
            await serve({ answers: () => `You sent ${key}, which is no answer.` });
            const more = { key: () => key };
            assert.equal((await call(undefined, { more })).text, "You sent [key], which is no answer.");
            const fetch = async () => Response.json({ error: { message: `bad key: ${key}` } }, { status: 401 });
            await assert.rejects(call(undefined, { options: { fetch } }), { kind: "auth", message: "bad key: [key]" });
        });

        test("reads events however they are cut", async () => {
            await serve();
            const event = (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}`;
            const said = `: hi\r\n${event("a")}\r\n\r\n${event("é")}\n\n${event("c")}\r\rdata: [DONE]\r\n\r\n`;
            const bytes = new TextEncoder().encode(said);
            for (const size of [1, 2, 3, 7, bytes.length]) {
                const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
                    bytes.slice(at * size, (at + 1) * size),
                );
                const body = ReadableStream.from(pieces);
                const fetch = async () => new Response(body, { headers: { "content-type": "text/event-stream" } });
                assert.equal((await call(undefined, { options: { fetch } })).text, "aéc", `in pieces of ${size}`);
            }
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
