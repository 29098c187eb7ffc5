// A host of weights for tests: slow, breakable, and seen. What it serves is made up, and no model.
import { createHash } from "node:crypto";
import { listen } from "../../tests/local-server.mjs";

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

/**
 * `files`: by name. After `hold(share, name)` each answer stops at this share of the file, or of the named one, until `release()`; `stop()` breaks
 * what is under way off; `ranges`: those asked for since the last of hold and release.
 */
export async function startWeights(files) {
    const ranges = [];
    let held = 1;
    let heldFile;
    const waiting = new Set();
    const open = new Set();
    const server = await listen((request, response) => {
        const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "range" };
        const file = files[request.url.slice(1)];
        if (request.method === "OPTIONS" || !file) {
            response.writeHead(file ? 204 : 404, cors).end();
            return;
        }
        ranges.push(request.headers.range);
        const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
        const body = file.subarray(Number(first ?? 0), last ? Number(last) + 1 : undefined);
        response.writeHead(first ? 206 : 200, { ...cors, "content-length": body.length });
        open.add(response);
        response.on("close", () => open.delete(response));
        const share = heldFile === undefined || request.url === `/${heldFile}` ? held : 1;
        const now = Math.ceil(body.length * share);
        response.write(body.subarray(0, now));
        const finish = () => response.end(body.subarray(now));
        if (share < 1) {
            waiting.add(finish);
        } else {
            finish();
        }
    });
    return {
        url: server.url,
        ranges,
        hold: (share, name) => {
            held = share;
            heldFile = name;
            ranges.length = 0;
        },
        release: () => {
            held = 1;
            ranges.length = 0;
            for (const finish of waiting) {
                finish();
            }
            waiting.clear();
        },
        stop: () => {
            for (const response of open) {
                response.destroy();
            }
        },
        close: server.close,
    };
}
