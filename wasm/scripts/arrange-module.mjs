// Makes a module smaller after gzip without changing what it does. Functions stand beside those that they share the most code
// with, because gzip finds a repetition only within 32 kB: 1 % less. Data is not split where a few bytes of it are zero, as
// wasm-opt does: such zeros take less than the address of another piece, 1 % less.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

// A run of LINES lines of the module's text is what two functions may share; the rarer it is, the more it counts. The
// next function is the likest to the `last` ones, each of which counts less by `fading` than the one behind it; so that
// long functions do not come first, likeness is by length, to which `margin` is added. Which of these settings is the best
// hangs on where gzip's blocks end, so all are tried and the smallest module is kept.
const LINES = 3;
const settings = [10, 20, 40, 80].flatMap((margin) =>
    [
        [20, 0.9],
        [24, 0.88],
        [24, 0.9],
        [28, 0.92],
    ].map(([last, fading]) => ({ last, fading, margin })),
);

// Bytes between two pieces of data that are written as zeros rather than left out.
const GAP = 256;

const piece = /^ \(data \(i32\.const (\d+)\) "((?:[^"\\]|\\.)*)"\)\n/gm;

/** The data of a module in as few pieces as GAP allows, in its text form. */
function joinData(pieces) {
    let text = "";
    let end = Number.NEGATIVE_INFINITY;
    for (const [, start, bytes] of pieces) {
        const near = Number(start) - end <= GAP;
        text += near ? "\\00".repeat(Number(start) - end) : `${text && '")\n'} (data (i32.const ${start}) "`;
        text += bytes;
        end = Number(start) + bytes.replace(/\\([0-9a-f]{2}|.)/g, ".").length;
    }
    return text && `${text}")\n`;
}

const func = /^ \(func .*\n(?: {2}.*\n| *\n)* \)\n/gm;

/** The runs of lines that a function has. */
function runs(text) {
    const lines = text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ")");
    return new Set(lines.slice(LINES - 1).map((_, at) => lines.slice(at, at + LINES).join("\n")));
}

/** For each run the functions that have it, which are given as sets of runs. */
function holdersOf(functions) {
    const holders = new Map();
    functions.forEach((has, at) => {
        for (const run of has) {
            const among = holders.get(run) ?? [];
            among.push(at);
            holders.set(run, among);
        }
    });
    return holders;
}

/** The order, by places in `functions`. */
function ordered(functions, holders, { last, fading, margin }) {
    const left = new Set(functions.keys());
    const order = [];
    while (left.size > 0) {
        const likeness = new Map();
        for (const [back, at] of order.slice(-last).reverse().entries()) {
            for (const run of functions[at]) {
                const among = holders.get(run);
                for (const other of among) {
                    likeness.set(other, (likeness.get(other) ?? 0) + fading ** back / among.length);
                }
            }
        }
        let [best] = left;
        let most = 0;
        for (const at of left) {
            const share = (likeness.get(at) ?? 0) / Math.sqrt(functions[at].size + margin);
            if (share > most) {
                most = share;
                best = at;
            }
        }
        order.push(best);
        left.delete(best);
    }
    return order;
}

/** Rewrites a module in place. `tools`: the folder of wasm-dis and wasm-as; `features`: their arguments. */
export function arrangeModule(tools, features, module) {
    const listing = execFileSync(`${tools}/wasm-dis`, [...features, module], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        maxBuffer: 2 ** 28,
    });
    const data = joinData(listing.matchAll(piece));
    const source = listing.replace(piece, "");
    const functions = source.match(func);
    const [head, ...tail] = source.split(func);
    const sets = functions.map(runs);
    const holders = holdersOf(sets);
    const text = `${module}.wat`;
    const tried = `${module}.tried`;
    let least = Number.POSITIVE_INFINITY;
    for (const setting of settings) {
        const order = ordered(sets, holders, setting);
        writeFileSync(text, [head, data, ...order.map((at) => functions[at]), ...tail].join(""));
        execFileSync(`${tools}/wasm-as`, [...features, text, "-o", tried]);
        const size = gzipSync(readFileSync(tried), { level: 9 }).length;
        if (size < least) {
            least = size;
            renameSync(tried, module);
        }
    }
    rmSync(text);
    rmSync(tried, { force: true });
}
