// What goes wrong is said with its place, ends with the right code, and leaves no file behind.
import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { lines, records } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const bank = records("made", 30, 1);
const build = "index build --embedder e.sme --out x.smx --bank";

function prepared(t, target) {
    const shop = workshop(t, target);
    shop.write("bank.jsonl", lines(bank));
    shop.must("embedder train --bank bank.jsonl --dim 32 --out e.sme");
    return shop;
}

/** The command fails with `code`, says `pattern`, and changes no file. */
function refuses(shop, args, code, pattern, options) {
    const before = shop.files().map((name) => [name, shop.read(name).toString("latin1")]);
    const result = shop.run(args, options);
    assert.equal(result.code, code, `${args}: ${result.err}`);
    assert.match(result.err, pattern);
    assert.equal(result.out, "");
    assert.deepEqual(
        shop.files().map((name) => [name, shop.read(name).toString("latin1")]),
        before,
    );
}

for (const target of ["native", "wasi"]) {
    test(`bad banks are told by line and column (${target})`, { skip: missing(target) }, (t) => {
        const shop = prepared(t, target);
        const good = lines(bank.slice(0, 2));
        shop.write("x.smx", "what was there before");
        for (const [name, content, pattern] of [
            ["syntax", `${good}{"id": "a", oops}\n`, /^smacs: bad:3:13: JSON needs quotation marks .*\n {2}\S/],
            ["cut", lines(bank).slice(0, -9), /^smacs: bad:30:\d+: the input ends inside a record/],
            [
                "schema",
                `${good}\n {"question": "Q", "scores": {"m": 2}}\n`,
                /^smacs: bad:4:2: a score must be .* \(m\)/,
            ],
            ["column", `${good}{"id": "a", "score": 1}\n`, /^smacs: bad:3:1: /],
            [
                "clash",
                `${good}${JSON.stringify({ ...bank[0], question: "Something else" })}\n`,
                /^smacs: bad:3:1: .*\(made\/0\)/,
            ],
            ...["id", "source", "benchmark", "category"].map((field) => [
                `${field} in two lines`,
                `${good}${JSON.stringify({ ...bank[2], [field]: "one\ntwo" })}\n`,
                /^smacs: bad:3:1: an id, or the name of .* line break .*: take it out \(one\)\n {2}\S/,
            ]),
            [
                "model in two lines",
                `${good}${JSON.stringify({ ...bank[2], scores: { "Model\nx.smx: 9 records": 1 } })}\n`,
                /^smacs: bad:3:1: .* line break .*: take it out \(Model\)\n {2}\S/,
            ],
            ["empty", "\n\n", /^smacs: bad: the bank holds no records/],
            ["gzip cut", gzipSync(good).subarray(0, 60), /^smacs: bad: the gzip file is cut short: download it/],
            ["gzip broken", gzipSync(good).fill(0x55, 20, 60), /^smacs: bad: the gzip file is damaged: download it/],
        ]) {
            shop.write("bad", content);
            refuses(shop, `${build} bad`, 1, pattern, name);
        }
    });
}

const bytes = (hex) => Buffer.from(hex, "hex");
const first = lines(bank.slice(0, 2));

