// Replies of the server for tests that are far larger than any answer. faults.mjs has them by name.
import { constants, deflateRawSync } from "node:zlib";
import { head } from "./speak.mjs";

/** Until a response takes more, or is gone. */
const takes = (response) =>
    new Promise((resolve) => {
        const done = () => {
            response.off("drain", done).off("close", done);
            resolve();
        };
        response.on("drain", done).on("close", done);
    });

/** Sends `piece` so many times, as fast as it is taken. */
async function pour(response, piece, times) {
    for (let at = 0; at < times && !response.destroyed; at++) {
        if (!response.write(piece)) {
            await takes(response);
        }
    }
    response.end();
}

/** Ordinary pieces of an answer, some 64 KiB of them. */
function pieces(delta = { content: "four" }) {
    const choice = { index: 0, delta, logprobs: null, finish_reason: null };
    const piece = `data: ${JSON.stringify({ id: "x".repeat(40), model: "m".repeat(40), choices: [choice] })}\n\n`;
    return Buffer.from(piece.repeat(Math.ceil((1 << 16) / piece.length)));
}

const times = (bytes, size) => Math.ceil(size / bytes.length);

/** 100 MB of ordinary pieces. */
export async function ordinary(response) {
    const part = pieces();
    head(response);
    await pour(response, part, times(part, 1e8));
}

/** 100 MB of thoughts. */
export async function thoughts(response) {
    const part = pieces({ reasoning_content: "four " });
    head(response);
    await pour(response, part, times(part, 1e8));
}

/** 100 MB that say nothing: pieces without a word, and comments. */
export async function nothing(response) {
    const part = Buffer.concat([pieces({ role: "assistant" }), Buffer.from(": still here\n\n".repeat(4096))]);
    head(response);
    await pour(response, part, times(part, 1e8));
}

/** Ordinary pieces packed so that each byte becomes a thousand: 4 GB. */
export async function bomb(response) {
    const part = Buffer.concat(Array.from({ length: 16 }, pieces));
    const packed = deflateRawSync(part, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
    response.writeHead(200, { "content-type": "text/event-stream", "content-encoding": "gzip" });
    response.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
    await pour(response, packed, times(part, 4e9));
}

/** A line without an end, of 1 GB. */
export async function line(response) {
    head(response);
    response.write("data: ");
    await pour(response, Buffer.alloc(1 << 16, "x"), 1 << 14);
}

/** An error of 50 MB. */
export async function error(response) {
    response.writeHead(400, { "content-type": "application/json" });
    response.write('{"error":{"message":"');
    await pour(response, Buffer.alloc(1 << 16, "no "), times(Buffer.alloc(1 << 16), 5e7));
}
