// Banks and recorded answers made of tables and of what routers published; import/README.md says where the files are from.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { count, parse, real, refuses, take } from "./imports.mjs";
import { lines } from "./made-bank.mjs";
import { missing, workshop } from "./tool.mjs";

const skip = missing("native");

test("a wide table has a column for each model", { skip }, (t) => {
    const shop = workshop(t);
    const table = [
        "id,question,category,answer,small,large,small|response",
        'q1,"What is 2 + 2, in words?",sums,four,1,1,"It is ""four"".\nTruly."',
        "q2,Name a planet,sky,Mars,0,0.5,",
        "q3,Name a moon,sky,Io,,NA,",
        "q4,Name a planet,sky,Venus,true,False,Venus",
    ];
    shop.write("t.csv", table.join("\r\n"));
    const { bank, answers, left, told } = take(shop, "csv", ["t.csv"]);
    assert.deepEqual(
        bank.map(({ id, scores }) => [id, scores]),
        [
            ["q1", { small: 1, large: 1 }],
            ["q2", { small: 0, large: 0.5 }],
            ["q4", { small: 1, large: 0 }],
        ],
    );
    assert.deepEqual(
        [bank[0].question, bank[0].answer, bank[0].category],
        ["What is 2 + 2, in words?", "four", "sums"],
    );
    assert.deepEqual(answers, { q1: { small: 'It is "four".\nTruly.' }, q4: { small: "Venus" } });
    assert.equal(count(left, "without a score"), 1);
    assert.deepEqual(
        [count(left, "text of an earlier one"), told.left.find(({ what }) => what.includes("earlier")).first],
        [1, "q2 and q4"],
    );
    assert.deepEqual(told.models, { small: 3, large: 3 });
    // The numbers of rows that pandas writes, with and without a name, are no model.
    for (const numbers of ["", "Unnamed: 0"]) {
        shop.write("p.csv", `${numbers},question,small\n0,One?,1\n1,Two?,0\n`);
        assert.deepEqual(take(shop, "csv", ["p.csv"]).told.models, { small: 2 });
    }
    // The same with semicolons, packed, without ids; the bank is one.
    shop.write("t.csv.gz", gzipSync("question;small;large\nOne?;1;0\nTwo?;0;1\n"));
    assert.deepEqual(
        take(shop, "csv", ["t.csv.gz"]).bank.map(({ id }) => id),
        ["t/1", "t/2"],
    );
    shop.must("embedder train --bank bank.jsonl --dim 16 --out e.sme");
    shop.must("index build --bank bank.jsonl --embedder e.sme --out x.smx");
});

test("a long table has a row for each answer", { skip }, (t) => {
    const shop = workshop(t);
    const rows = [
        ["model", "question", "score", "response", "latency"],
        ["a", "One?", "1", "uno", "3"],
        ["b", "One?", "0", "due", "x"],
        ["a", "Two?", "0", "due", ""],
        ["a", "One?", "1", "again", ""],
        ["b", "One?", "1", "other", ""],
    ];
    shop.write("t.tsv", rows.map((row) => row.join("\t")).join("\n"));
    const { bank, answers, left } = take(shop, "csv", ["t.tsv"]);
    assert.deepEqual(
        bank.map(({ question, scores }) => [question, scores]),
        [
            ["One?", { a: 1, b: 0 }],
            ["Two?", { a: 0 }],
        ],
    );
    assert.deepEqual(answers[bank[0].id], { a: "uno", b: "due" });
    assert.deepEqual([count(left, "are equal"), count(left, "and differ"), count(left, "further trials")], [1, 1, 2]);
});