/** Files that people have in place of banks: how they begin, and what is said of them. */
const foreign = [
    ["a zip archive", Buffer.concat([Buffer.from("PK\x03\x04\x14\0"), Buffer.from(first)]), /zip archive: unpack it/],
    ["a gzip file in another", gzipSync(gzipSync(first)), /packed with gzip: unpack it/],
    ["zstd", bytes("28b52ffd2400"), /packed with zstd: unpack it/],
    ["a tar archive", Buffer.from(`bank.jsonl${"\0".repeat(247)}ustar\0${"\0".repeat(300)}`), /tar archive: unpack/],
    ["parquet", Buffer.from(`PAR1${"\0".repeat(20)}PAR1`), /Parquet file: convert it to JSON Lines .*pandas/],
    ["a pickle", bytes("8004952a00000000000000"), /pickle of Python: convert it to JSON Lines/],
    ["SQLite", Buffer.from("SQLite format 3\0\x10\0"), /SQLite database: convert/],
    ["CSV", "id,question,Model-A\nq1,What?,1\n", /table \(CSV\): convert/],
    ["CSV in quotes", '"id";"question";"Model-A"\n', /table \(CSV\): convert/],
    ["a web page", "\n<!doctype html><title>404</title>", /web page or XML/],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${first}`, "utf16le"), /UTF-16: save it as UTF-8/],
    ["UTF-16 without one", Buffer.from(first, "utf16le"), /UTF-16: save it as UTF-8/],
    ["big-endian UTF-16", Buffer.from(`\ufeff${first}`, "utf16le").swap16(), /UTF-16: save it as UTF-8/],
    ["Latin-1", Buffer.from(`${first}{"id": "\xe9t\xe9"}\n`, "latin1"), /^smacs: bad:3:9: .* not UTF-8, .*Latin-1/],
    ["NaN", `${first}{"question": "Q", "scores": {"m": NaN}}\n`, /^smacs: bad:3:35: NaN is not JSON: .* null/],
    ["-Infinity", '{"question": "Q", "scores": {"m": -Infinity}}\n', /^smacs: bad:1:35: Infinity is not JSON/],
    ["Python", "{'question': 'Q'}\n", /^smacs: bad:1:2: this is Python, .*json\.dumps/],
    ["a comma too many", '{"question": "Q", "scores": {"m": 1,}}\n', /^smacs: bad:1:37: .*a comma too many/],
    [
        "half of a pair",
        '{"question": "a\\ud800b", "scores": {"m": 1}}\n',
        /^smacs: bad:1:16: .*half of a surrogate pair/,
    ],
    ["a list of scores", '{"question": "Q", "records": ["m"]}\n', /scores stand in a list: .*object.*\(records\)/],
    [
        "a list of records",
        `{"records": [${first.trim().split("\n").join()}]}`,
        /make that list the whole file \(records\)/,
    ],
];

for (const target of ["native", "wasi"]) {
    test(`what is no bank is named, with what to do (${target})`, { skip: missing(target) }, (t) => {
        const shop = prepared(t, target);
        for (const [name, content, pattern] of foreign) {
            shop.write("bad", content);
            refuses(shop, `${build} bad`, 1, pattern, name);
        }
    });
}

test("other files of JSON are named, too", { skip: missing("native") }, (t) => {
    const shop = prepared(t);
    shop.must(`${build} bank.jsonl`);
    shop.write("pool.json", Buffer.from("\ufeff{}", "utf16le"));
    refuses(shop, "run x.smx --embedder e.sme --pool pool.json --question Q", 1, /UTF-16: save it/);
    shop.write("pool.json", '{"endpoints": {}, "members": [NaN]}');
    refuses(shop, "run x.smx --embedder e.sme --pool pool.json --question Q", 1, /NaN is not JSON/);
    shop.write("x.zip", Buffer.from("PK\x03\x04\x14\0\0\0"));
    refuses(shop, "index info x.zip", 1, /zip archive: unpack it/);
    refuses(shop, "replay x.zip --recorded", 1, /zip archive: unpack it/);
    shop.write("u16.txt", Buffer.from("one text\nanother\n", "utf16le"));
    refuses(shop, "embedder train --text x.zip --dim 16 --out y.sme", 1, /x\.zip: this is a zip archive: unpack it/);
    refuses(shop, "embedder train --text u16.txt --dim 16 --out y.sme", 1, /UTF-16: save it as UTF-8/);
    refuses(shop, "models match --index x.smx --ids u16.txt", 1, /UTF-16: save it as UTF-8/);
    shop.write("page.html", "<!doctype html>\n<title>404</title>");
    refuses(shop, "models match --index x.smx --ids page.html", 1, /web page or XML/);
    shop.write("deep.json", "[".repeat(2000));
    refuses(shop, "replay deep.json --recorded", 1, /brackets are nested too deeply/);
    shop.write("x.smx.gz", gzipSync(shop.read("x.smx")));
    refuses(shop, "index info x.smx.gz", 1, /packed with gzip: unpack it/);
});

test("equal texts under two ids are told", { skip: missing("native") }, (t) => {
    const shop = prepared(t);
    shop.write("twice.jsonl", lines([...bank, { ...bank[3], id: "again" }, bank[4]]));
    assert.match(shop.run(`${build} twice.jsonl`).err, /^1 question has the text of another one .* such as again;/m);
    assert.doesNotMatch(shop.run(`${build} bank.jsonl`).err, /the text of another/);
});

test("answers to one question may stand in many lines, but none twice", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const models = Array.from({ length: 2000 }, (_, m) => `m${m}`);
    const line = (model) => ({ id: "q", responses: { [model]: "The answer is 4." } });
    const extracted = Object.fromEntries(models.map((model) => [model, "4"]));
    shop.write("q.jsonl", lines([{ id: "q", question: "How many?", answer: "4", scores: { m0: 1 }, extracted }]));
    shop.write("a.jsonl", lines(models.map(line)));
    const { benchmarks } = JSON.parse(shop.must("eval extract --bank q.jsonl --responses a.jsonl --json"));
    assert.deepEqual([benchmarks[""].responses, benchmarks[""].agreement], [2000, 100]);
    for (const [at, model] of [
        [2, "m0"],
        [2001, "m1999"],
    ]) {
        const list = models.map(line);
        list.splice(at - 1, 0, line(model));
        shop.write("b.jsonl", lines(list));
        const pattern = new RegExp(`^smacs: b\\.jsonl:${at}:1: the answers to a question stand twice \\(q\\)`);
        refuses(shop, "eval extract --bank q.jsonl --responses b.jsonl", 1, pattern);
    }
});

test("missing and mistaken files", { skip: missing("native") }, (t) => {
    const shop = prepared(t);
    shop.must(`${build} bank.jsonl`);
    shop.must("embedder train --bank bank.jsonl --dim 16 --out other.sme");
    refuses(shop, `${build} nothing.jsonl`, 1, /nothing\.jsonl: the file could not be opened/);
    refuses(
        shop,
        "index build --embedder e.sme --out no/such/x.smx --bank bank.jsonl",
        1,
        /no\/such\/x\.smx: the file could not be written/,
    );
    refuses(
        shop,
        "route e.sme --embedder e.sme --question q",
        1,
        /^smacs: e\.sme: this is an embedder \(\.sme\), which is not expected here\n$/,
    );
    refuses(shop, "route x.smx --embedder other.sme --question q", 1, /the embedder that the index was built with/);
    refuses(
        shop,
        "eval route x.smx --embedder other.sme --bank bank.jsonl",
        1,
        /the embedder that the index was built with/,
    );
    refuses(shop, ["route", "x.smx", "--embedder", "e.sme", "--question", ""], 1, /smacs: /);
    refuses(shop, "route x.smx --embedder e.sme --question q --models Adder-7C", 1, /did you mean "Adder-7B"/);
    shop.write("x.smx", shop.read("x.smx").fill(7, 200, 210));
    refuses(shop, "index info x.smx", 1, /^smacs: x\.smx: .*damaged/s);
});

test("scores that do not fit an index", { skip: missing("native") }, (t) => {
    const shop = prepared(t);
    shop.must(`${build} bank.jsonl`);
    const add = "index add x.smx --model New --out y.smx --scores";
    shop.write(
        "unknown.jsonl",
        lines([
            { id: "made/0", score: 1 },
            { id: "made/x", score: 1 },
        ]),
    );
    refuses(shop, `${add} unknown.jsonl`, 1, /^smacs: unknown\.jsonl:2:1: .*\(made\/x\)/);
    const broken = ["index", "add", "x.smx", "--model", "New\nOne", "--scores", "bank.jsonl", "--out", "y.smx"];
    refuses(shop, broken, 1, /^smacs: x\.smx: .* line break .* \(New\)/);
    refuses(shop, `${add} bank.jsonl`, 1, /no record has a score of this model \(New\)/);
});

test("usage", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    refuses(shop, "rout", 2, /did you mean "route"/);
    refuses(shop, "index buld", 2, /did you mean "index build"/);
    refuses(shop, "index", 2, /index merge/);
    refuses(shop, "route x.smx --embeder e", 2, /no option --embeder; did you mean --embedder/);
    refuses(shop, "embedder train --text t", 2, /missing: --out/);
    refuses(shop, "route x.smx --embedder e", 2, /no question was given/);
    refuses(shop, "index map --out y.smx", 2, /missing: X\.smx/);
    refuses(shop, "route x y --embedder e --question q", 2, /the question is given twice: "y" and --question/);
    refuses(shop, "route x y z --embedder e", 2, /too many arguments: z/);
    refuses(shop, "route x --embedder e --question q --k 0", 2, /--k does not take "0"/);
    refuses(shop, "route x --embedder e --question q --alpha 2", 2, /--alpha does not take "2"/);
    refuses(shop, "route x --embedder e --question q --n 3 --n 4", 2, /given twice: --n/);
    refuses(shop, "route x --embedder", 2, /value is missing after --embedder/);
    refuses(shop, "embed e.sme", 2, /either --text or --bank/);
    refuses(shop, "embedder train --out e.sme", 2, /--text or --bank/);
    assert.match(shop.must("--version"), /^smacs \d+\.\d+\.\d+\n$/);
    for (const words of [
        "embedder train",
        "embed",
        "index build",
        "index info",
        "index add",
        "index merge",
        "route",
        "eval route",
    ]) {
        assert.match(shop.must(`${words} --help`), new RegExp(`^smacs ${words}: [^]*example:\n  smacs ${words} `));
    }
    assert.match(shop.must("--help"), /smacs eval route/);
});

test("a file that is read is not written, nor one written twice", { skip: missing("native") }, (t) => {
    const shop = prepared(t, "native");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
    shop.write("v.npy", "vectors");
    shop.write("me.csv", "question,a\nOne?,1\n");
    shop.link("bank.jsonl", "linked");
    const answers = "--responses answers.jsonl";
    for (const [args, pattern] of [
        [
            `${build} bank.jsonl`.replace("x.smx", "./bank.jsonl"),
            /--out would overwrite bank\.jsonl, .* with --bank; name/,
        ],
        [`${build} bank.jsonl`.replace("x.smx", "linked"), /--out would overwrite bank\.jsonl/],
        [`${build} bank.jsonl`.replace("x.smx", "e.sme"), /overwrite e\.sme, which is given with --embedder/],
        ["index build --bank bank.jsonl --vectors v.npy --embedding-model m --out v.npy", /overwrite v\.npy/],
        ["bank import me.csv --from csv --out me.csv", /overwrite me\.csv, which is given as an argument/],
        ["bank import me.csv --from csv --out b.jsonl --responses me.csv", /--responses would overwrite me\.csv/],
        [
            "bank import me.csv --from csv --out same --responses ./same",
            /--out would overwrite \.\/same, .*--responses/,
        ],
        ["eval route x.smx --bank bank.jsonl --report x.smx", /--report would overwrite x\.smx/],
        ["eval report e.sme --out e.sme", /--out would overwrite e\.sme/],
        ["run x.smx --pool v.npy --questions bank.jsonl --out bank.jsonl", /overwrite bank\.jsonl/],
        ["index add x.smx --model m --scores bank.jsonl --out bank.jsonl", /overwrite bank\.jsonl/],
    ]) {
        refuses(shop, args, 2, pattern);
    }
    const empty = shop.run(["route", "x.smx", "--embedder", "e.sme", "--question", ""]);
    assert.deepEqual([empty.code, empty.err], [1, "smacs: the question is empty; type one first\n"]);
    // An index may be written over the one that it is made of; devices and streams hold nothing to lose.
    shop.must("index map x.smx --out x.smx");
    shop.must(`bank import me.csv --from csv --out /dev/null --responses /dev/null`);
    assert.match(shop.must("bank import - --from csv --out - --json", { input: "question,a\nOne?,1\n" }), /One\?/);
    shop.must(`bank import me.csv --from csv --out b.jsonl ${answers}`);
});
