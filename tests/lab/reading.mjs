// Prints how many of the recorded replies are read, and how many rightly: of bare questions, with models asked back, and
// with a line in the question that asks for a last line. Offline: the native command reads the replies; a server in this
// process gives them to it where it runs. What each reply says was written by hand (README.md).
//
//     node tests/lab/reading.mjs [--command build/native/smacs] [--misread]
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { listen } from "../local-server.mjs";
import { readLines } from "./lines.mjs";
import { folder, statePrompts } from "./material.mjs";

const root = join(folder, "../..");
const jsonLines = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const isNone = (text) => /(?<![\p{L}\d])n\/a(?![\p{L}\d])/iu.test(text);

/** The recorded questions and replies, with what each reply says. */
export function material() {
    const questions = new Map(readLines(join(folder, "questions.jsonl")).map((record) => [record.id, record]));
    const replies = readLines(join(folder, "replies.jsonl"));
    const at = new Map(replies.map((reply) => [`${reply.model} ${reply.way} ${reply.id}`, reply]));
    const find = (model, way, id) => at.get(`${model} ${way} ${id}`);
    for (const reply of replies) {
        // A further turn is to state what its reply says. What was cut off was not judged.
        reply.says ??= find(reply.model, "plain", reply.id).says ?? [null];
    }
    return { questions, replies, find, models: [...new Set(replies.map(({ model }) => model))] };
}

/** How the command reads each text, beside each spelling of what it says: {none, same, how, sure}. */
function readAll(texts, questions, command) {
    const shop = mkdtempSync(join(tmpdir(), "smacs-reading-"));
    const rows = texts.flatMap(({ id, text, says }, number) =>
        says.map((one) => ({ id, text, number, extracted: { m: one }, question: questions.get(id).question })),
    );
    const bank = join(shop, "bank.jsonl");
    const responses = join(shop, "responses.jsonl");
    // A benchmark for each row, so that the command's counts are about this row alone.
    writeFileSync(bank, jsonLines(rows.map((row, i) => ({ ...row, id: `${i}`, benchmark: `${i}` }))));
    writeFileSync(responses, jsonLines(rows.map(({ text }, i) => ({ id: `${i}`, responses: { m: text } }))));
    const args = ["eval", "extract", "--bank", bank, "--responses", responses];
    const options = { encoding: "utf8", maxBuffer: 1 << 28 };
    try {
        const found = JSON.parse(execFileSync(command, [...args, "--json"], options)).benchmarks;
        // The forms that the table says stand alone.
        const lines = execFileSync(command, args, options).matchAll(/^ {2}(.+?) +\d+ +[\d.]+% +yes$/gm);
        const sure = new Set([...lines].map(([, how]) => how));
        const readings = texts.map(() => ({ none: true, same: false, how: "none", sure: false }));
        rows.forEach(({ number }, i) => {
            const [how] = Object.keys(found[i].forms);
            const same = readings[number].same || found[i].agreement === 100;
            readings[number] = { none: found[i].none === 100, same, how, sure: sure.has(how) };
        });
        return readings;
    } finally {
        rmSync(shop, { recursive: true });
    }
}

/** A server at which all models say what they are recorded to say, and the file of its pool in the folder `shop`. */
export async function serveRecorded({ questions, find, models }, shop, more) {
    const byText = new Map([...questions.values()].map((record) => [record.question, record.id]));
    const server = await listen(async (request, response) => {
        let body = "";
        for await (const chunk of request) {
            body += chunk;
        }
        const { model, messages } = JSON.parse(body);
        const { text, finish, asked, tokens } = find(
            model,
            messages.length === 1 ? "plain" : "state",
            byText.get(messages[0].content),
        );
        const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: finish }];
        const usage = { prompt_tokens: asked, completion_tokens: tokens };
        response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ choices, usage }));
    });
    const pool = join(shop, "pool.json");
    const members = models.map((model) => ({ id: model, model, endpoint: "lab", ...more }));
    writeFileSync(pool, JSON.stringify({ endpoints: { lab: { base: `${server.url}/v1` } }, members }));
    return { server, pool };
}

/** For commands that ask a server of this process. */
export const noProxy = { ...process.env, no_proxy: "127.0.0.1", NO_PROXY: "127.0.0.1" };

/** Runs each question with all models, which say what they are recorded to say. The view of each run, by question. */
async function runAll(given, command) {
    const { questions, models } = given;
    const shop = mkdtempSync(join(tmpdir(), "smacs-reading-"));
    const { server, pool } = await serveRecorded(given, shop, { prior: 0.5 });
    const assets = join(root, "web/assets/default");
    const args = ["run", `${assets}.smx`, "--embedder", `${assets}.sme`, "--pool", pool, "--n", `${models.length}`];
    // One call at a time, so that the order of events is the same each time.
    args.push("--mode", "select", "--no-early-stop", "--no-referee", "--parallel", "1");
    args.push("--quiet", "--json", "--question");
    const views = new Map();
    try {
        for (const { id, question } of questions.values()) {
            const options = { env: noProxy, maxBuffer: 1 << 28 };
            const { stdout } = await promisify(execFile)(command, [...args, question], options).catch((error) => error);
            views.set(id, JSON.parse(stdout));
        }
        return views;
    } finally {
        await server.close();
        rmSync(shop, { recursive: true });
    }
}