test("scores that are percent or texts are named, and converted when asked", { skip }, (t) => {
    const shop = workshop(t);
    shop.write("p.csv", "question,small,large\nOne?,87.5,0\nTwo?,100,50\n");
    refuses(shop, "csv", ["p.csv"], /p\.csv:2:1: .*if scores are percent, say --percent.*\(small: 87\.5\)/);
    assert.deepEqual(take(shop, "csv", ["p.csv"], ["--percent"]).bank[0].scores, { small: 0.875, large: 0 });
    shop.write("s.csv", "question,small\nOne?,87.5%\n");
    refuses(shop, "csv", ["s.csv"], /a score is percent; --percent reads such/);
    assert.equal(take(shop, "csv", ["s.csv"], ["--percent"]).bank[0].scores.small, 0.875);
    shop.write("u.csv", "question,small\nOne?,0.5\n");
    assert.equal(count(take(shop, "csv", ["u.csv"], ["--percent"]).left, "none is above 1"), 1);
    shop.write("t.jsonl", '{"question": "One?", "model": "a", "score": "0.5"}\n');
    refuses(shop, "jsonl", ["t.jsonl"], /t\.jsonl:1:1: a score is a text; --text-scores reads such \(0\.5\)/);
    assert.equal(take(shop, "jsonl", ["t.jsonl"], ["--text-scores"]).bank[0].scores.a, 0.5);
    shop.write("w.csv", "question,small,large\nOne?,correct,Wrong\nTwo?,no,PASS\nThree?,F,n/a\n");
    refuses(shop, "csv", ["w.csv"], /w\.csv:2:1: a score is a word; --text-scores reads such .*\(small: correct\)/);
    assert.deepEqual(
        take(shop, "csv", ["w.csv"], ["--text-scores"]).bank.map(({ scores }) => scores),
        [{ small: 1, large: 0 }, { small: 0, large: 1 }, { small: 0 }],
    );
    shop.write("w.jsonl", '{"question": "One?", "model": "a", "score": "yes"}\n');
    assert.equal(take(shop, "jsonl", ["w.jsonl"], ["--text-scores"]).bank[0].scores.a, 1);
    shop.write("v.csv", "question,small\nOne?,excellent\n");
    refuses(shop, "csv", ["v.csv"], /holds no scores.*--ignore \(small: excellent\)/, ["--text-scores"]);
    shop.write("n.csv", "question,small\nOne?,-1\n");
    refuses(shop, "csv", ["n.csv"], /not between 0 and 1|holds no scores/);
});

test("a table that cannot be read says where and why", { skip }, (t) => {
    const shop = workshop(t);
    const says = (text, pattern, more) => {
        shop.write("t.csv", text);
        refuses(shop, "csv", ["t.csv"], pattern, more);
    };
    says("question,difficulty,small\nOne?,hard,1\n", /t\.csv:2:1: .*leave it out with --ignore \(difficulty: hard\)/);
    says("question,level,small\nOne?,3,1\n", /t\.csv:2:1: .*--percent; --ignore leaves a column out.*\(level: 3\)/);
    says("title,small\nOne?,1\n", /t\.csv:1:1: no column has the questions/);
    says("question\nOne?\n", /no column has scores/);
    says("question,prompt,small\nOne?,Two?,1\n", /two columns mean the same/);
    says("question,small\nOne?,1,2\n", /t\.csv:2:1: a line has more or fewer fields/);
    says('question,small\n"One?,1\n', /t\.csv:2:1: the file ends within quotes/);
    says("question,small\n,1\n", /t\.csv:2:1: a question has no text/);
    says("question,small\nOne?,\n", /no question with a score was found/);
    says("", /the file is empty/);
    says("question,score\nOne?,1\n", /names no model; say which with --model/);
    says('question,small\nsay "hi",1\n', /t\.csv:2:1: .*quote the whole field.*\n {2}src\/import\/README\.md/);
    says("id,question,small\n1,One?,1\n1,Two?,0\n", /t\.csv:3:1: an id stands for two questions; --ignore .*\(1\)/);
    shop.write("t.csv", "title,difficulty,small\nOne?,hard,1\n");
    const { bank } = take(shop, "csv", ["t.csv"], ["--question", "title", "--ignore", "difficulty"]);
    assert.deepEqual([bank[0].question, bank[0].scores], ["One?", { small: 1 }]);
    shop.write("t.csv", "question,score\nOne?,1\n");
    assert.deepEqual(take(shop, "csv", ["t.csv"], ["--model", "mine"]).bank[0].scores, { mine: 1 });
    refuses(shop, "csv", ["none.csv"], /none\.csv: the file could not be opened/);
    refuses(shop, "tables", ["t.csv"], /--from is csv, lm-eval, .*not "tables"/, [], 2);
    shop.write("t.pkl", Buffer.from([0x80, 4, 0x95, 0, 0, 0]));
    refuses(shop, "routerbench", ["t.pkl"], /this is a pickle of Python: convert it to JSON Lines first.*to_json/);
});

