// On real banks, where they lie beside the repository: routing must be worth having.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
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
