// Takes away every export of a module but its memory, its start and those of a list, in place. Functions that nothing
// needs then are left to wasm-opt. wasm-metadce does both, but orders functions so that gzip makes 0.9 kB more of them.
//
// usage: node keep-exports.mjs MODULE.wasm EXPORTS.txt
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

const EXPORTS = 7; // the section's number
const [file, list] = process.argv.slice(2);
const kept = new Set(["memory", "_initialize", ...readFileSync(list, "utf8").match(/^[a-z_]\w*/gm)]);
const bytes = readFileSync(file);
let at = 8;

/** The number in LEB128 at `at`, which moves behind it. */
function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) {
            return value;
        }
    }
}

const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);

/** The section of exports, whose content begins at `at`, without what is not kept. */
function keptExports() {
    const entries = [];
    for (let left = number(); left > 0; left--) {
        const start = at;
        const length = number();
        const name = bytes.toString("utf8", at, at + length);
        at += length + 1; // the name, and the kind of what is exported
        number(); // its index
        if (kept.has(name)) {
            entries.push(bytes.subarray(start, at));
        }
    }
    const body = Buffer.concat([Buffer.from(leb(entries.length)), ...entries]);
    return Buffer.concat([Buffer.from([EXPORTS, ...leb(body.length)]), body]);
}

const parts = [bytes.subarray(0, at)];
while (at < bytes.length) {
    const start = at;
    const kind = bytes[at++];
    const size = number();
    const end = at + size;
    parts.push(kind === EXPORTS ? keptExports() : bytes.subarray(start, end));
    at = end;
}
writeFileSync(file, Buffer.concat(parts));