test("tables as spreadsheets write them: decimal commas, a named delimiter, other ends of lines", { skip }, (t) => {
    const shop = workshop(t);
    for (const text of [
        "question;small;large\nOne?;0,5;1\nTwo?;;0\n",
        "sep=|\r\nquestion|small|large\r\nOne?|0.5|1\r\nTwo?||0\r\n",
        "\ufeffsep=;\nquestion;small;large\nOne?;0,5;1\nTwo?;;0",
        "question,small,large\rOne?,0.5,1\rTwo?,,0\r",
        '"question",small,large\r\n\r\n"One?",.5,TRUE\r\nTwo?,NA,false\r\n',
    ]) {
        shop.write("t.csv", text);
        const { bank } = take(shop, "csv", ["t.csv"]);
        assert.deepEqual(
            bank.map(({ question, scores }) => [question, scores]),
            [
                ["One?", { small: 0.5, large: 1 }],
                ["Two?", { large: 0 }],
            ],
            JSON.stringify(text),
        );
    }
    shop.write("t.csv", 'question,small\nOne?,"0,5"\n');
    refuses(shop, "csv", ["t.csv"], /holds no scores.*small: 0,5/);
});

test("RouterBench's table as CSV and as JSON Lines", { skip }, (t) => {
    const shop = workshop(t);
    const rows = [
        ["mmlu.0", "['What is 2 + 2?\\nA) 3\\nB) 4']", "mmlu", 1.0, 0.0, "['B']", "['A']", 0.1, 0.2, "gpt"],
        [
            "mt.1",
            "[\"It's a poem.\", 'Again.']",
            "mtbench",
            0.25,
            0.75,
            "['\\nx']",
            "['y\\xa0z']",
            0.1,
            0.2,
            "WizardLM/W",
        ],
        ["plain.2", "Plain?", "mmlu", 0.0, 0.0, "z", "z", 0.1, 0.2, "no_model_correct"],
    ];
    const names = ["sample_id", "prompt", "eval_name", "gpt", "WizardLM/W"].concat(
        ["gpt|model_response", "WizardLM/W|model_response", "gpt|total_cost", "WizardLM/W|total_cost"],
        ["oracle_model_to_route_to"],
    );
    const quote = (value) => `"${String(value).replaceAll('"', '""')}"`;
    shop.write("rb.csv", [names, ...rows].map((row) => row.map(quote).join(",")).join("\n"));
    const objects = rows.map((row) => JSON.stringify(Object.fromEntries(row.map((value, i) => [names[i], value]))));
    shop.write("rb.jsonl", objects.join("\n"));
    const table = take(shop, "routerbench", ["rb.csv"]);
    assert.deepEqual(
        table.bank.map(({ id, question, benchmark, scores }) => [id, question, benchmark, scores]),
        [
            ["mmlu.0", "What is 2 + 2?\nA) 3\nB) 4", "mmlu", { gpt: 1, "WizardLM/W": 0 }],
            ["mt.1", "It's a poem.\n\nAgain.", "mtbench", { gpt: 0.25, "WizardLM/W": 0.75 }],
            ["plain.2", "Plain?", "mmlu", { gpt: 0, "WizardLM/W": 0 }],
        ],
    );
    assert.deepEqual(table.answers["mmlu.0"], { gpt: "B", "WizardLM/W": "A" });
    assert.deepEqual(table.answers["mt.1"], { gpt: "\nx", "WizardLM/W": "y\u00a0z" });
    assert.equal(table.answers["plain.2"].gpt, "z");
    const lines = take(shop, "routerbench", ["rb.jsonl"]);
    assert.deepEqual([lines.bank, lines.answers], [table.bank, table.answers]);
    shop.write("nested.jsonl", JSON.stringify({ sample_id: "a", prompt: { text: "One?" }, gpt: 1 }));
    refuses(shop, "routerbench", ["nested.jsonl"], /nested\.jsonl:1:1: a question has no text \(a\)/);
    shop.write("rows.json", `[${objects.join(",")}]`);
    shop.write("columns.json", JSON.stringify({ sample_id: { 0: "a" }, prompt: { 0: "One?" } }));
    for (const name of ["rows.json", "columns.json"]) {
        refuses(shop, "routerbench", [name], /this is no row of a table: write JSON Lines, .*lines=True/);
    }
    shop.write("rb.jsonl.gz", gzipSync(objects.join("\n")));
    assert.deepEqual(take(shop, "routerbench", ["rb.jsonl.gz"]).bank, table.bank);
});

