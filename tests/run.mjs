// Runs the suites side by side, shows what each prints once it has ended, and ends with one line that counts all of it.
//
// usage: node tests/run.mjs [FILTER]      FILTER: part of a suite's name
//
// A suite is a command whose output has a line "N passed, N failed[, N skipped]", or the summary of node's test runner
// or of vitest. A suite that exits non-zero without a failed test, or counts no test at all, adds one failure.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const wasi = ["node", "emsdk-config/wasi-run.mjs"];
const tests = (workspace) => ["npm", "test", "--silent", "--ignore-scripts", "-w", workspace];

const fuzzers = existsSync("build/asan-ubsan")
    ? readdirSync("build/asan-ubsan").filter((f) => /^fuzz_\w+$/.test(f))
    : [];
/** How many mutations and failing allocations are tried where the usual ones take long, as in tests/CMakeLists.txt. */
const amounts = { fuzz_live: ["150", "4"] };
const cli = existsSync("tests/cli") ? readdirSync("tests/cli").filter((f) => f.endsWith(".test.mjs")) : [];
/** Name, command, and which build it needs. The one that takes longest by far comes first. */
const suites = [
    ["page", tests("web"), "page"],
    ["npm package", tests("wasm"), "package"],
    ["unit, native", ["build/native/smacs_tests"]],
    ["two threads, native", ["build/native/smacs_threads"]],
    ["unit, sanitizers", ["build/asan-ubsan/smacs_tests"]],
    ["unit, WASI", [...wasi, "build/wasi/smacs_tests.wasm"]],
    ["unit, Emscripten", [...wasi, "build/wasm/smacs_tests.wasm"]],
    ...cli.map((f) => [
        `command: ${basename(f, ".test.mjs")}`,
        ["node", "--test", "--test-reporter=tap", join("tests/cli", f)],
        f === "shared-bank.test.mjs" ? "package" : undefined,
    ]),
    ...fuzzers.map((f) => [f, [`build/asan-ubsan/${f}`, `tests/fuzz/corpus/${f.slice(5)}`, ...(amounts[f] ?? [])]]),
    ["C library", ["node", "--test", "--test-reporter=tap", "tests/library.test.mjs"]],
    ["module", ["node", "tests/module.mjs"]],
    ["budgets", ["node", "tests/budgets.mjs"], "page"],
];

/** What is built from sources before suites run: made once, for the first suite that needs it. */
const builds = {
    package: once(() => run(["npm", "run", "build", "--silent", "-w", "wasm"])),
    page: once(async () => {
        const made = await builds.package();
        return made.code === 0 ? run(["npm", "run", "build", "--silent", "-w", "web"]) : made;
    }),
};

function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}

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

/** What to show of a suite that failed: of TAP, the tests that did, with what they say; of others the end. */
function failed(output) {
    const lines = output.split("\n");
    const tests = [];
    let inTest = false;
    for (const line of lines) {
        inTest ||= /^\s*not ok /.test(line);
        if (inTest) {
            tests.push(line);
        }
        inTest &&= !/^\s*\.\.\.$/.test(line);
    }
    return (tests.length > 0 ? tests : lines).slice(-200).join("\n");
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

/** Runs a suite, prints how it went, and adds its counts. */
async function account([name, command, needs]) {
    const start = performance.now();
    const built = needs ? await builds[needs]() : { code: 0 };
    const { output, code } = built.code === 0 ? await run(command) : built;
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
    const counted = `${counts.pass} passed, ${counts.fail} failed, ${counts.skipped} skipped`;
    console.log(`${counts.fail ? "FAIL" : "ok  "} ${name}: ${counted} (${seconds} s)${broken && ` — ${broken}`}`);
    if (counts.fail) {
        console.log(failed(output));
    } else if (counts.skipped) {
        const why = output.split("\n").filter((line) => /skip/i.test(line) && !plain.test(line) && !node.test(line));
        console.log([...new Set(why.map((line) => `       ${line.trim()}`))].slice(0, 10).join("\n"));
    }
}

const waiting = suites.filter(([name]) => name.includes(process.argv[2] ?? ""));
/** Takes one suite after the other. */
async function work() {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
        await account(suite);
    }
}
// The page's suite has workers of its own, but leaves the processors idle at times.
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
console.log(`${total.pass} passed, ${total.fail} failed, ${total.skipped} skipped`);
process.exitCode = total.fail ? 1 : 0;
