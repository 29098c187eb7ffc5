// Records a run of real models as assets/sample-run.json, which the page shows to visitors who have connected none.
//
// usage: node scripts/record-sample.mjs [--question TEXT] [--seed N] [--subsets N] [--max-tokens N] [--out FILE]
//                                       BASE ...
//        node scripts/record-sample.mjs --again [--out FILE]
//
// --again, for when the default files were renewed: what the models said in the present file, decided anew. Where that
// would send them anything else, it has to be recorded.
//
// BASE: the address of an OpenAI-compatible server, up to before /chat/completions; every model that it lists is asked,
// in this order where the index does not know them. What they say is written down as it is. assets/README.md says how
// the present file was made.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ask, loadTools, Run } from "smacs";

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        question: { type: "string", default: "How many days are there in 14 weeks? Answer with the number." },
        seed: { type: "string", default: "1" },
        subsets: { type: "string", default: "6" },
        "max-tokens": { type: "string", default: "200" },
        again: { type: "boolean", default: false },
        out: { type: "string", default: fileURLToPath(new URL("../assets/sample-run.json", import.meta.url)) },
    },
});
if (positionals.length === 0 && !values.again) {
    console.error("usage: node scripts/record-sample.mjs [options] http://127.0.0.1:8080/v1 ...");
    process.exit(2);
}

/** The random code of a marker around an answer, which is none of what is asked. */
const frameCode = /(?<=\[(?:answer|end) \d+) [0-9a-f]{16}(?=\])/g;

const pool = (await Promise.all(positionals.map(membersAt))).flat();
const assets = new URL("../assets/", import.meta.url);
const tools = await loadTools({ embedder: new URL("default.sme", assets), index: new URL("default.smx", assets) });
if (values.again) {
    writeFileSync(values.out, `${decideAgain(JSON.parse(readFileSync(values.out, "utf8")))}\n`);
    process.exit(0);
}
const run = ask(values.question, {
    tools,
    pool,
    seed: Number(values.seed),
    config: {
        mode: "aggregate",
        subsets: Number(values.subsets),
        max_tokens: Number(values["max-tokens"]),
        early_stop: false,
        state: false,
    },
});
let said = "";
let trace = "";
for await (const { view, answer } of run) {
    const now = `${view.phase}: ${view.calls_made} of ${view.calls_planned} calls`;
    if (now !== said) {
        console.log(now);
        said = now;
    }
    if (answer) {
        for (const { member, role, state, ms, answer: final, text } of view.calls) {
            console.log(`\n[${role}] ${member}, ${state}, ${Math.round(ms)} ms, final answer ${final?.found}\n${text}`);
        }
        console.log(`\nkept: call ${view.kept}, degraded: ${answer.degraded}\n${answer.text}`);
        // Now, since leaving the loop is an event too.
        trace = answer.text ? run.trace() : "";
    }
}
tools.dispose();
if (trace === "") {
    console.error("No answer was kept, so nothing is written.");
    process.exit(1);
}
writeFileSync(values.out, `${trace}\n`);
console.log(`\n${values.out}: ${trace.length} characters`);

/** What the models said, fed to the same request anew. Calls are told by what they ask of whom, as their order may change. */
function decideAgain({ request, steps }) {
    const askedBy = new Map();
    for (const { actions } of steps) {
        for (const [key, call] of callsIn(actions)) {
            askedBy.set(call, key);
        }
    }
    const again = Run.start(tools, request);
    const numbers = new Map();
    for (const { event } of steps) {
        const call = event.call === undefined ? undefined : numbers.get(askedBy.get(event.call));
        if (event.call !== undefined && call === undefined) {
            throw new Error("It asks otherwise now, so the answers are none to what is asked: record a run anew.");
        }
        for (const [key, number] of callsIn(again.feed(call === undefined ? event : { ...event, call }))) {
            numbers.set(key, number);
        }
    }
    const { kept, calls: all } = again.view();
    console.log(`kept: call ${kept}\n${all[kept].text}`);
    return again.trace();
}

/** Each call among actions: what it asks of whom, and its number. */
function callsIn(actions) {
    return actions
        .filter(({ type }) => type === "call")
        .map(({ call, member, role, messages, params }) => [
            JSON.stringify([member, role, messages, params]).replaceAll(frameCode, ""),
            call,
        ]);
}

async function membersAt(base) {
    const response = await fetch(`${base}/models`);
    if (!response.ok) {
        throw new Error(`${base}/models: HTTP status ${response.status}`);
    }
    const { data } = await response.json();
    return data.map(({ id }) => ({ id, model: id, base, logprobs: true }));
}
