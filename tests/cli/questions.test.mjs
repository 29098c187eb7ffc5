// The built-in questions: the committed file is what its generators write, its answers are right by a second way, and
// the command reads answers to them as it should.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { families, file, items, perLevel, seed } from "../../web/assets/questions/generate.mjs";
import { rational, solve } from "./questions-oracle.mjs";
import { missing, root, workshop } from "./tool.mjs";

const path = join(root, "web/assets/questions.jsonl");
const committed = readFileSync(path, "utf8");
const all = items();
const letters = "ABCDEFGH";
const jsonLines = (list) => list.map((item) => `${JSON.stringify(item)}\n`).join("");

/** What an answer says: the text of an option, or itself. */
const said = (item, answer) => (item.options ? item.options[letters.indexOf(answer)] : answer);

/** Numbers are the same however they are written, "26/24" and "13/12". */
function same(a, b) {
    const [x, y] = [rational(a), rational(b)];
    return x && y ? x.over === y.over && x.under === y.under : a === b;
}

test("the committed file is what the generators write", () => {
    assert.equal(file(), committed);
    assert.equal(file(seed), committed);
    const script = join(root, "web/assets/questions/generate.mjs");
    const other = spawnSync("node", [script, "--seed", "another"], { maxBuffer: 1 << 24 }).stdout.toString();
    assert.equal(other, file("another"));
    const texts = new Set(all.map(({ question }) => question));
    const shared = other
        .trim()
        .split("\n")
        .filter((line) => texts.has(JSON.parse(line).question));
    assert.ok(shared.length < 40, `${shared.length} questions do not depend on the seed`);
});

test("every family has every level, and no two questions are alike", () => {
    assert.ok(all.length >= 300, `${all.length} questions`);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.equal(new Set(all.map(({ question }) => question.toLowerCase())).size, all.length);
    for (const { name, levels } of families) {
        assert.equal(levels.length, 4, name);
        for (const level of [1, 2, 3, 4]) {
            assert.equal(all.filter((item) => item.family === name && item.level === level).length, perLevel, name);
        }
    }
    assert.equal(families.length, 9);
});

