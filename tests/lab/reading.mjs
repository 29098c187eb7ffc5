// Prints how many of the recorded replies are read, and how many rightly: bare questions, with a further turn that asks
// for the final answer, and with a line that asks for it beforehand. Offline: the native command reads the recorded
// replies. What each reply says was written by hand (README.md).
//
//     node tests/lab/reading.mjs [--command build/native/smacs] [--misread]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folder, readLines } from "./material.mjs";

const root = join(folder, "../..");
const jsonLines = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** Reads each text with the command, beside each spelling of what it says: {none, how, same} for each reply. */
function readAll(replies, questions, command) {
    const shop = mkdtempSync(join(tmpdir(), "smacs-reading-"));
    const spellings = replies.flatMap((reply, number) =>
        (reply.says ?? [null]).map((says) => ({
            id: `${number}`,
            // A benchmark of its own, so that the command's counts are about this reply alone.
            benchmark: `${number}/${says}`,
            question: questions.get(reply.id).question,
            extracted: { m: says },
            number,
            says,
        })),
    );
    const file = join(shop, "bank.jsonl");
    const texts = join(shop, "texts.jsonl");
    writeFileSync(file, jsonLines(spellings.map((record, row) => ({ ...record, id: `${row}` }))));
    writeFileSync(
        texts,
        jsonLines(spellings.map(({ number }, row) => ({ id: `${row}`, responses: { m: replies[number].text } }))),
    );
    const args = ["eval", "extract", "--bank", file, "--responses", texts];
    const options = { encoding: "utf8", maxBuffer: 1 << 28 };
    try {
        const found = JSON.parse(execFileSync(command, [...args, "--json"], options));
        // The column "stands alone" of the table of forms.
        const sure = new Set(
            [...execFileSync(command, args, options).matchAll(/^ {2}(.+?) +\d+ +[\d.]+% +yes$/gm)].map(
                ([, how]) => how,
            ),
        );
        return replies.map((reply, number) => {
            const rows = (reply.says ?? [null]).map((says) => found[`${number}/${says}`]);
            const [how] = Object.keys(rows[0].forms);
            return {
                none: rows[0].none === 100,
                how,
                sure: sure.has(how),
                same: rows.some(({ agreement }) => agreement === 100),
            };
        });
    } finally {
        rmSync(shop, { recursive: true });
    }
}

const percent = (part, of) => (of === 0 ? "-" : `${((100 * part) / of).toFixed(1)}`);
const sum = (items, value) => items.reduce((total, item) => total + value(item), 0);

/** What a way came to on some cells (a cell is a question and a model, with what came of it). */
function row(name, cells) {
    const whole = cells.filter(({ whole }) => whole);
    const stating = whole.filter(({ says }) => !says.includes(null));
    const silent = whole.filter(({ says }) => says.every((one) => one === null));
    const asked = cells.filter(({ answer }) => answer !== null);
    return {
        name,
        replies: cells.length,
        whole: whole.length,
        stating: stating.length,
        read: percent(stating.filter(({ none }) => !none).length, stating.length),
        rightly: percent(stating.filter(({ none, same }) => !none && same).length, stating.length),
        wrongly: percent(stating.filter(({ none, same }) => !none && !same).length, stating.length),
        silent: percent(silent.filter(({ none }) => none).length, silent.length),
        right: percent(asked.filter(({ right, same, none }) => right && same && !none).length, asked.length),
        tokens: (sum(cells, ({ tokens }) => tokens) / cells.length).toFixed(0),
        calls: (sum(cells, ({ calls }) => calls) / cells.length).toFixed(2),
    };
}

