// Writes the built-in questions as JSON Lines: bank records without scores.
//
// usage: node web/assets/questions/generate.mjs [--seed TEXT] > web/assets/questions.jsonl
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { arithmetic } from "./arithmetic.mjs";
import { code } from "./code.mjs";
import { dates } from "./dates.mjs";
import { instructions } from "./instructions.mjs";
import { logic } from "./logic.mjs";
import { stream } from "./random.mjs";
import { strings } from "./strings.mjs";
import { tables } from "./tables.mjs";
import { units } from "./units.mjs";
import { wordProblems } from "./words.mjs";

export const families = [arithmetic, wordProblems, units, dates, code, logic, strings, tables, instructions];

/** The seed of the committed file, and how many questions each level of a family has in it. */
export const seed = "smacs-1";
export const perLevel = 10;

/** One question; its generators take turns. A text that was there already is drawn anew. */
function question(family, level, number, texts, from) {
    const id = `smacs/${family.name}/${level}-${String(number).padStart(3, "0")}`;
    const makers = family.levels[level - 1];
    for (let draw = 0; ; draw++) {
        const item = makers[(number - 1) % makers.length](stream(`${from} ${id} ${draw}`));
        if (!texts.has(item.question)) {
            texts.add(item.question);
            return { id, family: family.name, level, ...item };
        }
    }
}

/** All items, with what the tests need beside question and answer. */
export function items(from = seed) {
    const texts = new Set();
    return families.flatMap((family) =>
        family.levels.flatMap((_, i) =>
            Array.from({ length: perLevel }, (_, k) => question(family, i + 1, k + 1, texts, from)),
        ),
    );
}

/** The file: a kind of question is a family, as the router takes a benchmark for one. */
export function file(from = seed) {
    const records = items(from).map(({ id, family, question, answer }) => ({
        id,
        source: "smacs",
        benchmark: `smacs-${family}`,
        question,
        answer,
    }));
    return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const { values } = parseArgs({ options: { seed: { type: "string", default: seed } } });
    process.stdout.write(file(values.seed));
}
