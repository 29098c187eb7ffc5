// What the built-in questions tell of models, beside bank questions that the same models were asked, as Markdown.
//
// usage: node web/assets/questions/report.mjs
//
// Reads the records in ../calibration: what `smacs calibrate --record` wrote, without the words of the models.
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

const folder = new URL("../calibration/", import.meta.url);
const read = (path) =>
    readFileSync(new URL(path, folder), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
const levelOf = ({ id }) => Number(/\/(\d)-/.exec(id)[1]);
const familyOf = ({ id }) => id.split("/")[1];

const models = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .map((file) => ({
        name: file.slice(0, -".jsonl".length),
        own: read(`built-in/${file}`),
        bank: read(file),
        dev: read(`dev/${file}`),
    }));

const right = (lines) => lines.reduce((sum, { score }) => sum + score, 0);
const share = (lines) => right(lines) / lines.length;
/** "12 of 40 (30 ± 7)": the standard error of a share of so many. */
function told(lines) {
    const p = share(lines);
    return `${right(lines)} of ${lines.length} (${(100 * p).toFixed(0)} ± ${(100 * Math.sqrt((p * (1 - p)) / lines.length)).toFixed(0)} %)`;
}

function correlation(xs, ys) {
    const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
    const from = (list) => list.map((x) => x - mean(list));
    const [a, b] = [from(xs), from(ys)];
    const dot = (p, q) => p.reduce((sum, x, i) => sum + x * q[i], 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

models.sort((a, b) => share(a.own) - share(b.own));
const row = (name, cell) => process.stdout.write(`| ${[name, ...models.map(cell)].join(" | ")} |\n`);
row("", ({ name }) => name);
row("---", () => "---");
for (const family of new Set(models[0].own.map(familyOf))) {
    row(family, ({ own }) => right(own.filter((line) => familyOf(line) === family)));
}
for (const level of [1, 2, 3, 4]) {
    row(`level ${level}`, ({ own }) => told(own.filter((line) => levelOf(line) === level)));
}
row("**all built-in**", ({ own }) => told(own));
row("without a final answer", ({ own }) => own.filter(({ answered }) => !answered).length);
row("ZeroEval dev", ({ dev }) => told(dev));
row("bank, picked", ({ bank }) => told(bank));
const own = models.map((model) => share(model.own));
const against = (name, of) =>
    process.stdout.write(`\ncorrelation with ${name}: ${correlation(own, models.map(of)).toFixed(2)}\n`);
against("ZeroEval dev", ({ dev }) => share(dev));
against("bank, picked", ({ bank }) => share(bank));
