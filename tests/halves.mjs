// Cuts a bank split into halves, so that an index of one can be asked the questions of the other.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * Writes NAME.0.jsonl and NAME.1.jsonl into `out`, by the digest of each question's id, and returns the file of recorded
 * answers. Where a bank has none, those that its publisher extracted are put into a sentence.
 */
export function cut(bank, name, out) {
    const halves = ["", ""];
    let sentences = "";
    for (const line of gunzipSync(readFileSync(join(bank, `${name}.bank.jsonl.gz`)))
        .toString()
        .split("\n")) {
        if (line) {
            const { id, extracted } = JSON.parse(line);
            halves[createHash("sha256").update(id).digest()[0] & 1] += `${line}\n`;
            const responses = Object.entries(extracted ?? {}).map(([model, answer]) => [
                model,
                answer ? `The answer is (${answer}).` : "I cannot tell.",
            ]);
            sentences += `${JSON.stringify({ id, responses: Object.fromEntries(responses) })}\n`;
        }
    }
    for (const [half, text] of halves.entries()) {
        writeFileSync(`${out}/${name}.${half}.jsonl`, text);
    }
    const recorded = join(bank, `${name}.responses.bank.jsonl.gz`);
    if (existsSync(recorded)) {
        return recorded;
    }
    writeFileSync(`${out}/${name}.sentences.jsonl`, sentences);
    return `${out}/${name}.sentences.jsonl`;
}