test("RouterBench's raw table has a row for each answer; texts are as Python writes them", { skip }, (t) => {
    const shop = workshop(t);
    const row = (id, model, score, said) =>
        `0,${id},${model},mmlu,"['Caf\\u00e9 \\U0001f600 \\x41? \\\\d \\'q\\'']","${said}",${score}`;
    shop.write(
        "raw.csv",
        [
            "index,sample_id,model_name,eval_name,prompt,model_response,performance",
            row("mmlu.0", "gpt", "1.0", "['C']"),
            row("mmlu.0", "claude-v1", "0.0", "['[title', ']']"),
            row("mmlu.1", "gpt", "0.25", "['not closed"),
        ].join("\n"),
    );
    const { bank, answers } = take(shop, "routerbench", ["raw.csv"]);
    assert.equal(bank[0].question, "Caf\u00e9 \u{1f600} A? \\d 'q'");
    assert.deepEqual(bank[0].scores, { gpt: 1, "claude-v1": 0 });
    assert.deepEqual(answers, {
        "mmlu.0": { gpt: "C", "claude-v1": "[title\n\n]" },
        "mmlu.1": { gpt: "['not closed" },
    });
});

test("results of LLMRouterBench, a file for each model", { skip }, (t) => {
    const shop = workshop(t);
    const result = (model, scores, more = {}) =>
        JSON.stringify({
            dataset_name: "aime",
            split: "test",
            model_name: model,
            demo: false,
            records: scores.map((score, i) => ({
                index: i + 1,
                origin_query: `Find x in ${i}.`,
                prompt: `Find x in ${i}. Box it.`,
                prediction: "7",
                raw_output: `It is 7 (${model}).`,
                ground_truth: i,
                score,
                prompt_tokens: 9,
                completion_tokens: 9,
                cost: 0.0,
            })),
            ...more,
        });
    shop.write("a.json", result("a", [1, 0]));
    shop.write("b.json", result("b", [0, null]));
    shop.write("demo.json", result("c", [1], { demo: true }));
    const { bank, answers, left } = take(shop, "llmrouterbench", ["a.json", "b.json", "demo.json"]);
    assert.deepEqual(bank[0], {
        id: "aime/test/1",
        benchmark: "aime",
        question: "Find x in 0.",
        answer: "0",
        scores: { a: 1, b: 0 },
    });
    assert.deepEqual(bank[1].scores, { a: 0 });
    assert.equal(answers["aime/test/2"].b, "It is 7 (b).");
    assert.deepEqual([count(left, "demo"), count(left, "answers without a score")], [1, 1]);
    assert.match(take(shop, "llmrouterbench", ["a.json"], ["--question", "prompt"]).bank[0].question, /Box it/);
    const failed = (said) => ({ index: 1, origin_query: "", prompt: "", score: null, raw_output: said });
    const names = ["aime-test-a-20260131_101010.json", "aime-test-a-20260131_111111.json"];
    shop.write(names[0], result("a", [0, 1]));
    shop.write(
        names[1],
        result("a", [1], {
            records: [failed("Unexpected error: x")].concat(JSON.parse(result("a", [0, 0])).records[1]),
        }),
    );
    const runs = take(shop, "llmrouterbench", names);
    assert.deepEqual(Object.fromEntries(runs.bank.map(({ id, scores }) => [id, scores.a])), {
        "aime/test/1": 0,
        "aime/test/2": 0,
    });
    assert.deepEqual([count(runs.left, "calls that failed"), count(runs.left, "an earlier run")], [1, 1]);
    // One index of the published ArenaHard has two texts: no score of one is taken for the other's.
    shop.write("other.json", result("d", [1, 1]).replace("Find x in 0.", "Find y in 0."));
    const apart = take(shop, "llmrouterbench", ["a.json", "other.json"]);
    assert.deepEqual(
        apart.bank.map(({ question, scores }) => [question, scores]),
        [
            ["Find x in 0.", { a: 1 }],
            ["Find x in 1.", { a: 0, d: 1 }],
            ["Find y in 0.", { d: 1 }],
        ],
    );
    assert.equal(count(apart.left, "another text in an earlier file"), 1);
    const bare = JSON.parse(result("a", [1, 0]));
    shop.write("bare.json", JSON.stringify({ ...bare, records: bare.records.map(({ index: _, ...rest }) => rest) }));
    assert.deepEqual(
        take(shop, "llmrouterbench", ["bare.json"]).bank.map(({ id }) => id),
        ["aime/test/0", "aime/test/1"],
    );
});

