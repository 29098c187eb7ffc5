// Recorded replies of real models to everyday questions, asked in plain words (../lab/everyday.jsonl; `extracted` is
// what a person reads in each): what is found in them is what they say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { missing, root, workshop } from "./tool.mjs";

test("what is found in recorded replies is what they say, or nothing", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const file = join(root, "tests/lab/everyday.jsonl");
    const command = ["eval", "extract", "--bank", file, "--responses", file];
    const { benchmarks, made } = JSON.parse(shop.must([...command, "--json"]));
    const { everyday } = benchmarks;
    assert.deepEqual(made.command, ["smacs", ...command, "--json"]);
    assert.deepEqual(
        made.files.map(({ file: read }) => read),
        [file],
    );
    assert.equal(everyday.responses, 120);
    const differences = shop.must([...command, "--differences", "120"]);
    assert.equal(Math.round(everyday.agreement * 1.2), 115, differences);
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

/** The differences that `eval extract` lists for a golden file: {id: what was found}. */
function differences(t, name) {
    const file = join(root, "tests/golden", name);
    const command = ["eval", "extract", "--bank", file, "--responses", file, "--differences", "999"];
    const listed = workshop(t).must(command);
    return Object.fromEntries([...listed.matchAll(/^(\S+) \S+ \(\w+\)\n {2}ours {3}(.*)$/gm)].map((m) => [m[1], m[2]]));
}

const rows = (name) =>
    readFileSync(join(root, "tests/golden", name), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

test("kinds of answers that are easily misread are read, and different ones differ", {
    skip: missing("native"),
}, (t) => {
    const found = differences(t, "answers.jsonl");
    const wrong = rows("answers.jsonl").filter((row) => Boolean(row.must_differ) !== row.id in found);
    // What len('banana') returns stands in a sentence that shares no more with the question than two others.
    assert.deepEqual(
        wrong.map(({ id }) => [id, found[id]]),
        [["live-12", ""]],
    );
});

test("ordinary prose in thirteen languages says what a person reads in it, or nothing", {
    skip: missing("native"),
}, (t) => {
    const found = differences(t, "prose.jsonl");
    assert.equal(rows("prose.jsonl").length, 297);
    // Two sentences count as a whole, which is like no other answer; one program ends in a blank.
    assert.deepEqual(found, {
        p100: "bob is taller than carol",
        p117: "japan uses the yen",
        p248: "0 1 2 ",
    });
});

test("replies as large models format them say what a person reads in them, or nothing", {
    skip: missing("native"),
}, (t) => {
    const found = differences(t, "formatted.jsonl");
    assert.equal(rows("formatted.jsonl").length, 281);
    // Ten are read as something else: several synonyms, a list as a whole, what a question says itself, and the like.
    assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, said]) => said)), {
        f30: "ありがとうございます",
        f61: "monday",
        f66: "404 not found",
        f74: "contract shrink reduce",
        f85: "14",
        f88: "run pwd in your terminal",
        f131: "Soft-boiled:4-6minutes,Medium:7-8minutes,Hard-boiled:9-12",
        f172: "750 g pack is cheaper",
        f184: "dwight d eisenhower",
        f250: "3",
    });
    assert.equal(Object.keys(found).length, 29);
});
