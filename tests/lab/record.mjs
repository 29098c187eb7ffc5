// Asks a server with the OpenAI API the questions of questions.jsonl and adds its replies to replies.jsonl. What is
// recorded already is not asked again, so it can be stopped at any time.
//
//     node tests/lab/record.mjs http://localhost:8080/v1 MODEL [plain|contract|state|bare] [--only ID,ID] [--to FILE]
//
// MODEL is the name under which the replies are kept; a server of one model ignores it. `plain` asks the bare question,
// `contract` adds the line that asks for a last line, `state` and `bare` go on with each plain reply that is whole and
// ask for its final answer. Temperature 0.
import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { readLines } from "./lines.mjs";
import { contractLine, folder, statePrompts } from "./material.mjs";

const [base, model, way = "plain", ...rest] = process.argv.slice(2);
if (base === undefined || model === undefined || !["plain", "contract", ...Object.keys(statePrompts)].includes(way)) {
    console.error("usage: record.mjs BASE_URL MODEL [plain|contract|state|bare] [--only ID,ID] [--to FILE]");
    process.exit(2);
}
const after = (flag) => (rest.includes(flag) ? rest[rest.indexOf(flag) + 1] : undefined);
const only = after("--only")?.split(",");
const file = after("--to") ?? join(folder, "replies.jsonl");

/** As many at once as the server is likely to have room for. */
const lanes = 1;
const recorded = existsSync(file) ? readLines(file) : [];
const find = (id, of) => recorded.find((reply) => reply.id === id && reply.model === model && reply.way === of);

function conversation({ id, question }) {
    switch (way) {
        case "plain":
            return [{ role: "user", content: question }];
        case "contract":
            return [{ role: "user", content: `${question}\n\n${contractLine}` }];
        default: {
            const plain = find(id, "plain");
            return plain?.finish !== "stop"
                ? undefined
                : [
                      { role: "user", content: question },
                      { role: "assistant", content: plain.text },
                      { role: "user", content: statePrompts[way] },
                  ];
        }
    }
}

async function ask(question) {
    const messages = conversation(question);
    if (messages === undefined || find(question.id, way) !== undefined) {
        return;
    }
    const body = { model, messages, temperature: 0, max_tokens: way in statePrompts ? 60 : 320 };
    const response = await fetch(`${base}/chat/completions`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    if (!response.ok) {
        throw new Error(`${question.id}: ${response.status} ${await response.text()}`);
    }
    const { choices, usage } = await response.json();
    const { message, finish_reason: finish } = choices[0];
    const { prompt_tokens: asked, completion_tokens: tokens } = usage;
    appendFileSync(
        file,
        `${JSON.stringify({ id: question.id, model, way, text: message.content.trim(), finish, tokens, asked })}\n`,
    );
}

const questions = readLines(join(folder, "questions.jsonl")).filter(({ id }) => only?.includes(id) ?? true);
const left = questions[Symbol.iterator]();
await Promise.all(
    Array.from({ length: lanes }, async () => {
        for (const question of left) {
            await ask(question);
        }
    }),
);