/** The cells of plain questions after models were asked back in runs. */
async function askedBack(given, plain, command) {
    const views = await runAll(given, command);
    const cells = plain.map((cell) => {
        const { calls } = views.get(cell.id);
        const reference = calls.find(({ role, member }) => role === "reference" && member === cell.model);
        const more = calls.filter(({ role, of }) => role === "state" && of === reference.call);
        const added = more.reduce((total, { usage }) => total + (usage?.output ?? 0), 0);
        return { ...cell, reference, tokens: cell.tokens + added, calls: 1 + more.length };
    });
    const stated = cells.filter(({ reference }) => reference.how === "stated");
    const texts = stated.map(({ id, says, reference }) => ({ id, says, text: `Answer: ${reference.answer.found}` }));
    const readings = readAll(texts, given.questions, command);
    return cells.map((cell) => {
        const place = stated.indexOf(cell);
        if (cell.reference.answer === null) {
            return { ...cell, none: true, same: cell.says.includes(null) };
        }
        return place < 0 ? cell : { ...cell, ...readings[place], none: false };
    });
}

/** Cells by way. A cell is a question and a model, with what came of it. */
export async function measure(command = join(root, "build/native/smacs")) {
    const given = material();
    const readings = readAll(given.replies, given.questions, command);
    const cells = given.replies.map((reply, number) => ({
        ...reply,
        ...given.questions.get(reply.id),
        ...readings[number],
        whole: reply.finish === "stop",
        calls: 1,
    }));
    const of = (name) => cells.filter(({ way }) => way === name);
    return {
        ways: {
            "bare question": of("plain"),
            "asked back": await askedBack(given, of("plain"), command),
            "line in the question": of("contract"),
        },
        statements: Object.fromEntries(Object.keys(statePrompts).map((way) => [way, of(way)])),
    };
}

/* ---- tables ---- */

const percent = (cells, holds) =>
    cells.length === 0 ? "-" : ((100 * cells.filter(holds).length) / cells.length).toFixed(1);
const mean = (cells, value, digits) =>
    (cells.reduce((total, cell) => total + value(cell), 0) / cells.length).toFixed(digits);
const hasAnswer = ({ says }) => !says.includes(null);
const hasNone = ({ says }) => says.every((one) => one === null);

function row(name, cells) {
    const whole = cells.filter((cell) => cell.whole);
    const stating = whole.filter(hasAnswer);
    const silent = whole.filter(hasNone);
    const answerable = cells.filter(({ answer }) => answer !== null);
    return {
        "": name,
        "whole replies": `${whole.length} of ${cells.length}`,
        "with an answer": stating.length,
        "read, %": percent(stating, ({ none }) => !none),
        "rightly, %": percent(stating, ({ none, same }) => !none && same),
        "as another, %": percent(stating, ({ none, same }) => !none && !same),
        "no answer, none read, %": percent(silent, ({ none }) => none),
        "answers right, %": percent(answerable, ({ none, same, right }) => !none && same && right === true),
        tokens: mean(cells, ({ tokens }) => tokens, 0),
        calls: mean(cells, ({ calls }) => calls, 2),
    };
}

function statementRow(name, model, cells) {
    const own = cells.filter((cell) => cell.model === model);
    const stating = own.filter(hasAnswer);
    return {
        "": `${name}, ${model}`,
        "with an answer": stating.length,
        "stated rightly, %": percent(stating, ({ none, same, text }) => !isNone(text) && !none && same),
        "another, %": percent(stating, ({ none, same, text }) => !isNone(text) && !none && !same),
        "n/a, %": percent(stating, ({ text }) => isNone(text)),
        "no answer, n/a or none read, %": percent(own.filter(hasNone), ({ none, text }) => isNone(text) || none),
        tokens: mean(own, ({ tokens }) => tokens, 0),
    };
}

function print(title, rows) {
    const columns = Object.keys(rows[0]);
    const lines = [columns, columns.map(() => "---"), ...rows.map((each) => columns.map((column) => each[column]))];
    console.log(`${title}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`);
}

function printBy(field, ways) {
    const values = [...new Set(Object.values(ways)[0].map((cell) => cell[field]))];
    const rows = values.flatMap((value) =>
        Object.entries(ways).map(([way, cells]) =>
            row(
                `${value}, ${way}`,
                cells.filter((cell) => cell[field] === value),
            ),
        ),
    );
    print(`By ${field}`, rows);
}

function printMisread(cells) {
    for (const { id, model, way, says, none, same, how, whole, text } of cells) {
        if (whole && !same) {
            const read = none ? "not read" : `read as another, ${how}`;
            console.log(
                `${id} ${model} ${way}: says ${says.map((one) => one ?? "nothing").join(" / ")}; ${read}\n  ..${JSON.stringify(text.slice(-160))}`,
            );
        }
    }
}

async function main(args) {
    const { ways, statements } = await measure(
        args.includes("--command") ? args[args.indexOf("--command") + 1] : undefined,
    );
    print(
        "All",
        Object.entries(ways).map(([way, cells]) => row(way, cells)),
    );
    for (const field of ["kind", "language", "model"]) {
        printBy(field, ways);
    }
    const models = [...new Set(ways["bare question"].map(({ model }) => model))];
    print(
        "Wordings of the further turn",
        models.flatMap((model) => Object.entries(statements).map(([name, cells]) => statementRow(name, model, cells))),
    );
    if (args.includes("--misread")) {
        printMisread([...ways["bare question"], ...ways["line in the question"]]);
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    await main(process.argv.slice(2));
}
