// Live runs against a server of the test's own, and their traces run again, natively and under WASI.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import test from "node:test";
import { until } from "../patience.mjs";
import { answer, serve } from "./chat-server.mjs";
import { always, env, native, prepared, question, said, secret, start, traceOf } from "./live-run.mjs";
import { missing, once, workshop } from "./tool.mjs";

test("the answer that most give is kept", native, async (t) => {
    const { base, seen } = await serve(t, { one: said(42), two: said(41), three: said(42) });
    const shop = prepared(t, `${base}/`, [
        { id: "a", endpoint: "here", model: "one", index: "Adder-7B", price_input: 1, price_output: 2 },
        { id: "b", endpoint: "here", model: "two", index: "Speller-7B", price_input: 1, price_output: 2 },
        { id: "c", endpoint: "here", model: "three", prior: 0.5, price_input: 1, price_output: 2, logprobs: true },
    ]);
    const { code, out, err } = await start(shop, "--mode select --no-early-stop --seed 7 --max-tokens 99", {});
    assert.equal(code, 0, err);
    assert.match(out, /^He has them all together\.\nThe answer is 42\.\n$/);
    assert.match(err, /a is asked at here\n/);
    assert.match(err, /b answered in \d+\.\d s, 10 tokens\n/);
    assert.match(
        err,
        /\nkept the answer of [ac].*, select, score \d\.\d+ \(agreement [^)]*vote [^)]*\); about \d+ in 100 such answers are right; 3 calls made, 3 planned, 0 saved; 120 tokens in, 30 out \(actual\); cost 0\.00018 USD \(at listed prices\)\n$/,
    );
    assert.ok(seen.every(({ key, path }) => key === `Bearer ${secret}` && path === "/v1/chat/completions"));
    assert.ok(seen.every(({ body }) => body.max_tokens === 99 && body.stream === false && !("temperature" in body)));
    assert.deepEqual(
        seen.filter(({ body }) => body.logprobs === true).map(({ model }) => model),
        ["three"],
    );
    const { trace, view } = traceOf(t, shop);
    assert.equal(trace.request.seed, 7);
    assert.match(trace.request.nonce, /^[0-9a-f]{32}$/);
    assert.deepEqual(
        trace.request.pool.map(({ model }) => model),
        ["Adder-7B", "Speller-7B", null],
    );
    assert.ok(["a", "c"].includes(view.calls[view.kept].member));
    assert.deepEqual(view.degraded, []);
});

test(
    "an answer of another model than the one asked says so, and counts no price and no prior of it",
    native,
    async (t) => {
        const by = (model) => answer("The answer is 42.", {}, { model });
        const { base } = await serve(t, { one: by("tiny-1b"), two: by("two-2026-05-01"), three: by("Vendor/three") });
        const priced = { endpoint: "here", price_input: 1, price_output: 2 };
        const shop = prepared(t, base, [
            { id: "a", model: "one", index: "Adder-7B", ...priced },
            { id: "b", model: "two", index: "Speller-7B", ...priced },
            { id: "c", model: "three", prior: 0.5, ...priced },
        ]);
        const { code, err } = await start(shop, "--mode select --no-early-stop --seed 7");
        assert.equal(code, 0, err);
        const { events, calls, view } = traceOf(t, shop);
        const called = (id) => calls.find(({ member }) => member === id).call;
        const told = Object.fromEntries(["a", "b", "c"].map((id) => [id, view.calls[called(id)].served]));
        assert.deepEqual(told, { a: "tiny-1b", b: null, c: null });
        assert.equal(events.find(({ call }) => call === called("a")).served, "tiny-1b");
        const of = (id) => view.calls[called(id)].usage.cost;
        assert.equal(of("a"), null);
        assert.ok(of("b") > 0 && of("b") === of("c"));
        assert.equal(view.panel.find(({ member }) => member === "a").prior, null);
        assert.ok(view.panel.find(({ member }) => member === "b").prior > 0);
    },
);

