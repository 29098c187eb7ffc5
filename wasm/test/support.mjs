// What the tests share: a small embedder and two indexes made with the command, and helpers.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SmacsError } from "smacs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const corePath = fileURLToPath(import.meta.resolve("smacs/smacs.wasm"));
/** Where the package is installed from its tarball; undefined if the tests run against the sources' build. */
export const packed = process.env.SMACS_PACKED && join(process.env.SMACS_PACKED, "node_modules/smacs");
/** The native command, or the same as a WASI module. */
const commands = [
    [path("../../build/native/smacs")],
    [process.execPath, path("../../emsdk-config/wasi-run.mjs"), path("../../build/wasi/smacs.wasm")],
];
const command = commands.find((words) => words.every(existsSync));

/** Given to each test: says what to build when something is missing. */
export const needsCore = existsSync(corePath) ? {} : { skip: "no core: make wasm, then npm run build" };
export const needsFiles =
    needsCore.skip || command ? needsCore : { skip: "no command to make test files with: make native" };

export const smacs = (...args) =>
    execFileSync(command[0], [...command.slice(1), ...args], {
        encoding: "utf8",
        maxBuffer: 1 << 26,
        stdio: ["ignore", "pipe", "ignore"],
    });

const topics = {
    sums: [
        "add the numbers",
        "how many apples remain",
        "multiply the sum",
        "what is the product of",
        "divide the total",
    ],
    beasts: [
        "which animal barks",
        "the mammal that lays eggs",
        "birds that swim",
        "name the largest whale",
        "how do bats see",
    ],
    码: ["写一个函数", "排序数组", "解释这段代码", "递归的例子", "计算机程序"],
};

/** Sixty questions of three kinds; every model is good at one, and "gap" was not run on two thirds. */
function bankLines() {
    const lines = [];
    for (const [topic, phrases] of Object.entries(topics)) {
        for (let i = 0; i < 20; i++) {
            const scores = {
                ada: topic === "sums" ? 1 : 0.25,
                ben: topic === "beasts" ? 1 : 0,
                chi: topic === "码" ? 0.5 : 0,
            };
            if (i % 3 === 0) {
                scores.gap = 1;
            }
            const question = `${phrases[i % 5]} ${i} ${phrases[(i * 2 + 1) % 5]}`;
            const label = i % 2 ? { category: `part ${i % 4}` } : {};
            lines.push({ id: `${topic}/${i}`, source: "made", benchmark: topic, ...label, question, scores });
        }
    }
    return lines;
}

export const adaFacts = {
    name: "ada",
    aliases: ["Ada 1"],
    ids: { openrouter: "made/ada", ollama: ["ada:1b", "ada:latest"] },
    family: "Ada",
    parameters_b: 1.5,
    context: 4096,
    license: "MIT",
    url: "https://example.org/ada",
    prices: [{ service: "openrouter", input: 0.1, output: 0.2, on: "2026-01-01" }],
    extra: true,
};

/** Makes default.sme, default.smx (with text), plain.smx (without) and other.sme/.smx in a folder of their own. */
function makeFiles() {
    const folder = mkdtempSync(join(tmpdir(), "smacs-test-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const file = (name) => join(folder, name);
    const bank = bankLines();
    writeFileSync(file("bank.jsonl"), bank.map((line) => `${JSON.stringify(line)}\n`).join(""));
    writeFileSync(file("text.txt"), bank.map((line) => `${line.question}\n`).join(""));
    writeFileSync(file("catalog.json"), JSON.stringify([adaFacts]));
    for (const [name, dim] of [
        ["default", "32"],
        ["other", "16"],
    ]) {
        smacs("embedder", "train", "--text", file("text.txt"), "--dim", dim, "--out", file(`${name}.sme`));
        const from = ["--bank", file("bank.jsonl"), "--embedder", file(`${name}.sme`)];
        const more = ["--with-text", "--catalog", file("catalog.json")];
        smacs("index", "build", ...from, ...more, "--out", file(`${name}.smx`));
        smacs("index", "build", ...from, "--out", file(`plain-${name}.smx`));
    }
    return {
        bank,
        file,
        address: pathToFileURL(`${folder}/`),
        bytes: (name) => new Uint8Array(readFileSync(file(name))),
    };
}

let made;
export const files = () => {
    made ??= makeFiles();
    return made;
};

export const coreBytes = () => new Uint8Array(readFileSync(corePath));
/** Another module that was built, by its file's name. */
export const moduleBytes = (name) => new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(`smacs/${name}`))));

/** For assert.throws and assert.rejects. */
export const withCode =
    (code, more = {}) =>
    (error) => {
        assert.ok(error instanceof SmacsError, `SmacsError expected, not ${error}`);
        assert.equal(error.code, code, error.message);
        assert.ok(error.message.length > 0);
        for (const [field, value] of Object.entries(more)) {
            assert.deepEqual(error[field], value, field);
        }
        return true;
    };
