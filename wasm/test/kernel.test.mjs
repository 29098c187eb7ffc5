// The kernel for relaxed SIMD gives the same routes as without. Node has that from 22 on; before, V8 has it behind a flag,
// and gets it right in one of its two compilers alone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { needsCore } from "./support.mjs";

/** Whether the kernel is used, and the exact neighbours and priors of some questions. */
const script = `
    import { readFileSync } from "node:fs";
    import { Embedder, ScoreIndex, Smacs } from "smacs";
    const read = (name) => readFileSync(new URL(import.meta.resolve(name)));
    const core = read("smacs/smacs.wasm");
    if (process.argv[1]) {
        core.write("absent", core.lastIndexOf("kernel")); // the section is not found under this name
    }
    const smacs = await Smacs.load(core);
    const embedder = Embedder.open(smacs, read("smacs/default.sme"));
    const index = ScoreIndex.open(smacs, read("smacs/default.smx"));
    const questions = ["What is 7 times 8?", "write a function that sorts a list", "Wer schrieb Faust?", "x"];
    const routes = questions.map((question) => index.route(embedder, question));
    console.log(JSON.stringify({ relaxed: smacs.relaxed, routes }));
`;
const routes = (flags, ...args) => {
    const node = [...flags, "--input-type=module", "-e", script, ...args];
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    return JSON.parse(execFileSync(process.execPath, node, { cwd, encoding: "utf8", maxBuffer: 1 << 26 }));
};
const old = Number(process.versions.node.split(".")[0]) < 22;
const flags = old ? ["--experimental-wasm-relaxed-simd", "--no-liftoff"] : [];

test("routes with the kernel for relaxed SIMD are those without, to the bit", needsCore, () => {
    const [fast, plain] = [routes(flags), routes(flags, "plain")];
    assert.deepEqual([fast.relaxed, plain.relaxed], [true, false]);
    assert.deepEqual(fast.routes, plain.routes);
    assert.ok(fast.routes[0].neighbours.length > 0);
});

const buggy = old ? needsCore : { skip: "this engine has none that does" };
test("a kernel that gives wrong sums is not used", buggy, () => {
    const wrong = routes(["--experimental-wasm-relaxed-simd", "--liftoff-only"]);
    assert.equal(wrong.relaxed, false);
    assert.deepEqual(wrong.routes, routes([]).routes);
});
