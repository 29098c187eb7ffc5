// A server that speaks the OpenAI API with made-up answers, and misbehaves where a test wants it to.
import { listen } from "../local-server.mjs";

/** The body of an answer; `more` goes into the choice, `rest` beside the choices. */
export function answer(content, more = {}, rest = {}) {
    const message = typeof content === "string" ? { role: "assistant", content } : content;
    return {
        id: "made-up",
        object: "chat.completion",
        choices: [{ index: 0, message, finish_reason: "stop", ...more }],
        usage: { prompt_tokens: 40, completion_tokens: 10, total_tokens: 50 },
        ...rest,
    };
}

/**
 * Serves until the test `t` ends. `models` has each model's answer: an object (status 200), a text (sent unchanged), or
 * a function of (asked, reply, times) that may do anything; times counts the calls of this model from 1.
 */
export async function serve(t, models) {
    const seen = []; // {model, key, body}
    const state = { inFlight: 0, most: 0 };
    const { url, close } = await listen(async (request, response) => {
        const pieces = [];
        for await (const piece of request) {
            pieces.push(piece);
        }
        const body = JSON.parse(Buffer.concat(pieces).toString());
        const asked = { model: body.model, key: request.headers.authorization, path: request.url, body };
        seen.push(asked);
        state.inFlight++;
        state.most = Math.max(state.most, state.inFlight);
        response.on("close", () => {
            state.inFlight--;
        });
        const reply = (what, status = 200, headers = {}) => {
            response.writeHead(status, { "Content-Type": "application/json", ...headers });
            response.end(typeof what === "string" ? what : JSON.stringify(what));
        };
        const does = models[body.model];
        if (typeof does === "function") {
            const times = seen.filter(({ model }) => model === body.model).length;
            does(asked, Object.assign(reply, { socket: request.socket }), times);
        } else {
            reply(does);
        }
    });
    t.after(close);
    return { base: `${url}/v1`, seen, state };
}
