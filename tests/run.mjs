// Runs every suite, shows what it prints, and ends with one line that counts all of it.
//
// usage: node tests/run.mjs [FILTER]      FILTER: part of a suite's name
//
// A suite is a command whose output has a line "N passed, N failed[, N skipped]", or the summary of node's test runner or
// of vitest.
// A suite that exits non-zero without a failed test, or counts no test at all, adds one failure.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const wasi = ["node", "emsdk-config/wasi-run.mjs"];

const fuzzers = existsSync("build/asan-ubsan")
    ? readdirSync("build/asan-ubsan").filter((f) => /^fuzz_\w+$/.test(f))
    : [];
const cli = existsSync("tests/cli") ? readdirSync("tests/cli").filter((f) => f.endsWith(".test.mjs")) : [];
const suites = [
    ["unit, native", ["build/native/smacs_tests"]],
    ["unit, sanitizers", ["build/asan-ubsan/smacs_tests"]],
    ["unit, WASI", [...wasi, "build/wasi/smacs_tests.wasm"]],
    ["unit, Emscripten", [...wasi, "build/wasm/smacs_tests.wasm"]],
    ...fuzzers.map((f) => [f, [`build/asan-ubsan/${f}`, `tests/fuzz/corpus/${f.slice(5)}`]]),
    ["module", ["node", "tests/module.mjs"]],
    ["npm package", ["npm", "test", "--silent", "-w", "wasm"]],
    ...cli.map((f) => [
        `command: ${basename(f, ".test.mjs")}`,
        ["node", "--test", "--test-reporter=tap", join("tests/cli", f)],
    ]),
    ["page", ["npm", "test", "--silent", "-w", "web"]],
];

const plain = /^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/;
const vitest = /^\s*Tests\s+(\d.*)\(\d+\)\s*$/;
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"); // vitest uses them under CI=true
const node = /^(?:#|ℹ) (pass|fail|skipped) (\d+)\s*$/;

/** Counts of one suite's output: the last plain line, else the sum of node's and vitest's summaries. */
function count(output) {
    const counts = { pass: 0, fail: 0, skipped: 0 };
    const lines = output.replace(colours, "").split("\n");
    const summary = lines
        .map((line) => plain.exec(line))
        .filter(Boolean)
        .at(-1);
    if (summary) {
        return { pass: +summary[1], fail: +summary[2], skipped: +(summary[3] ?? 0) };
    }
    for (const line of lines) {
        const match = node.exec(line);
        if (match) {
            counts[match[1]] += +match[2];
        }
        for (const [, number, word] of vitest.exec(line)?.[1].matchAll(/(\d+) (passed|failed|skipped|todo)/g) ?? []) {
            counts[{ passed: "pass", failed: "fail" }[word] ?? "skipped"] += +number;
        }
    }
    return counts;
}

function run(command) {
    return new Promise((resolve) => {
        const child = spawn(command[0], command.slice(1), { stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text) => {
                output += text;
            });
        }
        child.on("error", (error) => resolve({ output: `${error.message}\n`, code: 1 }));
        child.on("close", (code) => resolve({ output, code }));
    });
}

const total = { pass: 0, fail: 0, skipped: 0 };
for (const [name, command] of suites.filter(([name]) => name.includes(process.argv[2] ?? ""))) {
    const start = performance.now();
    const { output, code } = await run(command);
    const counts = count(output);
    const broken =
        code !== 0 && counts.fail === 0
            ? `exit status ${code}`
            : counts.pass + counts.fail + counts.skipped === 0
              ? "no test ran"
              : "";
    counts.fail += broken ? 1 : 0;
    for (const key of Object.keys(total)) {
        total[key] += counts[key];
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
        `${counts.fail ? "FAIL" : "ok  "} ${name}: ${counts.pass} passed, ${counts.fail} failed, ${counts.skipped} skipped (${seconds} s)${broken && ` — ${broken}`}`,
    );
    if (counts.fail) {
        console.log(output.split("\n").slice(-200).join("\n"));
    } else if (counts.skipped) {
        const why = output.split("\n").filter((line) => /skip/i.test(line) && !plain.test(line) && !node.test(line));
        console.log([...new Set(why.map((line) => `       ${line.trim()}`))].slice(0, 10).join("\n"));
    }
}
console.log(`${total.pass} passed, ${total.fail} failed, ${total.skipped} skipped`);
process.exitCode = total.fail ? 1 : 0;
