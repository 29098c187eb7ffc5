// What is found in the generated replies of ../unit/test_answer_laws.c is the same on every target, bit for bit.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "./tool.mjs";

const runner = ["node", join(root, "emsdk-config/wasi-run.mjs")];
const targets = {
    native: [join(root, "build/native/smacs_tests")],
    WASI: [...runner, join(root, "build/wasi/smacs_tests.wasm")],
    Emscripten: [...runner, join(root, "build/wasm/smacs_tests.wasm")],
};
const built = Object.keys(targets).filter((name) => existsSync(targets[name].at(-1)));

test("answers in generated replies are the same on every target", { skip: built.length < 2 && "one target" }, () => {
    const digests = built.map((name) => {
        const [program, ...args] = targets[name];
        const { stdout } = spawnSync(program, [...args, "test_answer_laws"], { encoding: "utf8" });
        const digest = /digest of 120000 cases: ([0-9a-f]{16})/.exec(stdout);
        assert.ok(digest, `${name} gives no digest:\n${stdout}`);
        return digest[1];
    });
    assert.equal(new Set(digests).size, 1, built.map((name, i) => `${name} ${digests[i]}`).join(", "));
});
