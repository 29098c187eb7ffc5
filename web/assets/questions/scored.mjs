// The questions with what models made of them, as a bank for `smacs index build`.
//
// usage: node web/assets/questions/scored.mjs RECORD.. > scored.jsonl
//
// A record is what `smacs calibrate --record` writes; lines about other questions are passed over.
import { readFileSync } from "node:fs";
import process from "node:process";

const read = (file) =>
    readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

const scores = new Map();
for (const file of process.argv.slice(2)) {
    for (const { id, model, score } of read(file)) {
        scores.set(id, { ...scores.get(id), [model]: score });
    }
}
for (const record of read(new URL("../questions.jsonl", import.meta.url))) {
    if (scores.has(record.id)) {
        process.stdout.write(`${JSON.stringify({ ...record, scores: scores.get(record.id) })}\n`);
    }
}