test("a model is asked back for what was not read, behind its endpoint's other calls", native, async (t) => {
    const essay = `${"He counts the apples one by one and lays them side by side. ".repeat(4)}In the end there are 42 of them there.`;
    const back = ({ body }) => body.messages.length === 3;
    const models = {
        essayist: (asked, reply) => reply(back(asked) ? answer("42 apples") : answer(essay)),
        other: said(41),
        third: said(42),
    };
    const { base, seen } = await serve(t, models);
    const shop = prepared(t, base, Object.keys(models), { parallel: 1 });
    const { code, err } = await start(shop, "--mode select --no-early-stop --n 3");
    assert.equal(code, 0, err);
    assert.match(err, /essayist is asked for its final answer in short\n/);
    assert.match(err, /; 3 calls made, 3 planned, 0 saved, 1 asked back \(50 tokens\);/);
    assert.deepEqual(seen.map(back), [false, false, false, true]);
    const { body } = seen[3];
    assert.deepEqual(
        [body.model, body.temperature, body.max_tokens, body.messages[1]],
        ["essayist", 0, 64, { role: "assistant", content: essay }],
    );
    const { view, calls } = traceOf(t, shop);
    assert.deepEqual([calls[3].role, view.calls[calls[3].of].how], ["state", "stated"]);
    assert.deepEqual(
        view.camps.map(({ key, members }) => [key, members.length]),
        [
            ["42", 2],
            ["41", 1],
        ],
    );
    await start(shop, "--mode select --no-early-stop --n 3 --no-state --contract");
    assert.deepEqual(seen.slice(4).map(back), [false, false, false]);
    assert.ok(seen.slice(4).every(({ body: { messages } }) => /Answer: /.test(messages.at(-1).content)));
    assert.ok(traceOf(t, shop).view.calls.every(({ how }) => how !== "stated"));
});

test("a referee compares the leading answers in both orders, and may change what is kept", native, async (t) => {
    const prefers = (number) => (asked, reply) => {
        const { content } = asked.body.messages[0];
        const first = content.indexOf(`is ${number}.`) < content.indexOf(`is ${83 - number}.`);
        reply(answer(`It is ${number}.\nVerdict: ${first ? 1 : 2}`));
    };
    const models = { one: said(42), two: said(41), fair: prefers(41), biased: answer("Verdict: 1") };
    const { base, seen } = await serve(t, models);
    const known = (model, index) => ({ id: model, endpoint: "here", model, index, maker: model });
    const play = async (judge, more = "") => {
        const members = [known("one", "Coder-7B"), known("two", "Speller-7B")];
        const referee = { id: judge, endpoint: "here", model: judge, maker: judge, prior: 0.9 };
        const shop = prepared(t, base, [...members, referee], {}, { aggregators: [judge] });
        const { code, err } = await start(shop, `--mode select --no-early-stop --n 2 ${more}`);
        assert.equal(code, 0, err);
        return { ...traceOf(t, shop), err };
    };
    const { view, calls, err } = await play("fair");
    assert.deepEqual(
        calls.slice(2).map(({ role, member, order }) => [role, member, order]),
        [
            ["judge", "fair", 0],
            ["judge", "fair", 1],
        ],
    );
    assert.deepEqual([view.calls[view.kept].member, view.referee.changed], ["two", true]);
    assert.match(err, /fair is asked to compare the two leading answers\n/);
    assert.match(err, /2 calls made.*, 2 by the referee fair \(100 tokens\), who changed the answer;/);
    const biased = await play("biased");
    assert.deepEqual([biased.view.calls[biased.view.kept].member, biased.view.referee.winner], ["one", null]);
    assert.match(biased.err, /the referee biased \(100 tokens\), who gave no clear verdict;/);
    seen.length = 0;
    assert.equal((await play("fair", "--no-referee")).view.referee, null);
    assert.equal(seen.length, 2);
});

test("merged answers are made by the aggregators of the pool", native, async (t) => {
    const models = { one: said(42), two: said(41), three: said(17), writer: said(42) };
    const { base, seen } = await serve(t, models);
    const members = ["one", "two", "three", { id: "w", endpoint: "here", model: "writer" }];
    const shop = prepared(t, base, members, {}, { aggregators: ["w"] });
    const { code, err } = await start(shop, "--mode aggregate --n 3 --quiet --json");
    assert.equal(code, 0, err);
    assert.equal(err, "");
    const { calls, view } = traceOf(t, shop);
    const merges = calls.filter(({ role }) => role === "aggregate");
    assert.ok(merges.length > 0 && merges.every(({ member }) => member === "w"));
    assert.equal(view.settled, "aggregate");
    assert.ok(seen.some(({ model, body }) => model === "writer" && body.temperature === 0.7));
});