/** By name: how a way is put together from the readings of the recorded replies. */
export function measure(command = join(root, "build/native/smacs")) {
    const questions = new Map(readLines(join(folder, "questions.jsonl")).map((record) => [record.id, record]));
    const replies = readLines(join(folder, "replies.jsonl"));
    const at = new Map(replies.map((reply) => [`${reply.model} ${reply.way} ${reply.id}`, reply]));
    // A further turn states what its reply says, or that there is nothing.
    for (const reply of replies) {
        reply.says ??= at.get(`${reply.model} plain ${reply.id}`).says;
    }
    const readings = readAll(replies, questions, command);
    const reading = new Map(replies.map((reply, number) => [reply, readings[number]]));
    const cells = replies
        .filter(({ way }) => way === "plain" || way === "contract")
        .map((reply) => {
            const { kind, language, answer } = questions.get(reply.id);
            const whole = reply.finish === "stop";
            const { none, same, how, sure } = reading.get(reply);
            const base = {
                reply,
                kind,
                language,
                answer,
                whole,
                says: reply.says ?? [null],
                right: reply.right ?? false,
            };
            return { ...base, none, same, how, sure, tokens: reply.tokens, calls: 1 };
        });
    const plain = cells.filter(({ reply }) => reply.way === "plain");
    const stated = (way) =>
        plain.map((cell) => {
            const statement = at.get(`${cell.reply.model} ${way} ${cell.reply.id}`);
            if (cell.sure || !statement) {
                return cell;
            }
            const more = { tokens: cell.tokens + statement.tokens, calls: 2 };
            const { none, same } = reading.get(statement);
            const says = statement.text.trim().toLowerCase();
            // A model that says there is none takes back nothing that was read.
            return says === "n/a" || none ? { ...cell, ...more } : { ...cell, ...more, none, same };
        });
    return {
        plain,
        state: stated("state"),
        bare: stated("bare"),
        contract: cells.filter(({ reply }) => reply.way === "contract"),
    };
}

const columns = [
    "name",
    "replies",
    "whole",
    "stating",
    "read",
    "rightly",
    "wrongly",
    "silent",
    "right",
    "tokens",
    "calls",
];

function print(rows) {
    const heads = {
        name: "",
        replies: "replies",
        whole: "whole",
        stating: "with an answer",
        read: "read %",
        rightly: "rightly %",
        wrongly: "wrongly %",
        silent: "none where none %",
        right: "answers right %",
        tokens: "tokens",
        calls: "calls",
    };
    console.log(`| ${columns.map((column) => heads[column]).join(" | ")} |`);
    console.log(`|${columns.map(() => "---").join("|")}|`);
    for (const each of rows) {
        console.log(`| ${columns.map((column) => each[column]).join(" | ")} |`);
    }
    console.log("");
}

function main(args) {
    const command = args.includes("--command") ? args[args.indexOf("--command") + 1] : undefined;
    const ways = Object.entries(measure(command));
    print(ways.map(([way, cells]) => row(way, cells)));
    for (const field of ["kind", "language"]) {
        const values = new Set(ways[0][1].map((cell) => cell[field]));
        print(
            [...values].flatMap((value) =>
                ways.map(([way, cells]) =>
                    row(
                        `${value}, ${way}`,
                        cells.filter((cell) => cell[field] === value),
                    ),
                ),
            ),
        );
    }
    const models = new Set(ways[0][1].map(({ reply }) => reply.model));
    print(
        [...models].flatMap((model) =>
            ways.map(([way, cells]) =>
                row(
                    `${model}, ${way}`,
                    cells.filter(({ reply }) => reply.model === model),
                ),
            ),
        ),
    );
    if (args.includes("--misread")) {
        for (const { reply, none, same, how, whole, says } of ways.flatMap(([way, cells]) =>
            way === "plain" || way === "contract" ? cells : [],
        )) {
            if (whole && !same) {
                console.log(
                    `${reply.id} ${reply.model} ${reply.way}: says ${says.join(" / ")}; ${none ? "not read" : `read as something else, ${how}`}\n  ..${JSON.stringify(reply.text.slice(-160))}`,
                );
            }
        }
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    main(process.argv.slice(2));
}