test("a page that fetches the file fetches little, and all of it is plain text", () => {
    assert.ok(committed.length < 122_880, `${committed.length} bytes`);
    assert.doesNotMatch(committed, /undefined|NaN|Infinity|\[object/);
    for (const { id, question } of all) {
        assert.match(question, /^[\n -~×÷]+$/, id);
        assert.ok(question === question.trim() && question.length < 1200, id);
    }
});

test("options are distinct, and no letter stands out", () => {
    const four = all.filter(({ options }) => options?.length === 4);
    for (const { id, options, answer, wrong, question } of all.filter((item) => item.options)) {
        assert.equal(new Set(options).size, options.length, id);
        assert.ok(options.length >= 3 && options.every((text) => question.includes(` ${text}\n`)), id);
        assert.deepEqual([...wrong, answer].sort(), [...letters.slice(0, options.length)], id);
    }
    assert.ok(four.length > 80, `${four.length} questions with four options`);
    const expected = four.length / 4;
    const chi = [..."ABCD"].map((letter) => (four.filter(({ answer }) => answer === letter).length - expected) ** 2);
    const statistic = chi.reduce((a, b) => a + b) / expected;
    assert.ok(statistic < 11.34, `chi-square with 3 degrees of freedom: ${statistic}, 1 % lies above 11.34`);
    const truths = all.filter(({ answer }) => answer === "yes" || answer === "no");
    const yes = truths.filter(({ answer }) => answer === "yes").length;
    assert.ok(yes / truths.length > 0.25 && yes / truths.length < 0.75, `${yes} of ${truths.length} are yes`);
});

test("put back into the story, answers hold and mistakes do not", () => {
    const stories = all.filter(({ holds }) => holds);
    assert.deepEqual(new Set(stories.map(({ family }) => family)), new Set(["words"]));
    assert.equal(stories.length, 4 * perLevel);
    for (const item of stories) {
        assert.ok(item.holds(Number(said(item, item.answer))), `${item.id}: ${item.answer}`);
        for (const wrong of item.wrong) {
            assert.ok(!item.holds(Number(said(item, wrong))), `${item.id}: ${wrong} is right too`);
        }
    }
});

/** Other seeds too: what holds of the generators does not hang on the draws of one file. */
const drawn = [seed, "2", "3", "4", "5"].flatMap((from) => items(from).map((item) => ({ ...item, from })));

test("read again from their texts, questions have the same answers, and their mistakes are none", () => {
    for (const item of drawn.filter(({ family }) => family !== "words" && family !== "code")) {
        const found = solve(item.family, item.question);
        assert.ok(found !== undefined, `${item.id} (${item.from}) is not understood:\n${item.question}`);
        const right = said(item, item.answer);
        assert.ok(same(found, right), `${item.id} (${item.from}): ${found}, not ${right}\n${item.question}`);
        for (const wrong of item.wrong) {
            assert.ok(!same(found, said(item, wrong)), `${item.id} (${item.from}): ${wrong} is right too`);
        }
    }
});

const python = spawnSync("python3", ["--version"]).status === 0;
const runner = `
import contextlib, io, json, sys
for program in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(program, {})
    print(json.dumps(out.getvalue()))
`;

test("the programs print what the answers say", { skip: python ? false : "python3 is not there" }, () => {
    const programs = drawn.filter(({ family }) => family === "code");
    const input = JSON.stringify(programs.map(({ question }) => /^```\n([\s\S]*?)\n```/m.exec(question)[1]));
    const { stdout, stderr } = spawnSync("python3", ["-c", runner], { input });
    const printed = stdout.toString().trim().split("\n");
    assert.equal(printed.length, programs.length, stderr.toString());
    for (const [i, item] of programs.entries()) {
        assert.equal(JSON.parse(printed[i]).trimEnd(), said(item, item.answer), `${item.id} (${item.from})`);
        assert.ok(!item.wrong.some((wrong) => said(item, wrong) === said(item, item.answer)), item.id);
    }
});

// ---- what the command makes of answers ----

/** Ways to end a reply. */
const ways = {
    plain: (answer) => `Let me think about this step by step.\nFirst I look at what is given.\n\nAnswer: ${answer}`,
    bold: (answer) => `I worked through it.\n\n**Answer:** ${answer}\n`,
    line: (answer) => `Step 1: read. Step 2: solve, which may not be 7 or (B).\nAnswer:\n${answer}`,
    alone: (answer) => `Answer: ${answer}`,
    sentence: (answer) => `Both are added, which gives the result.\nThe answer is ${answer}.`,
};

/** Programs' output is compared to the letter, so that no full stop may follow it. */
const waysFor = ({ question }) =>
    Object.keys(ways).filter((way) => way !== "sentence" || !/exact output/.test(question));

/** Records as `eval extract` wants them: a model for each answer and way, said to find it and to be right or not. */
function recorded(answersOf, right) {
    const models = (item) => answersOf(item).flatMap((answer) => waysFor(item).map((way) => ({ answer, way })));
    const named = (item, value) =>
        Object.fromEntries(models(item).map(({ answer, way }, i) => [`${way}-${i}`, value(answer, way)]));
    return {
        bank: jsonLines(
            all.map((item) => ({
                id: item.id,
                question: item.question,
                answer: item.answer,
                extracted: named(item, (answer) => answer),
                scores: named(item, () => (right ? 1 : 0)),
            })),
        ),
        responses: jsonLines(
            all.map((item) => ({ id: item.id, responses: named(item, (answer, way) => ways[way](answer)) })),
        ),
        count: all.reduce((sum, item) => sum + models(item).length, 0),
    };
}

function judge(t, answersOf, right) {
    const shop = workshop(t);
    const { bank, responses, count } = recorded(answersOf, right);
    shop.write("bank.jsonl", bank);
    shop.write("responses.jsonl", responses);
    const command = "eval extract --bank bank.jsonl --responses responses.jsonl";
    const [result] = Object.values(JSON.parse(shop.must(`${command} --json`)).benchmarks);
    const detail = () => shop.must(`${command} --differences 5`);
    assert.equal(result.responses, count);
    return { result, detail };
}

const skip = missing("native");

test("a right reply to every question is judged right, in several forms", { skip }, (t) => {
    const { result, detail } = judge(t, ({ answer }) => [answer], true);
    assert.deepEqual([result.judged_alike, result.agreement, result.none], [100, 100, 0], detail());
});

test("a wrong reply is judged wrong, whatever the mistake", { skip }, (t) => {
    assert.deepEqual(
        all.filter(({ wrong }) => wrong.length === 0).map(({ id }) => id),
        [],
    );
    const { result, detail } = judge(t, ({ wrong }) => wrong, false);
    assert.equal(result.judged_alike, 100, detail());
});

test("the file is a bank: it trains an embedder, and becomes an index when scores are added", { skip }, (t) => {
    const shop = workshop(t);
    shop.write("questions.jsonl", committed);
    shop.must("embedder train --bank questions.jsonl --dim 16 --out e.sme");
    const records = committed
        .trim()
        .split("\n")
        .map((line, i) => ({ ...JSON.parse(line), scores: { one: i % 2, two: 1 } }));
    shop.write("scored.jsonl", jsonLines(records));
    shop.must("index build --bank scored.jsonl --embedder e.sme --out x.smx");
    const info = JSON.parse(shop.must("index info x.smx --json"));
    assert.equal(info.questions, all.length);
    assert.match(JSON.stringify(info), /smacs-arithmetic/);
});
