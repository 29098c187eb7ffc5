// The types against what the core really says: its JSON is pasted as literals into a program, which the compiler then
// checks for missing, surplus and differing fields.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Embedder, ScoreIndex, Smacs } from "smacs";
import { files, needsFiles } from "./support.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const compiler = [path("../node_modules/.bin/tsc"), path("../../node_modules/.bin/tsc")].find(existsSync);
const needsCompiler = compiler ? needsFiles : { skip: "no tsc: npm install" };

test("the types are those of the core's JSON", needsCompiler, async () => {
    const smacs = await Smacs.load();
    const embedder = Embedder.open(smacs, files().bytes("default.sme"));
    const index = ScoreIndex.open(smacs, files().bytes("default.smx"));
    const literals = [
        ["EmbedderInfo", embedder.info],
        ["IndexInfo", index.info],
        ["Route", index.route(embedder, "birds that swim", { k: 30 })],
        ["Route", index.route(embedder, "birds that swim", { mode: "paper", coverage: true })],
        [
            "RouteOptions",
            { mode: "robust", k: 1, n: 1, coverage: true, alpha: 0.5, models: ["ada"], costs: { ada: 1 } },
        ],
    ];
    index.route(embedder, "birds", literals.at(-1)[1]);
    const program = [
        `import type { EmbedderInfo, IndexInfo, Route, RouteOptions } from ${JSON.stringify(fileURLToPath(import.meta.resolve("smacs")))};`,
        ...literals.map(([type, value], place) => `export const v${place}: ${type} = ${JSON.stringify(value)};`),
    ].join("\n");
    writeFileSync(files().file("shapes.mts"), program);
    const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--types", ""];
    const compile = (name) => spawnSync(compiler, [...flags, name], { encoding: "utf8", cwd: files().file("") });
    const said = compile("shapes.mts");
    assert.equal(said.stdout, "");
    assert.equal(said.status, 0);
    // The compiler must be able to say no, or the test above says nothing.
    writeFileSync(files().file("surplus.mts"), program.replace('"neighbour_count":', '"surplus":'));
    assert.match(compile("surplus.mts").stdout, /surplus/);
});
