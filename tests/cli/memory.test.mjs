// Commands that ask endpoints, with one allocation after the other failing (tests/starve.c). Those that ask none are
// tried in the same way by tests/fuzz/fuzz_command.c.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import test from "node:test";
import { serve } from "./chat-server.mjs";
import { env, prepared, question, said } from "./live-run.mjs";
import { lines, records } from "./made-bank.mjs";
import { root } from "./tool.mjs";

const program = join(root, "build/asan-ubsan/smacs_starve");
const built = { skip: existsSync(program) ? false : `${program} is not built` };
const points = 24;

/** Runs a command again and again, each time after removing `files`. */
function starve(shop, files, args) {
    const child = spawn(program, [`${points}`, ...files, "--", ...args], {
        cwd: shop.folder,
        env: { ...process.env, ...env },
    });
    let told = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text) => {
            told += text;
        });
    }
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, told })));
}

const always = ["x.smx", "--embedder", "e.sme"];
const cases = {
    run: [["t.json"], ["run", ...always, "--pool", "pool.json", "--question", question, "--trace", "t.json", "--json"]],
    "run of a file": [
        ["a.jsonl"],
        ["run", ...always, "--pool", "pool.json", "--questions", "q.jsonl", "--out", "a.jsonl"],
    ],
    "eval live": [
        ["r.jsonl"],
        ["eval", "live", ...always, "--pool", "pool.json", "--bank", "q.jsonl", "--record", "r.jsonl", "--json"],
    ],
    calibrate: [
        ["c.jsonl"],
        [
            ...["calibrate", ...always, "--endpoint", "BASE", "--model", "Adder-7B", "--name", "new"],
            ...["--questions", "q.jsonl", "--record", "c.jsonl", "--out", "y.smx"],
        ],
    ],
    "index build": [
        ["n.smx.vectors"],
        ["index", "build", "--bank", "q.jsonl", "--embeddings", "BASE", "--embedding-model", "made", "--out", "n.smx"],
    ],
};
const made = ({ body }, reply) => reply({ data: body.input.map((text) => ({ embedding: [text.length, 1, 2] })) });

for (const [name, [files, args]] of Object.entries(cases)) {
    test(`${name}: memory that is missing is told`, built, async (t) => {
        const { base } = await serve(t, { "Adder-7B": said(42), "Coder-7B": said(41), made });
        const shop = prepared(t, base, ["Adder-7B", "Coder-7B"]);
        shop.write("q.jsonl", lines(records("fresh", 6, 2)));
        const { code, told } = await starve(
            shop,
            files,
            args.map((word) => word.replace("BASE", base)),
        );
        assert.equal(code, 0, told);
    });
}
