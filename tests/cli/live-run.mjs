// What tests of live runs share: a server's key, a folder with an index and a pool, and what the trace of a run holds.
import assert from "node:assert/strict";
import { answer } from "./chat-server.mjs";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

export const question = "Ben has 12 apples and buys 30 more apples. How many apples does he have?";
export const secret = "sk-made-up/0123456789+abcdef";
export const native = { skip: missing("native") };
export const env = { SMACS_TEST_KEY: secret, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
export const said = (number) => answer(`He has them all together.\nThe answer is ${number}.`);

/** A folder with an embedder, an index, and a pool of `members`, whose endpoint has `more`. */
export function prepared(t, base, members, more = {}, rest = {}) {
    const shop = workshop(t);
    shop.write("bank.jsonl", lines(records("made", 90, 1)));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    shop.write(
        "pool.json",
        JSON.stringify({
            endpoints: { here: { base, key_env: "SMACS_TEST_KEY", ...more } },
            members: members.map((id) => (typeof id === "string" ? { id, endpoint: "here", model: id } : id)),
            ...rest,
        }),
    );
    return shop;
}

export const always = ["run", "x.smx", "--embedder", "e.sme", "--pool", "pool.json", "--question"];
/** A run that writes a trace; `args` is cut at spaces, `asked` replaces the question. */
export const start = (shop, args = "", { asked = question, more = [], ...options } = {}) =>
    shop.start([...always, asked, "--trace", "trace.json", ...args.split(" ").filter(Boolean), ...more], {
        env,
        ...options,
    });

/** The trace of the last run, which holds no key and runs again to the same end, on every target. */
export function traceOf(t, shop) {
    const text = shop.read("trace.json").toString();
    assert.ok(!text.includes(secret) && !text.includes(JSON.stringify(secret).slice(1, -1)), "no key in the trace");
    const args = "replay trace.json --index x.smx --embedder e.sme";
    const here = shop.must(args);
    assert.match(here, /^\d+ steps, .*: identical\n$/);
    const view = shop.must(`${args} --json`);
    if (!missing("wasi")) {
        const wasi = workshop(t, "wasi");
        for (const file of ["trace.json", "x.smx", "e.sme"]) {
            wasi.write(file, shop.read(file));
        }
        assert.equal(wasi.must(args), here);
        assert.equal(wasi.must(`${args} --json`), view);
    }
    const trace = JSON.parse(text);
    const events = trace.steps.map(({ event }) => event);
    const calls = trace.steps.flatMap(({ actions }) => actions).filter(({ type }) => type === "call");
    const of = (member) => {
        const numbers = calls.filter((call) => call.member === member).map(({ call }) => call);
        return events.find(({ type, call }) => /completed|failed/.test(type) && numbers.includes(call));
    };
    return { trace, events, calls, of, view: JSON.parse(view) };
}