test("a server's faults are told apart, and what passes is tried again", native, async (t) => {
    const models = {
        busy: (_, reply, times) => (times === 1 ? reply("slow down", 429, { "Retry-After": "1" }) : reply(said(42))),
        gateway: (_, reply, times) => (times < 3 ? reply("<html>bad gateway", 502) : reply(said(42))),
        broken: (_, reply) => reply({ error: { message: "oops" } }, 500),
        locked: (_, reply) => reply({ error: { message: `Bad key ${secret}\n\u001b[31m!` } }, 401),
        poor: (_, reply) => reply({ error: { message: "insufficient credits" } }, 429),
        reset: (_, { socket }) => socket.destroy(),
        garbage: "{{{",
        nothing: { choices: [] },
        silent: answer(""),
        hidden: answer("<think>hm, what now", { finish_reason: "length" }),
        declined: answer({ content: null, refusal: "No." }),
        inside: { error: { code: 429, message: "quota of today: insufficient balance" } },
        absent: (_, reply) => reply({ error: { message: "model does not exist" } }, 404),
        slow: () => {},
        huge: (_, reply) => reply(`"${"x".repeat(9 << 20)}"`),
        moved: (_, reply) => reply("", 302, { Location: "http://127.0.0.1:1/v1" }),
        spent: (_, reply) =>
            reply("slow down", 429, {
                "X-RateLimit-Remaining-Requests": "0",
                "X-RateLimit-Reset-Requests": "7h12m",
                "X-RateLimit-Remaining-Tokens": "9",
                "X-RateLimit-Reset-Tokens": "1s",
            }),
        ollama: { message: { role: "assistant", content: "The answer is 42." }, done: true, done_reason: "stop" },
        fine: said(42),
    };
    const { base, seen } = await serve(t, models);
    // Only the one that never answers has little time.
    const endpoints = { here: { base, key_env: "SMACS_TEST_KEY" }, hasty: { base, timeout_s: 1 } };
    const members = Object.keys(models).map((id) => ({ id, endpoint: id === "slow" ? "hasty" : "here", model: id }));
    const shop = prepared(t, base, members, {}, { endpoints });
    const { code, out, err } = await start(shop, "--mode select --no-early-stop --n 20");
    assert.equal(code, 0, err);
    assert.match(out, /42/);
    assert.ok(!err.includes(secret) && !err.includes("\u001b"));
    assert.match(err, /busy is asked again in \d\.\d s \(rate-limit: slow down\)\n/);
    assert.match(err, /locked failed after \d\.\d s: auth: Bad key \[key\] \[31m!\n/);
    assert.match(err, /degraded: some answers failed or were cut short\n$/);
    const { of, view } = traceOf(t, shop);
    const kinds = Object.keys(models).map((id) => [id, of(id).kind ?? "answered"]);
    assert.deepEqual(Object.fromEntries(kinds), {
        busy: "answered",
        gateway: "answered",
        broken: "server",
        locked: "auth",
        poor: "credit",
        reset: "network",
        garbage: "bad-response",
        nothing: "bad-response",
        silent: "empty",
        hidden: "empty",
        declined: "refused",
        inside: "credit",
        absent: "unknown-model",
        slow: "timeout",
        huge: "bad-response",
        moved: "bad-response",
        spent: "rate-limit",
        ollama: "answered",
        fine: "answered",
    });
    const times = (id) => seen.filter(({ model }) => model === id).length;
    const again = ["busy", "gateway", "broken", "locked", "poor", "slow", "spent"].map(times);
    assert.deepEqual(again, [2, 3, 3, 1, 1, 1, 1]);
    assert.equal(err.match(/reset is asked again in/g).length, 2); // libcurl sends more, where it had kept a connection
    assert.equal(of("hidden").reasoning, "hm, what now");
    assert.deepEqual(of("locked").usage, { input: 0, output: 0, cost: 0, basis: "actual" });
    assert.deepEqual(of("silent").usage, { input: 40, output: 10, cost: null, basis: "actual" });
    assert.equal(of("slow").usage, undefined);
    assert.ok(view.calls.every(({ state }) => state !== "flying"));
});

test("a redirect is not followed, so the key goes to no other origin", native, async (t) => {
    const other = await serve(t, { one: said(42) });
    const moved = (_, reply) => reply("", 307, { Location: `${other.base}/chat/completions` });
    const { base, seen } = await serve(t, { one: moved });
    const shop = prepared(t, base, ["one"]);
    const { code, err } = await start(shop, "--mode route");
    assert.equal(code, 1, err);
    assert.match(err, /one failed after \d+\.\d s: bad-response: a redirect, which is not followed/);
    assert.deepEqual([seen.length, other.seen.length], [1, 0]);
});

test("fields that a server does not take are left out", native, async (t) => {
    const refuse = (reply, field) => reply({ error: { message: `Unsupported parameter: '${field}'` } }, 400);
    const picky = ({ body }, reply) => {
        const wrong = ["logprobs", "temperature", "max_tokens"].find((field) => field in body);
        wrong ? refuse(reply, wrong) : reply(said(42));
    };
    const models = {
        picky,
        limitless: ({ body }, reply) => {
            const wrong = ["max_tokens", "max_completion_tokens"].find((field) => field in body);
            wrong ? refuse(reply, wrong) : reply(said(42));
        },
        stubborn: (_, reply) => refuse(reply, "logprobs"),
    };
    const { base, seen } = await serve(t, models);
    const members = Object.keys(models).map((id) => ({
        id,
        endpoint: "here",
        model: id,
        logprobs: id !== "limitless",
    }));
    const shop = prepared(t, base, members, {}, { aggregators: ["picky"] });
    const { code, err } = await start(shop, "--mode aggregate");
    assert.equal(code, 0, err);
    assert.match(err, /picky does not take logprobs\n/);
    const last = (id) => Object.keys(seen.filter(({ model }) => model === id).at(-1).body);
    assert.deepEqual(last("picky"), ["model", "messages", "stream", "max_completion_tokens"]);
    assert.deepEqual(last("limitless"), ["model", "messages", "stream"]);
    assert.equal(seen.filter(({ model }) => model === "stubborn").length, 2);
    assert.equal(traceOf(t, shop).of("stubborn").kind, "bad-request");
});

test("an endpoint that answers with another model is found out", native, async (t) => {
    const { base } = await serve(t, {
        dated: answer("The answer is 42.", {}, { model: "dated-2026-01-31" }),
        fallen: answer("The answer is 42.", {}, { model: "someone/else-7b" }),
        silent: answer("The answer is 42."),
    });
    const pooled = (id, model) => ({ id, endpoint: "here", model: id, index: model, price_input: 1, price_output: 1 });
    const members = [pooled("dated", "Adder-7B"), pooled("fallen", "Allrounder-70B"), pooled("silent", "Speller-7B")];
    const shop = prepared(t, base, members);
    const { code, err } = await start(shop, "--mode select --no-early-stop");
    assert.equal(code, 0, err);
    const { view } = traceOf(t, shop);
    const call = (member) => view.calls.find((made) => made.member === member);
    const seat = (member) => view.panel.find((each) => each.member === member);
    assert.deepEqual(
        [call("dated").served, call("fallen").served, call("silent").served],
        [null, "someone/else-7b", null],
    );
    assert.equal(seat("fallen").prior, null);
    assert.ok(seat("dated").prior > 0 && seat("silent").prior > 0);
    assert.deepEqual([call("fallen").usage.cost, call("dated").usage.cost > 0], [null, true]);
});

test("what an answer says is read, and mended where it must be", native, async (t) => {
    const token = (text, logprob) => ({ token: text, logprob });
    const models = {
        thinker: answer("<think>12 + 30</think>\n\n42", {
            logprobs: {
                content: [
                    token("<think>12 + 30</think>\n\n", -5),
                    token("4", -0.5),
                    token("2", -0.1),
                    token("<|im_end|>", -9),
                ],
            },
        }),
        apart: answer(
            { content: [{ type: "text", text: "42" }], reasoning_content: "adding" },
            { logprobs: { content: [token("adding", -7), token("42", -0.25)] }, finish_reason: "MAX" },
            { usage: null },
        ),
        unsure: answer("42", {
            logprobs: { content: [token("4", null), token("2", -9999), token("", -0.5), { token: 3 }, null] },
            finish_reason: "max_tokens",
        }),
        strange: JSON.stringify(answer("4@2 is it")).replace("@", "\\u0000\\ud800\\\\u0000"),
        parrot: answer(
            `42, says ${secret}.`,
            {},
            { usage: { prompt_tokens: 1e300, completion_tokens: -1, cost: "1" } },
        ),
        paid: answer(
            "42",
            { finish_reason: null },
            { usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 9, cost: 0.5 } },
        ),
    };
    models.parrot = JSON.stringify(models.parrot).replace("sk-made", "sk\\u002dmade").replace("/", "\\/");
    const { base } = await serve(t, models);
    const members = Object.keys(models).map((id) => ({ id, endpoint: "here", model: id, logprobs: true }));
    const shop = prepared(t, base, members);
    const { code, out, err } = await start(shop, "--mode select --no-early-stop");
    assert.equal(code, 0, err);
    assert.ok(!out.includes(secret));
    const { of } = traceOf(t, shop);
    const thinker = of("thinker");
    assert.deepEqual([thinker.text, thinker.reasoning], ["42", "12 + 30"]);
    assert.ok(Math.abs(thinker.mean_logprob + 0.3) < 1e-12);
    const apart = of("apart");
    assert.deepEqual([apart.text, apart.reasoning, apart.mean_logprob, apart.finish], ["42", "adding", -0.25, "other"]);
    assert.equal(apart.usage.basis, "estimated");
    assert.deepEqual([of("unsure").mean_logprob, of("unsure").finish], [-0.5, "length"]);
    assert.equal(of("strange").text, "4\uFFFD\uFFFD\\u00002 is it");
    assert.equal(of("parrot").text, "42, says [key].");
    assert.equal(of("parrot").usage, undefined);
    assert.deepEqual(of("paid").usage, { input: 5, output: 4, cost: 0.5, basis: "actual" });
    assert.equal(of("paid").finish, "stop");
});

