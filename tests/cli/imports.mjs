// Imports for the tests of `bank import`.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const real = join(dirname(fileURLToPath(import.meta.url)), "import");
export const parse = (bytes) =>
    bytes
        .toString()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

/** Imports files with options and returns the bank, the answers by id and model, and what was told. */
export function take(shop, from, files, more = []) {
    const list = [
        "bank",
        "import",
        "--from",
        from,
        ...files,
        "--out",
        "bank.jsonl",
        "--responses",
        "r.jsonl",
        "--json",
    ];
    const told = JSON.parse(shop.must([...list, ...more]));
    const bank = parse(shop.read("bank.jsonl"));
    const text = shop.read("r.jsonl").toString();
    const answers = {};
    for (const { id, responses } of text ? parse(text) : []) {
        answers[id] = { ...answers[id], ...responses };
    }
    assert.deepEqual([told.questions, told.files], [bank.length, files.length]);
    assert.equal(
        told.scores,
        bank.reduce((sum, { scores }) => sum + Object.keys(scores).length, 0),
    );
    return { bank, answers, told, left: Object.fromEntries(told.left.map(({ what, count }) => [what, count])) };
}

/** Holds that an import ends with a code and a text, and leaves nothing. */
export function refuses(shop, from, files, pattern, more = [], code = 1) {
    const result = shop.run(["bank", "import", "--from", from, ...files, "--out", "no.jsonl", ...more]);
    assert.equal(result.code, code, result.err);
    assert.match(result.err, pattern);
    assert.ok(!shop.files().some((name) => name.startsWith("no.jsonl")), "nothing is left of a failed import");
}

/** How many were left whose words have `words` in them. */
export const count = (left, words) => left[Object.keys(left).find((what) => what.includes(words))];
