// Recorded replies of real models to everyday questions, asked in plain words (../lab/everyday.jsonl; `extracted` is
// what a person reads in each): what is found in them is what they say.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { missing, root, workshop } from "./tool.mjs";

test("what is found in recorded replies is what they say, or nothing", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const file = join(root, "tests/lab/everyday.jsonl");
    const command = ["eval", "extract", "--bank", file, "--responses", file];
    const { everyday } = JSON.parse(shop.must([...command, "--json"]));
    assert.equal(everyday.responses, 120);
    const differences = shop.must([...command, "--differences", "120"]);
    assert.equal(Math.round(everyday.agreement * 1.2), 112, differences);
    // All others: nothing, or a sentence as a whole, which is like no other answer.
    const shorter = [...differences.matchAll(/^ {2}ours {3}(.+)$/gm)].filter(
        ([, found]) => !/ (is|are|has|uses) /.test(found),
    );
    // One reply names two speeds of light in one sentence; a person takes neither, we take the first.
    assert.deepEqual(
        shorter.map(([, found]) => found),
        ["300000"],
    );
});
