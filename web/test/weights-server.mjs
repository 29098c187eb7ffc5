// A host of weights for tests: slow, breakable, and seen. What it serves is made up, and no model.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const pieceBytes = 256 * 1024;

/** Bytes that begin as a GGUF file does, and hold nothing. */
export function madeWeights(pieces, seed) {
    const bytes = Buffer.alloc(pieces * pieceBytes - 1000);
    for (let at = 0, state = seed; at < bytes.length; at += 4) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        bytes.writeUInt32LE(state, at);
    }
    bytes.write("GGUF");
    return bytes;
}

/** What a list of models says of them. */
export function madeCard(id, bytes, address) {
    const pieces = [];
    for (let at = 0; at < bytes.length; at += pieceBytes) {
        pieces.push(
            createHash("sha256")
                .update(bytes.subarray(at, at + pieceBytes))
                .digest("hex"),
        );
    }
    const facts = { id, name: id, bytes: bytes.length, piece_bytes: pieceBytes, pieces, context: 2048, cache: 100 };
    return { ...facts, licence: "made up for tests", file: `${address}/${id}.gguf` };
}

/** `files`: by name. `pace`: bytes a 10 ms; `stop()` breaks what is under way off; `ranges`: those asked for. */
export async function startWeights(files) {
    const state = { pace: Number.POSITIVE_INFINITY, ranges: [] };
    const open = new Set();
    const server = createServer((request, response) => {
        const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "range" };
        const file = files[request.url.slice(1)];
        if (request.method === "OPTIONS" || !file) {
            response.writeHead(file ? 204 : 404, cors).end();
            return;
        }
        state.ranges.push(request.headers.range);
        const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
        const body = file.subarray(Number(first ?? 0), last ? Number(last) + 1 : undefined);
        response.writeHead(first ? 206 : 200, { ...cors, "content-length": body.length });
        open.add(response);
        response.on("close", () => open.delete(response));
        let at = 0;
        const send = () => {
            const next = Math.min(body.length, at + state.pace);
            response.write(body.subarray(at, next));
            at = next;
            if (at < body.length) {
                setTimeout(send, 10);
            } else {
                response.end();
            }
        };
        send();
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return Object.assign(state, {
        url: `http://127.0.0.1:${server.address().port}`,
        stop: () => {
            for (const response of open) {
                response.destroy();
            }
        },
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    });
}
