// On real banks, where they lie beside the repository: routing must be worth having.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { loadTools, measure, recorded } from "../deception.mjs";
import { missing, root, workshop } from "./tool.mjs";

const shared = join(root, "../shared/bank");
const skip = missing("native") || (existsSync(shared) ? false : "../shared/bank is absent");

test("RouterDC: paper mode beats the best single model by 3 points", { skip }, (t) => {
    const shop = workshop(t);
    shop.must(["embedder", "train", "--bank", join(shared, "routerdc.bank.jsonl.gz"), "--out", "e.sme"]);
    shop.must([
        "index",
        "build",
        "--bank",
        join(shared, "routerdc.bank.jsonl.gz"),
        "--embedder",
        "e.sme",
        "--out",
        "x.smx",
    ]);
    const { macro, questions } = JSON.parse(
        shop.must([
            "eval",
            "route",
            "x.smx",
            "--embedder",
            "e.sme",
            "--bank",
            join(shared, "routerdc.dev.jsonl.gz"),
            "--mode",
            "paper",
            "--json",
        ]),
    );
    assert.equal(questions, 1232);
    assert.ok(macro.routed >= macro.best_single + 3, JSON.stringify(macro));
});

const assets = join(root, "web/assets");
const bank = (name) => join(shared, `${name}.jsonl.gz`);

/** An index of the open-weight models of a bank split. */
function buildOpen(shop, source) {
    const open = ["--open-weight", join(shared, "models.json")];
    const from = ["--bank", bank(`${source}.bank`), "--embedder", join(assets, "default.sme")];
    shop.must(["index", "build", ...from, ...open, "--out", `${source}.smx`]);
}

function evaluateSelect(shop, source, ...more) {
    const asked = ["--embedder", join(assets, "default.sme"), "--bank", bank(`${source}.dev`)];
    const recordedAnswers = ["--responses", bank(`${source}.responses.dev`)];
    return JSON.parse(shop.must(["eval", "select", `${source}.smx`, ...asked, ...recordedAnswers, "--json", ...more]))
        .macro;
}

test("the default embedder, which has read none of RouterDC, comes within a point of knowing the benchmark", {
    skip,
}, (t) => {
    const shop = workshop(t);
    const file = (split) => join(shared, `routerdc.${split}.jsonl.gz`);
    const embedder = ["--embedder", join(assets, "default.sme")];
    shop.must(["index", "build", "--bank", file("bank"), ...embedder, "--out", "x.smx"]);
    const { macro } = JSON.parse(shop.must(["eval", "route", "x.smx", ...embedder, "--bank", file("dev"), "--json"]));
    assert.ok(macro.routed_minus_best_per_benchmark > -1, JSON.stringify(macro));
    assert.ok(macro.intervals.routed_minus_best_single_by_benchmarks[0] > 2, JSON.stringify(macro));
});

test("selection is level with the majority or above it, and beats the best single model", { skip }, (t) => {
    const shop = workshop(t);
    buildOpen(shop, "zeroeval");
    const all = evaluateSelect(shop, "zeroeval");
    assert.ok(all.intervals.kept_minus_majority[1] > 0 && all.kept >= all.best_single + 5, JSON.stringify(all));
    assert.equal(all.calls, 7);
    const early = evaluateSelect(shop, "zeroeval", "--early-stop");
    assert.ok(early.kept >= all.kept - 0.5 && early.calls < 4, JSON.stringify(early));
    buildOpen(shop, "mmlupro");
    const choices = evaluateSelect(shop, "mmlupro");
    assert.ok(choices.kept > choices.majority && choices.kept > choices.best_single + 0.5, JSON.stringify(choices));
});

test("final answers are those that the publishers found", { skip }, (t) => {
    const shop = workshop(t);
    const least = { gsm: 99, "math-l5": 97, crux: 98, "mmlu-pro": 97.9 };
    for (const source of ["zeroeval", "mmlupro"]) {
        const files = ["--bank", bank(`${source}.dev`), "--responses", bank(`${source}.responses.dev`)];
        const found = JSON.parse(shop.must(["eval", "extract", ...files, "--json"])).benchmarks;
        for (const [benchmark, { agreement, judged_alike }] of Object.entries(found)) {
            assert.ok(agreement >= least[benchmark] && judged_alike >= 97, `${benchmark} ${agreement} ${judged_alike}`);
        }
    }
});

const noPackage = existsSync(join(root, "wasm/dist/index.js")) ? skip : "the package is not built";

test("one deceptive reference takes a few points at most, where it would ruin the paper's run", {
    skip: noPackage,
}, async (t) => {
    const shop = workshop(t);
    buildOpen(shop, "zeroeval");
    const items = recorded(shared).filter((_, number) => number % 4 === 0);
    const tools = await loadTools(join(shop.folder, "zeroeval.smx"), join(assets, "default.sme"));
    const chosen = ["all asked", "aggregate, gullible", "aggregate, critical", "paper, gullible"];
    const rows = measure(tools, items, 1, ["by rotation"], chosen);
    const percent = (way, liars) => rows.find((row) => row.way === way && row.liars === liars).percent;
    const fall = Object.fromEntries(chosen.map((way) => [way, percent(way, 0) - percent(way, 1)]));
    assert.ok(fall["all asked"] <= 7, JSON.stringify(fall));
    assert.ok(fall["aggregate, gullible"] <= 12 && fall["aggregate, critical"] <= 8, JSON.stringify(fall));
    assert.ok(fall["paper, gullible"] > 40, JSON.stringify(fall));
});
