// An endpoint for tests of calibration: it is no model, but knows the answers to the page's own questions, and gives
// wrong ones for a share of them, by their ids, so that the same questions come out the same way each time.
import { readFileSync } from "node:fs";
import { listen } from "../../tests/local-server.mjs";

const lines = readFileSync(new URL("../assets/questions.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n");
export const questions = lines.map((line) => JSON.parse(line));
const byText = new Map(questions.map((entry) => [entry.question, entry]));

/** 0 to 1, spread evenly over ids. */
export function chance(id) {
    let state = 2166136261;
    for (const byte of Buffer.from(id)) {
        state = Math.imul(state ^ byte, 16777619) >>> 0;
    }
    return (Math.imul(state ^ (state >>> 15), 2246822519) >>> 8) / 2 ** 24;
}

/**
 * `models`: ids of what it serves. `share`: of questions answered rightly; `fail`: a status for all from now on; `vague`: the answer to every question. After `hold(n)` the first n questions
 * asked since `asked` was emptied are answered, and the others wait for `release()`.
 */
export async function startOracle(share, models = ["oracle"]) {
    const state = { share, fail: 0, vague: "", asked: [] };
    let held = { after: Number.POSITIVE_INFINITY, over: Promise.resolve(), release: () => {} };
    const server = await listen(async (request, response) => {
        const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
        const send = (status, body) =>
            response.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
        if (request.method === "OPTIONS") {
            response.writeHead(204, headers).end();
        } else if (request.url === "/v1/models") {
            send(200, { data: models.map((id) => ({ id })) });
        } else if (state.fail) {
            send(state.fail, { error: { message: "failing as the test wants it" } });
        } else {
            let body = "";
            for await (const chunk of request) {
                body += chunk;
            }
            const entry = byText.get(JSON.parse(body).messages.at(-1).content);
            state.asked.push(entry?.id);
            if (state.asked.length > held.after) {
                await held.over;
            }
            const right = entry && chance(entry.id) < state.share;
            const content = state.vague || (right ? `Answer: ${entry.answer}` : "Answer: 987654321");
            const usage = { prompt_tokens: 50, completion_tokens: 5 };
            send(200, { choices: [{ message: { role: "assistant", content }, finish_reason: "stop" }], usage });
        }
    });
    return Object.assign(state, {
        url: `${server.url}/v1`,
        close: server.close,
        hold(after) {
            let release = () => {};
            const over = new Promise((done) => {
                release = done;
            });
            held = { after, over, release };
        },
        release() {
            held.release();
            held.after = Number.POSITIVE_INFINITY;
        },
    });
}
