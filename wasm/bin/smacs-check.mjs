#!/usr/bin/env node
// Runs programs for `smacs run --checker` and `smacs eval --checker`, each in an interpreter in WebAssembly and a thread of
// its own. JSON Lines on stdin and stdout; src/host/README.md has the protocol.
import process from "node:process";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { defaultLimits, nodeInterpreters, nodeRunner } from "../dist/check/index.js";

const usage = `usage: smacs-check [--ms N]

A helper for smacs run --checker smacs-check: it runs the programs that it is sent in MicroPython and QuickJS, which
reach neither files nor the network, for at most N ms each (${defaultLimits.ms}). It reads lines from stdin:
{"id": 1, "language": "python", "code": "def f(x): return x + 1", "inputs": ["f(2)"]}`;

function fail(message, status) {
    console.error(`smacs-check: ${message}`);
    process.exit(status);
}

function options() {
    try {
        return parseArgs({ options: { ms: { type: "string" }, help: { type: "boolean" } } }).values;
    } catch (error) {
        return fail(`${error.message}\n${usage}`, 2);
    }
}

const values = options();
const ms = values.ms === undefined ? defaultLimits.ms : Number(values.ms);
if (values.help) {
    console.log(usage);
    process.exit(0);
}
if (!(ms > 0)) {
    fail(`--ms is a time in milliseconds\n${usage}`, 2);
}

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const runner = nodeRunner({ interpreters: nodeInterpreters(), limits: { ms } });

/** A line as a program; it ends the helper if it is none, as whoever wrote it does not speak this protocol. */
function taskOf(line) {
    try {
        const { id, language, code, inputs } = JSON.parse(line);
        if (/^(python|javascript)$/.test(language) && typeof code === "string" && Array.isArray(inputs)) {
            return { id, language, code, inputs };
        }
    } catch {
        // told below
    }
    return fail(
        'a line is no program: {"id": .., "language": "python" or "javascript", "code": .., "inputs": [..]}',
        1,
    );
}

/** A program that cannot be run gives nothing; the reason is for people, on stderr. */
async function check({ id, language, code, inputs }) {
    try {
        say({ id, results: await runner.run({ language, code, inputs }) });
    } catch (error) {
        console.error(`smacs-check: ${error instanceof Error ? error.message : error}`);
        say({ id, results: [] });
    }
}

process.stdout.on("error", () => process.exit(1));
say({ smacs_checker: 1, name: "smacs-check (MicroPython, QuickJS)" });
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
    if (line.trim()) {
        void check(taskOf(line));
    }
});
// Whoever asked is gone, and with them the wish to know.
lines.on("close", () => process.exit(0));