test("records without a text are left where a tool wrote them", { skip }, (t) => {
    const shop = workshop(t);
    const image = { role: "user", content: [{ type: "image", image: "x.png" }] };
    const done = (id, input) => ({ id, epoch: 1, input, target: "a", scores: { s: { value: "C" } } });
    const log = { eval: { task: "t", model: "m" }, samples: [done(1, [image]), done(2, "What is it?"), done(3, "")] };
    shop.write("log.json", JSON.stringify(log));
    const { bank, left } = take(shop, "inspect", ["log.json"]);
    assert.deepEqual(
        bank.map(({ id }) => id),
        ["t/2"],
    );
    assert.equal(count(left, "no text"), 2);
    shop.write("t.jsonl", lines([{ question: "", model: "m", score: 1 }]));
    refuses(shop, "jsonl", ["t.jsonl"], /t\.jsonl:1:1: a question has no text/);
});

test("a folder in place of its files is told what they are called", { skip }, (t) => {
    const shop = workshop(t);
    mkdirSync(shop.path("runs"));
    for (const [from, pattern] of [
        ["lm-eval", /runs: this is a folder: .*samples_\*\.jsonl/],
        ["helm", /scenario_state\.json/],
        ["llmrouterbench", /FOLDER\/\*\/\*\/\*\/\*\.json/],
        ["inspect", /FOLDER\/\*\.json/],
        ["csv", /runs: this is a folder/],
    ]) {
        refuses(shop, from, ["runs"], pattern);
    }
});

test("names that would break the lines of a report are refused", { skip }, (t) => {
    const shop = workshop(t);
    const line = { id: "1", question: "One?\nOr two?", model: "a", benchmark: "b", category: "c", score: 1 };
    shop.write("t.jsonl", lines([line]));
    assert.equal(take(shop, "jsonl", ["t.jsonl"]).bank[0].question, line.question);
    for (const name of ["id", "model", "benchmark", "category"]) {
        for (const mark of ["\n", "\r", "\u001b[2J", "\u007f"]) {
            shop.write("t.jsonl", lines([{ ...line, [name]: `x${mark}taken: 9 questions` }]));
            refuses(shop, "jsonl", ["t.jsonl"], /t\.jsonl:1:1: an id, or the name of .* control character/);
        }
    }
});

test("JSON Lines: objects for answers, and banks with answers in them", { skip }, (t) => {
    const shop = workshop(t);
    const rows = [
        { id: 7, question: "One?", model: "a", score: true, response: "uno" },
        { id: 7, question: "One?", model: "b", score: 0 },
        {
            id: "x",
            query: "Two?",
            answer: 2,
            scores: { a: 1, b: null, c: { is_correct: false } },
            responses: { a: "2" },
        },
        { id: 7, question: "One?", model: "c", score: 1 },
    ];
    shop.write("t.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
    const { bank, answers } = take(shop, "jsonl", ["t.jsonl"]);
    assert.deepEqual(bank, [
        { id: "7", question: "One?", scores: { a: 1, b: 0, c: 1 } },
        { id: "x", question: "Two?", answer: "2", scores: { a: 1, c: 0 } },
    ]);
    assert.deepEqual(answers, { 7: { a: "uno" }, x: { a: "2" } });
    shop.write("other.jsonl", JSON.stringify({ id: 7, question: "Another text?", model: "c", score: 1 }));
    refuses(shop, "jsonl", ["t.jsonl", "other.jsonl"], /other\.jsonl:1:1: an id stands for two questions; .* \(7\)/);
    shop.write("bad.jsonl", '{"question": "One?", "model": "a", "score": 1}\n{"question": "Two?", "model": "a"}\n');
    refuses(shop, "jsonl", ["bad.jsonl"], /bad\.jsonl:2:1: a line needs a question, and scores of models/);
    const text = shop.run(["bank", "import", "--from", "jsonl", "t.jsonl", "--out", "-"]);
    assert.match(text.err, /^taken: 2 questions, 5 scores of 3 models, .* 4 records of 1 files\n {9}2 {2}a\n/);
    assert.equal(parse(text.out).length, 2);
    assert.match(readFileSync(join(real, "README.md"), "utf8"), /lm-evaluation-harness 0\.4\.13/);
});

test("a table that is not UTF-8 is refused", { skip }, (t) => {
    const shop = workshop(t);
    for (const [line, table] of [
        [2, "question,a\nWas ist ein K\xe4fer?,1\n"],
        [1, "question,m\xfcller\nOne?,1\n"],
    ]) {
        shop.write("t.csv", Buffer.from(table, "latin1"));
        refuses(shop, "csv", ["t.csv"], new RegExp(`t\\.csv:${line}:1: the text is not UTF-8, .*iconv`));
    }
});
