// What comes out: the documented shapes, the right models, and the same bits as the native command.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { Embedder, ScoreIndex, Smacs } from "smacs";
import { adaFacts, smacs as command, files, needsFiles, withCode } from "./support.mjs";

describe("routes", needsFiles, () => {
    let embedder;
    let index;
    let plain;
    before(async () => {
        const smacs = await Smacs.load();
        embedder = Embedder.open(smacs, files().bytes("default.sme"));
        index = ScoreIndex.open(smacs, files().bytes("default.smx"));
        plain = ScoreIndex.open(smacs, files().bytes("plain-default.smx"));
    });

    test("ids of an endpoint mean models of the index, or of a catalog", () => {
        const catalog = [{ name: "Dee-3-8B", aliases: ["dee"] }];
        const found = index.match(
            { data: [{ id: "maker/ADA:free" }, { id: "dee-3-8b-q4_K_M.gguf" }, { id: "x" }] },
            catalog,
        );
        assert.deepEqual(
            found.map(({ id, model, from }) => [id, model, from]),
            [
                ["maker/ADA:free", "ada", "bank"],
                ["dee-3-8b-q4_K_M.gguf", "Dee-3-8B", null],
                ["x", null, null],
            ],
        );
        assert.ok(found[0].prior > 0 && found[0].error > 0);
        assert.deepEqual(index.match(["dee"]), [
            { id: "dee", model: null, from: null, prior: null, error: null, like: null },
        ]);
        assert.throws(() => index.match({ error: "no" }), { code: "schema" });
    });

    test("the object of a route is that of its JSON", () => {
        for (const from of [index, plain]) {
            for (const question of ["birds that swim", "排序数组", "x"]) {
                for (const options of [{}, { k: 3, n: 2, coverage: true }, { mode: "paper", k: 10 }]) {
                    const json = from.routeText(embedder, question, options);
                    const route = from.route(embedder, question, options);
                    assert.deepEqual(route, JSON.parse(json));
                    assert.deepEqual(Object.keys(route), Object.keys(JSON.parse(json)));
                }
            }
        }
    });

    test("infos say what the files hold", () => {
        assert.deepEqual(Object.keys(embedder.info), ["name", "tokenizer", "dim", "vocabulary", "digest"]);
        assert.equal(embedder.info.dim, 32);
        const { questions, cells, has_text, models } = index.info;
        assert.deepEqual([questions, cells, has_text], [60, 60 * 3 + 21, true]);
        assert.deepEqual(models[0].facts, adaFacts);
        assert.equal(plain.info.has_text, false);
        assert.equal(plain.info.models[0].facts, undefined);
        assert.equal(index.info.embedder.digest, embedder.info.digest);
        assert.deepEqual(
            models.map(({ name, scored }) => [name, scored]),
            [
                ["ada", 60],
                ["ben", 60],
                ["chi", 60],
                ["gap", 21],
            ],
        );
        assert.equal(
            index.info.benchmarks.reduce((sum, { questions: n }) => sum + n, 0),
            60,
        );
    });

    test("the specialist of the question's kind comes first", () => {
        for (const [question, model] of [
            ["add the numbers 3", "ada"],
            ["which animal barks 4", "ben"],
        ]) {
            const route = index.route(embedder, question, {
                mode: "paper",
                k: 10,
                models: ["ada", "ben", "chi"],
                n: 2,
            });
            assert.equal(route.panel[0], model);
            assert.equal(route.panel.length, 2);
        }
        const paper = index.route(embedder, "排序数组", { mode: "paper", k: 10 });
        assert.equal(paper.mode, "paper");
        assert.ok(paper.models.every(({ standard_error }) => standard_error === null));
    });

    test("an unknown text embeds to zeros, an empty one too", () => {
        assert.ok(embedder.embed("").every((value) => value === 0));
        assert.equal(embedder.embed("birds").length, 32);
    });

    test("odd texts are safe", () => {
        assert.throws(() => index.route(embedder, " \0\n"), withCode("empty"));
        for (const text of ["a\0b", "\ud800", "𝔘𝔫𝔦", "é".repeat(70_000), "<script>", "\u202e"]) {
            assert.ok(index.route(embedder, text).panel.length > 0);
        }
    });

    test("undefined options mean the defaults", () => {
        const wanted = index.routeText(embedder, "birds");
        assert.equal(index.routeText(embedder, "birds", { k: undefined, mode: undefined }), wanted);
        assert.throws(() => index.route(embedder, "birds", { alpha: Number.NaN }), withCode("schema"));
    });

    const flags = { mode: "--mode", k: "--k", n: "--n", alpha: "--alpha" };
    for (const options of [{}, { mode: "paper" }, { k: 5, n: 2 }, { coverage: true, n: 3 }, { mode: "paper", k: 1 }]) {
        test(`the same bytes as the native command: ${JSON.stringify(options)}`, () => {
            const args = Object.entries(options).flatMap(([key, value]) =>
                value === true ? [`--${key}`] : [flags[key], String(value)],
            );
            const { file } = files();
            for (const { question } of files().bank.filter((_, place) => place % 4 === 0)) {
                const said = command(
                    "route",
                    file("default.smx"),
                    "--embedder",
                    file("default.sme"),
                    "--question",
                    question,
                    "--json",
                    "--detail",
                    ...args,
                );
                assert.equal(index.routeText(embedder, question, options), said.trim());
            }
        });
    }

    test("embeds the same as the native command", () => {
        const { file } = files();
        const said = JSON.parse(command("embed", file("default.sme"), "--text", "birds that swim", "--json"));
        const vector = Array.from(embedder.embed("birds that swim"));
        const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
        assert.deepEqual(
            vector.map((value) => Number((value / length).toPrecision(9))),
            said,
        );
    });
});
