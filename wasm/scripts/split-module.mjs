// Splits a linked module in two: what routes stays, in place, and what only runs need goes into a second module, which
// is loaded behind the first and works in its memory.
//
// usage: node split-module.mjs WASM-OPT WASM-SPLIT MODULE.wasm SECOND.wasm LATER.txt [FEATURE...]
//
// LATER.txt lists the exports of the second part. MODULE.wasm has the names of its functions. Every function that another
// export can reach stays in the first part, and so does every function of the table, since a call through it may come
// from anywhere. So the first part calls the second through these exports alone. Both keep them under a name with the
// digest of the whole module: two parts of different builds cannot be linked, because their addresses differ.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { arrangeModule } from "./arrange-module.mjs";

const [wasmOpt, wasmSplit, first, second, list, ...features] = process.argv.slice(2);
const later = new Set(readFileSync(list, "utf8").match(/^[a-z_]\w*/gm));
const graph = execFileSync(wasmOpt, [...features, "--print-call-graph", first], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 26,
});

/** Functions that each function calls, by name. */
const calls = new Map();
for (const [, from, to] of graph.matchAll(/^ {2}"(.+)" -> "(.+)"; \/\/ call$/gm)) {
    calls.set(from, [...(calls.get(from) ?? []), to]);
}
const exported = [...graph.matchAll(/^ {2}"(.+)" \[style="filled", fillcolor="gray"\];$/gm)].map(([, name]) => name);
const targets = [...graph.matchAll(/^ {2}"(.+)" \[style="filled, rounded"\];$/gm)].map(([, name]) => name);
const missing = [...later].filter((name) => !exported.includes(name));
if (missing.length > 0) {
    throw new Error(`${first} does not export ${missing.join(", ")}`);
}

// These stand in the first part although only the second calls them: there is room.
const moved = [
    "smacs_vote_tally",
    "smacs_structure_end",
    "put_figures",
    "smacs_find_exactly",
    "smacs_certainty_of",
    "append_references",
];
const unknown = moved.filter((name) => !calls.has(name));
if (unknown.length > 0) {
    throw new Error(`${first} has no function ${unknown.join(", ")} to move to the first part`);
}

const kept = new Set();
const waiting = [...moved, ...exported.filter((name) => !later.has(name)), ...targets];
for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (!kept.has(name)) {
        kept.add(name);
        waiting.push(...(calls.get(name) ?? []));
    }
}

const build = createHash("sha256").update(readFileSync(first)).digest("hex").slice(0, 16);
const names = `${second}.kept`;
writeFileSync(names, [...kept].map((name) => `${name}\n`).join(""));
execFileSync(wasmSplit, [
    ...features,
    first,
    `--keep-funcs=@${names}`,
    "--export-prefix=%",
    `--import-namespace=${build}`,
    `--placeholder-namespace=${build}`,
    `-o1=${first}`,
    `-o2=${second}`,
]);
rmSync(names);

// Neither part has been optimized without the other yet. Building blocks and expressions anew, twice, takes 1.2 % off the
// second after gzip, where -Oz alone takes 0.5 % off.
const anew = ["--flatten", "--rereloop", "-Oz"];
for (const part of [first, second]) {
    execFileSync(wasmOpt, [...features, "--low-memory-unused", ...anew, ...anew, "-Oz", part, "-o", part]);
    arrangeModule(dirname(wasmOpt), features, part);
}