test("an endpoint that is not there costs nothing, and the next model is asked", native, async (t) => {
    const { base, seen } = await serve(t, { one: said(42) });
    const endpoints = { gone: { base: "http://127.0.0.1:1/v1" }, here: { base } };
    const members = [
        { id: "a", endpoint: "gone", model: "zero" },
        { id: "b", endpoint: "here", model: "one" },
    ];
    const shop = prepared(t, base, []);
    shop.write("pool.json", JSON.stringify({ endpoints, members }));
    const { code, err } = await start(shop, "--mode route");
    assert.equal(code, 0, err);
    assert.match(err, /degraded: the first choice did not answer\n$/);
    assert.deepEqual(
        seen.map(({ key }) => key),
        [undefined],
    );
    const { of } = traceOf(t, shop);
    assert.equal(of("a").kind, "network");
    assert.deepEqual(of("a").usage, { input: 0, output: 0, cost: 0, basis: "actual" });
});

test("limits hold: calls, cost, an endpoint's own, the deadline", native, async (t) => {
    // Nobody is answered before two are asked.
    const late = (_, reply) => until(() => state.most === 2).then(() => reply(said(42)));
    const { base, seen, state } = await serve(t, {
        one: late,
        two: late,
        three: late,
        four: late,
        quick: said(42),
        never: () => {},
    });
    const names = ["one", "two", "three", "four"];
    const shop = prepared(t, base, names, { parallel: 2 });
    const limited = await start(shop, "--mode select --no-early-stop --calls 2");
    assert.equal(limited.code, 0, limited.err);
    assert.match(limited.err, /2 calls made, .*degraded: calls were left out for the budget's sake\n$/);
    traceOf(t, shop);
    await start(shop, "--mode select --no-early-stop");
    assert.equal(state.most, 2);

    const before = seen.length;
    const broke = await start(shop, "--mode select --cost 0.5");
    assert.equal(broke.code, 1);
    assert.match(broke.err, /one has no price, so it is not asked under --cost\n/);
    assert.match(broke.err, /\nno answer; 0 calls made/);
    assert.equal(seen.length, before);
    assert.equal(broke.out, "");

    const waiting = prepared(t, base, ["quick", "never"]);
    const due = await start(waiting, "--mode select --no-early-stop --deadline 3000");
    assert.equal(due.code, 0, due.err);
    assert.match(due.err, /never is cancelled \(deadline\)\n/);
    const { events } = traceOf(t, waiting);
    assert.deepEqual(
        events.filter(({ type }) => type === "tick" || type === "failed").map(({ type, kind }) => kind ?? type),
        ["tick", "cancelled"],
    );
});

test("Ctrl-C keeps the best of what is there", native, async (t) => {
    const { base } = await serve(t, { quick: said(42), never: () => {} });
    const shop = prepared(t, base, ["quick", "never"]);
    const args = "--mode select --no-early-stop";
    const kept = await start(shop, args, { onText: once(/quick answered/, "SIGINT") });
    assert.equal(kept.code, 0, kept.err);
    assert.match(kept.out, /42/);
    assert.match(kept.err, /never is cancelled \(stop\)\n.*degraded: .*stopped before all was there\n$/s);
    assert.deepEqual(traceOf(t, shop).view.degraded, ["stopped"]);

    const alone = prepared(t, base, ["never"]);
    const none = await start(alone, args, { onText: once(/never is asked/, "SIGINT") });
    assert.equal(none.code, 1);
    assert.match(none.err, /\nno answer; 1 calls made/);
    assert.match(alone.must("replay trace.json --index x.smx --embedder e.sme"), /no answer kept: identical/);
});

test("other signals that end keep what arrived and write the trace, as Ctrl-C does", native, async (t) => {
    const { base } = await serve(t, { quick: said(42), never: () => {} });
    for (const name of ["SIGTERM", "SIGHUP"]) {
        const shop = prepared(t, base, ["quick", "never"]);
        const args = "--mode select --no-early-stop";
        const kept = await start(shop, args, { onText: once(/quick answered/, name) });
        assert.equal(kept.code, 0, kept.err);
        assert.match(kept.out, /42/);
        assert.deepEqual(traceOf(t, shop).view.degraded, ["stopped"]);
    }
});

test("a trace that cannot be written is told before anyone is asked", native, async (t) => {
    const { base, seen } = await serve(t, { one: said(42) });
    const shop = prepared(t, base, ["one"]);
    const { code, err } = await shop.start([...always, question, "--trace", "no/such/folder/t.json"], { env });
    assert.equal(code, 1);
    assert.match(err, /^smacs: no\/such\/folder\/t\.json: the file could not be written \(/);
    assert.deepEqual(seen, []);
});

test("a full disk ends a run with what is wrong, and replaces no device", native, async (t) => {
    if (!existsSync("/dev/full")) {
        t.skip("there is no /dev/full");
        return;
    }
    const { base } = await serve(t, { one: said(42) });
    const shop = prepared(t, base, ["one"]);
    const { code, err } = await shop.start([...always, question, "--trace", "/dev/full"], { env });
    assert.equal(code, 1);
    assert.match(err, /smacs: \/dev\/full: the file could not be written \(No space left on device\)/);
    assert.ok(statSync("/dev/full").isCharacterDevice());
});

test("a request is not repeated on a connection that has died", native, async (t) => {
    const used = new Set();
    const does = (_, reply) => {
        if (used.has(reply.socket)) {
            reply.socket.destroy();
            return;
        }
        used.add(reply.socket);
        reply(said(42), 200, { Connection: "keep-alive" });
    };
    const { base, seen } = await serve(t, { one: does, two: does, three: does });
    const shop = prepared(t, base, ["one", "two", "three"], { parallel: 1 });
    const { code, err } = await start(shop, "--mode select --no-early-stop");
    assert.equal(code, 0, err);
    assert.deepEqual(seen.map(({ model }) => model).sort(), ["one", "three", "two"]);
});

test("a pool that cannot be meant is refused before anyone is asked", native, async (t) => {
    const { base, seen } = await serve(t, {});
    const shop = prepared(t, base, ["one"]);
    const here = { base };
    const one = { id: "a", endpoint: "here", model: "one" };
    for (const [pool, pattern, environment] of [
        ["{", /pool\.json:1:\d+: /],
        [{ members: [one] }, /missing \(endpoints\)/],
        [
            { endpoints: { here: { ...here, key: secret } }, members: [one] },
            /keys do not belong in this file: let "key_env"/,
        ],
        [{ endpoints: { here: { ...here, Token: secret } }, members: [one] }, /keys do not belong/],
        [{ endpoints: { here: { ...here, key_env: secret } }, members: [one] }, /"key_env" must be the name of an env/],
        [{ endpoints: { here: { ...here, key_env: "NO_SUCH_KEY" } }, members: [one] }, /not set \(NO_SUCH_KEY\)/],
        [
            { endpoints: { here: { ...here, key_env: "SMACS_TEST_KEY" } }, members: [one] },
            /characters that no key can have \(SMACS_TEST_KEY\)/,
            { SMACS_TEST_KEY: `${secret}\r\nX: y` },
        ],
        [{ endpoints: { here: { base: "ftp://x/v1" } }, members: [one] }, /"base" must be an address/],
        [
            { endpoints: { here: { base: "http://x/v1/chat/completions/" } }, members: [one] },
            /ends before \/chat.*with \/v1 \(here/,
        ],
        [{ endpoints: { here: { base: `http://u:${secret}@x/v1` } }, members: [one] }, /"base" must be an address/],
        [{ endpoints: { here }, members: [] }, /no members/],
        [{ endpoints: { here }, members: [one, one] }, /two members have the same id \(a\)/],
        [{ endpoints: { here }, members: [{ ...one, endpoint: "there" }] }, /missing from "endpoints" \(a\)/],
        [{ endpoints: { here }, members: [{ ...one, index: "Nobody-1B" }] }, /no model with this name.*\(Nobody-1B\)/],
        [{ endpoints: { here }, members: [{ ...one, colour: "red" }] }, /no such field \(colour\)/],
        [{ endpoints: { here }, members: [one], aggregators: ["b"] }, /no member of this id \(b\)/],
    ]) {
        shop.write("pool.json", typeof pool === "string" ? pool : JSON.stringify(pool));
        const { code, out, err } = await start(shop, "", { env: { ...env, ...environment } });
        assert.deepEqual([code, out], [1, ""], err);
        assert.match(err, pattern);
        assert.ok(!err.includes(secret), "no key in the message");
    }
    assert.equal(seen.length, 0);
    assert.match((await start(shop, "--mode best")).err, /--mode is auto, route/);
    assert.ok(!shop.files().includes("trace.json"));
});

test("a question comes from stdin, and auto decides by itself", native, async (t) => {
    const { base, seen } = await serve(t, { one: said(42), two: said(42), three: said(42), four: said(42) });
    const shop = prepared(t, base, ["one", "two", "three", "four"]);
    const args = [...always, "-"];
    const { code, err } = await shop.start([...args, "--trace", "trace.json"], { env, input: `${question}\r\n` });
    assert.equal(code, 0, err);
    assert.ok(seen.every(({ body }) => body.messages.at(-1).content.includes(question)));
    assert.equal(traceOf(t, shop).trace.request.question, question);
});

test("a trace that was altered, or belongs to another index, is told", native, async (t) => {
    const { base } = await serve(t, { one: said(42) });
    const shop = prepared(t, base, ["one"]);
    await start(shop, "--mode route");
    const { trace } = traceOf(t, shop);
    const replay = (changed, args) => {
        shop.write("other.json", typeof changed === "string" ? changed : JSON.stringify(changed));
        return shop.run(`replay other.json --embedder e.sme ${args}`.trim());
    };
    const altered = structuredClone(trace);
    altered.steps[1].event.text = "The answer is 43.";
    const differs = replay(altered, "--index x.smx");
    assert.deepEqual([differs.code, differs.out], [1, ""]);
    assert.match(differs.err, /other\.json: step 2 of 2 differs: /);
    assert.match(replay(trace, "").err, /another index/, "the default one");
    assert.match(replay({ ...trace, index: "0".repeat(16) }, "--index x.smx").err, /another index/);
    assert.match(replay({ ...trace, smacs_trace: 9 }, "--index x.smx").err, /newer version/);
    assert.match(replay("{", "--index x.smx").err, /other\.json:1:\d+: /);
    assert.match(differs.err, /--recorded shows what it came to/);
    // Without an index the pool is asked in its own order, which is the same for a pool of one.
    assert.match(replay({ ...trace, index: null }, "").out, /2 steps, kept the answer of one: identical\n/);
});

test("a trace of version 1 can be shown for good", native, (t) => {
    const shop = workshop(t);
    shop.write("old.json", readFileSync(new URL("../golden/trace-1.json", import.meta.url)));
    const { code, out, err } = shop.run("replay old.json --recorded");
    assert.equal(code, 0, err);
    assert.match(out, /^\d+ steps, kept the answer of .+: decided by smacs 0\.1\.0, not replayed\n$/);
    const view = JSON.parse(shop.run("replay old.json --recorded --json").out);
    assert.equal(view.phase, "done");
    assert.equal(view.calls[view.kept].state, "done");
});

test("the WASI build has no network and says so", { skip: missing("wasi") }, (t) => {
    const { code, out, err } = workshop(t, "wasi").run("run x.smx --embedder e.sme --pool pool.json --question What?");
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^smacs: this build has no network/);
});
