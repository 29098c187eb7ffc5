// An endpoint for tests of calibration: it is no model, but knows the answers to the page's own questions, and gives wrong ones
// for a share of them, by their ids, so that the same questions come out the same way each time.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

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

/** `share`: of questions answered rightly; `pace`: ms for each; `fail`: a status for all from now on. */
export async function startOracle(share) {
    const state = { share, pace: 0, fail: 0, asked: [] };
    const server = createServer(async (request, response) => {
        const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
        const send = (status, body) =>
            response.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
        if (request.method === "OPTIONS") {
            response.writeHead(204, headers).end();
        } else if (request.url === "/v1/models") {
            send(200, { data: [{ id: "oracle" }] });
        } else if (state.fail) {
            send(state.fail, { error: { message: "failing as the test wants it" } });
        } else {
            let body = "";
            for await (const chunk of request) {
                body += chunk;
            }
            const entry = byText.get(JSON.parse(body).messages.at(-1).content);
            state.asked.push(entry?.id);
            await new Promise((done) => setTimeout(done, state.pace));
            const right = entry && chance(entry.id) < state.share;
            const content = right ? `Answer: ${entry.answer}` : "Answer: 987654321";
            const usage = { prompt_tokens: 50, completion_tokens: 5 };
            send(200, { choices: [{ message: { role: "assistant", content }, finish_reason: "stop" }], usage });
        }
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return Object.assign(state, {
        url: `http://127.0.0.1:${server.address().port}/v1`,
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    });
}
