// Programs of answers in the sandbox: what they give, and what they gain by cheating: nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Checks, createChecker, nodeInterpreters, nodeRunner, workerRunner } from "smacs/checks";

import { endable } from "../dist/check/endable.js";

const module = readFileSync(new URL("../../build/wasm/smacs-checks.wasm", import.meta.url));
const checks = await Checks.load(module);
const interpreters = nodeInterpreters();
const runner = nodeRunner({ interpreters, limits: { ms: 20_000 } });
const python = (code, ...inputs) => runner.run({ language: "python", code, inputs });
const javascript = (code, ...inputs) => runner.run({ language: "javascript", code, inputs });
const emptyModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const value = (out) => ({ outcome: "value", out });

/** Python gives for each input what stands beside it. */
async function gives(code, cases) {
    assert.deepEqual(
        await python(code, ...cases.map(([input]) => input)),
        cases.map(([, out]) => value(out)),
    );
}

test("Python gives values as CPython writes them", async () => {
    const code = `
import re, math, itertools
from collections import Counter, defaultdict, deque
from typing import List

def order(words: List[str]) -> dict:
    return {word: len(word) for word in words}

def turned(text):
    return text[::-1].title()

def pairs(n):
    return list(itertools.combinations(range(n), 2))
`;
    const cases = [
        ["order(['pear', 'fig'])", "{'pear': 4, 'fig': 3}"],
        ["turned('abc def')", "'Fed Cba'"],
        ["pairs(3)", "[(0, 1), (0, 2), (1, 2)]"],
        ["re.findall(r'(\\d+)-(\\w)', '12-a 3-b')", "[('12', 'a'), ('3', 'b')]"],
        ["re.sub(r'[aeiou]{2,}', '*', 'queue boat')", "'q* b*t'"],
        ["Counter('banana').most_common(2)", "[('a', 3), ('n', 2)]"],
        ["math.gcd(12, 18), math.comb(5, 2), math.isqrt(99)", "(6, 10, 9)"],
        ["sorted([('b', 1), ('a', 1), ('c', 0)], key=lambda row: row[1])", "[('c', 0), ('b', 1), ('a', 1)]"],
        ["[*range(2), *'ab']", "[0, 1, 'a', 'b']"],
        ["{**{'b': 1}, 'a': 2}", "{'b': 1, 'a': 2}"],
        ["f\"{3.14159:.2f}|{'x':>3}|{[1][0]!r}\"", "'3.14|  x|1'"],
        ["0.1 + 0.2, 1e22, 2 ** 70", "(0.30000000000000004, 1e+22, 1180591620717411303424)"],
        ["'a1 b'.isalnum(), '7'.zfill(3), 'ab'.ljust(4, '.'), (5).bit_length()", "(False, '007', 'ab..', 3)"],
        ["{3, 1, 2}", "{1, 2, 3}"],
    ];
    await gives(code, cases);
});

test("Python rounds, formats and spells as CPython, and refuses what it cannot do so", async () => {
    const cases = [
        [
            "f'{0.125:.2f} {2.5:.0f} {1234567.891:,.2f} {255:#010x} {1:>{5}}|'",
            "'0.12 2 1,234,567.89 0x000000ff     1|'",
        ],
        [
            "'%.2f %5.1f%% %-4s| %(a)s' % {'a': 1} if 0 else '%.2f %5.1f%% %-4s|' % (0.125, 2.25, 'x')",
            "'0.12   2.2% x   |'",
        ],
        ["str(87.29), repr(8.345), 5e-324, round(2.5, 0), round(2.675, 2)", "('87.29', '8.345', 5e-324, 2.0, 2.67)"],
        [
            "'ÀÉß'.lower(), 'straße'.upper(), 'caf\\u00e9'.isalpha(), ' \\u3000x'.split()",
            "('àéß', 'STRASSE', True, ['x'])",
        ],
        ["{v: k for k, v in {'b': 1, 'a': 2}.items()}, dict(z=1, y=2)", "({1: 'b', 2: 'a'}, {'z': 1, 'y': 2})"],
        ["list({3, 1, 2}), tuple({100, 200})", "([1, 2, 3], (200, 100))"],
        ["(lambda a: (a.__setitem__(0, 1), a))([0]) if 0 else changed([1, 2, 3, 4])", "[9, 2, 9, 4, 'x', 'y']"],
        ["str(KeyError('a')), repr(ValueError('b'))", "(\"'a'\", \"ValueError('b')\")"],
    ];
    const code = "def changed(a):\n    a[::2] = [9, 9]\n    a[4:] = 'xy'\n    return a\n";
    await gives(code, cases);
    const lacking = [
        "import fractions\ndef f(x):\n    return 1",
        "async def f(x):\n    return 2",
        "def f(x):\n    try:\n        return {}.keys().isdisjoint([])\n    except AttributeError:\n        return 1",
    ];
    for (const program of lacking) {
        assert.equal((await python(program, "f(1)"))[0].outcome, "refused", program);
    }
    assert.equal((await python("def f(x):\n    return x.nothing", "f('a')"))[0].outcome, "error");
});

test("Python has dataclasses, enumerations, tuples with names, and match", async () => {
    const code = `
from dataclasses import dataclass, field, asdict
from enum import Enum, auto
from typing import NamedTuple, TypedDict

type Rows = list[Point]

@dataclass(order=True)
class Point:
    """Where it is.

    z: not a field
    """
    x: int
    y: int = 3
    tags: list[str] = field(default_factory=list)

class Color(Enum):
    RED = 1
    GREEN = auto()

class Pair(NamedTuple):
    left: int
    right: int

class Row(TypedDict):
    name: str

def kind(x):
    match x:
        case 0 | 1:
            return "few"
        case int() if x > 100:
            return "many"
        case [first, *rest]:
            return first, rest
        case {"at": Point(x=0, y=y), **more}:
            return y, more
        case Point(x, _) | Pair(left=x):
            return x
        case "a" | "b" as letter: return letter
        case _:
            return None
`;
    await gives(code, [
        [
            "Point(1), Point(1) == Point(1, 3), Point(1) < Point(2), asdict(Point(0))",
            "(Point(x=1, y=3, tags=[]), True, True, {'x': 0, 'y': 3, 'tags': []})",
        ],
        ["list(Color), Color(2).name, Color.RED is Color(1)", "([<Color.RED: 1>, <Color.GREEN: 2>], 'GREEN', True)"],
        ["Pair(1, 2), Row(name='x')", "(Pair(left=1, right=2), {'name': 'x'})"],
        ["[kind(x) for x in (1, 101, [1, 2], 'b', 2.5, Point(7))]", "['few', 'many', (1, [2]), 'b', None, 7]"],
        ["kind({'at': Point(0), 'n': 1})", "(3, {'n': 1})"],
    ]);
    const [subscript] = await python(code, "Color['RED']");
    assert.equal(subscript.outcome, "refused");
});

test("an input that is refused says nothing about the others", async () => {
    const code = "def f(x):\n    return {1: 2}.keys().isdisjoint([x]) if x else 5\n";
    const results = await python(code, "f(0)", "f(1)", "f(0)");
    assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ["value", "refused", "value"],
    );
});

test("what a program does when it is started by hand is left out where its functions are called", async () => {
    const code =
        "import argparse, unittest\n\ndef f(x):\n    return x + 1\n\nclass T(unittest.TestCase):\n    pass\n\nif __name__ == '__main__':\n    argparse.ArgumentParser()\n    print('main')\n";
    await gives(code, [["f(1)", "2"]]);
    assert.equal((await python(code, ""))[0].outcome, "refused");
});

test("a program that reads input is judged by its functions, and refused where these read", async () => {
    const code = "import sys\ndef f(x):\n    return x + 1\ndef g():\n    return sys.stdin.readline()\n\n";
    const results = await python(`${code}n = int(input('n? '))\nprint(f(n))`, "f(1)", "g()", "input()", "f(2)");
    assert.deepEqual(
        results.map(({ outcome, out }) => (outcome === "value" ? out : outcome)),
        ["2", "refused", "refused", "3"],
    );
    assert.deepEqual((await python(`${code}print(input())`, ""))[0], {
        outcome: "refused",
        out: "EOFError: it reads input",
    });
});

test("TypeScript is not said to be wrong JavaScript", async () => {
    const typed = [
        "function f(a: string): string {\n  return a;\n}",
        "const f = (xs: number[]): number => xs.length;",
        "interface Row { id: number }\nconst f = (row: Row) => row.id;",
    ];
    for (const code of typed) {
        assert.equal((await javascript(code, "f('a')"))[0].outcome, "refused", code);
    }
    assert.equal((await javascript("const f = (a) => ({ a: a ?", "f('a')"))[0].outcome, "error");
    assert.equal((await javascript("const f = (a) => ({ name: String(a) });", "f(1)"))[0].out, '{"name": "1"}');
});

test("a program that does not end in time is tried again for longer, from the input that did not", async () => {
    const slow = nodeRunner({ interpreters, limits: { ms: 700 } });
    const code = "def f(n):\n    while n != 1:\n        n = n if n == 0 else n - 1\n    return n";
    const [first, endless, last] = await slow.run({ language: "python", code, inputs: ["f(1)", "f(0)", "f(1)"] });
    assert.deepEqual([first, endless.outcome, last.outcome], [value("1"), "timeout", "timeout"]);
    const tries = [];
    const late = workerRunner({
        interpreters: { python: new WebAssembly.Module(emptyModule), javascript: new WebAssembly.Module(emptyModule) },
        limits: { ms: 20 },
        spawn: () => {
            const number = tries.length;
            return {
                send(task, port) {
                    tries.push([task.first ?? 0, task.limits.ms]);
                    const { nonce } = task;
                    port.postMessage({ nonce, begun: true });
                    if (number === 0) {
                        port.postMessage({ nonce, result: { input: 0, outcome: "value", out: "1" } });
                    } else {
                        port.postMessage({ nonce, result: { input: 1, outcome: "value", out: "2" } });
                        port.postMessage({ nonce, done: true });
                    }
                },
                onFail() {},
                end() {},
            };
        },
    });
    const results = await late.run({ language: "python", code: "", inputs: ["a", "b"] });
    assert.deepEqual(results, [value("1"), value("2")]);
    assert.deepEqual(tries, [
        [0, 20],
        [1, 60],
    ]);
});

/** What a runner makes of a worker that says `words`, as one may that a program has broken. */
async function said(words, limits = {}) {
    const ended = [];
    const broken = workerRunner({
        interpreters: { python: new WebAssembly.Module(emptyModule), javascript: new WebAssembly.Module(emptyModule) },
        limits: { ms: 40, output: 10, ...limits },
        spawn: () => ({
            send(task, port) {
                const { nonce } = task;
                const say = (word) => port.postMessage({ nonce, ...word });
                say({ begun: true });
                words({ say, port, nonce });
            },
            onFail() {},
            end: () => ended.push(true),
        }),
    });
    const results = await broken.run({ language: "python", code: "", inputs: ["a", "b"] });
    assert.ok(ended.length > 0);
    return results;
}

test("a worker gets no more time, no further results and no longer ones by asking for them", async () => {
    const result = (input, out, outcome = "value") => ({ result: { input, outcome, out } });
    const lost = [
        { outcome: "error", out: "" },
        { outcome: "error", out: "" },
    ];
    const broken = {
        "begins twice": ({ say }) => say({ begun: true }),
        "says nothing": ({ port }) => port.postMessage(undefined),
        "knows no nonce": ({ port }) => port.postMessage({ ...result(0, "1"), nonce: "0".repeat(32) }),
        "has no nonce": ({ port }) => port.postMessage(result(0, "1")),
        "writes elsewhere": ({ say }) => say(result("length", "1")),
        "writes too much": ({ say }) => say(result(0, "x".repeat(11))),
        "writes no text": ({ say }) => say(result(0, { length: 1 })),
        "judges itself": ({ say }) => say(result(0, "1", "passed")),
    };
    for (const [what, words] of Object.entries(broken)) {
        assert.deepEqual(await said(words), lost, what);
    }
    const twice = await said(({ say }) => [result(0, "1"), result(0, "2"), result(1, "3")].forEach(say));
    assert.deepEqual(twice, [value("1"), lost[1]]);
    const endless = await said(() => {});
    assert.deepEqual(
        endless.map(({ outcome }) => outcome),
        ["timeout", "timeout"],
    );
});

test("what a program takes too much of is told: memory, output, time", async () => {
    const few = nodeRunner({ interpreters, limits: { ms: 5000, memory: 32 << 20, output: 1000 } });
    const told = async (language, code) => (await few.run({ language, code, inputs: ["f()"] }))[0].outcome;
    const cases = [
        ["python", "def f():\n    kept = []\n    while True: kept.append('x' * 1000000)"],
        ["python", "def f():\n    while True: print('x' * 100)"],
        ["python", "def f():\n    return 'x' * 2000"],
        ["javascript", "const f = () => { const kept = []; for (;;) kept.push(new Array(100000).fill(7)); };"],
        ["javascript", "const f = () => { for (;;) console.log('x'.repeat(100)); };"],
        ["javascript", "const f = () => 'x'.repeat(2000);"],
    ];
    for (const [language, code] of cases) {
        assert.equal(await told(language, code), "memory", code);
    }
    const [printed] = await few.run({ language: "javascript", code: "for (;;) console.log('x');", inputs: [""] });
    assert.match(printed.out, /too much output/);
    const [long] = await few.run({
        language: "python",
        code: "def f():\n    raise ValueError('x' * 100000)",
        inputs: ["f()"],
    });
    assert.deepEqual([long.outcome, long.out.length], ["error", 400]);
});

test("JavaScript of modules and of node is not said to be wrong", async () => {
    const asked = createChecker({ checks, runner }).open("Write a JavaScript function `twice(x)`.\n\ntwice(2) // 4\n");
    const answers = [
        "export default function twice(x) {\n  return 2 * x;\n}",
        "export const twice = (x) => 2 * x;\n\nmodule.exports = { twice };",
    ];
    for (const answer of answers) {
        assert.equal((await asked.run(`\`\`\`js\n${answer}\n\`\`\``))[0].out, "4", answer);
    }
    asked.dispose();
    const needs = [
        "import assert from 'node:assert';\nconst f = () => 1;",
        "const fs = require('fs');\nconst f = () => 1;",
    ];
    for (const code of needs) {
        assert.equal((await javascript(code, "f()"))[0].outcome, "refused", code);
    }
    assert.equal((await javascript("const f = () => setTimeout(() => 1, 5);", "f()"))[0].outcome, "refused");
});

test("Python knows the letters of inputs, whatever the program holds", async () => {
    const code = "def f(text):\n    return text.upper(), text.isspace(), text.strip().isalpha()\n";
    await gives(code, [
        ["f('\u0441 x')", "('\u0421 X', False, False)"],
        ["f(' \u3000')", "(' \\u3000', True, False)"],
        ["f('\u00e9')", "('\u00c9', False, True)"],
    ]);
});

test("Python reads what stands in brackets on several lines as on one", async () => {
    const cases = [
        ["(f'{0.125:.2f}'\n  f'{1}')", "'0.121'"],
        ["('{:.2f}'\n  .format(0.125))", "'0.12'"],
        ["('%.2f'\n  % 0.125)", "'0.12'"],
        ["(' ab '\n  .strip()\n  .title())", "'Ab'"],
        ["[c for c in {3, 1}\n  | {2}]", "[1, 2, 3]"],
        ["[\n  *[1],  # one\n  *[2],\n]", "[1, 2]"],
        ["{\n  **{'b': 1},\n  'a': 2,\n}", "{'b': 1, 'a': 2}"],
        ["'{:.2f}'\n.format(0.125)", "'0.12'"],
    ];
    await gives("", cases);
});

test("a module of Python's shim leaves the rest of it as it is", async () => {
    await gives("import hashlib\n", [
        ["list({3, 1, 2})", "[1, 2, 3]"],
        ["hashlib.md5(b'a').hexdigest()[:6]", "'0cc175'"],
    ]);
});

test("a program cannot change what the sandbox writes values with", async () => {
    const code =
        "list = [3, 1]\nsum = max = 0\ndef _merge(a, b): return None\ndef repr(value): return 'forged'\nimport math\n";
    await gives(code, [
        ["sorted(list)", "[1, 3]"],
        ["math.fsum([0.5, 0.25])", "0.75"],
        ["[1.5]", "[1.5]"],
    ]);
});

test("what a program prints, and how it ends", async () => {
    assert.deepEqual(await python("print('a', 1)\nprint([2])", ""), [value("a 1\n[2]\n")]);
    assert.equal((await python("print(1)\n1 / 0", ""))[0].outcome, "error");
    assert.equal((await python("def f(:", "f()"))[0].outcome, "error");
    assert.deepEqual(await javascript("console.log('a', [1])", ""), [value("a [1]")]);
    assert.deepEqual(await javascript("console.log('a\\0ü')", ""), [value("a\0ü")]);
    assert.deepEqual(await javascript("const f = (x) => ({ x, y: [x] });", "f('b')", "g()"), [
        value('{"x": "b", "y": ["b"]}'),
        { outcome: "error", out: "ReferenceError: g is not defined" },
    ]);
});

test("recursion goes as deep as people write it, and too deep is an error of its input alone", async () => {
    const code =
        "def depth(n):\n    return 0 if n == 0 else 1 + depth(n - 1)\n\ndef endless(n):\n    return endless(n + 1)";
    const [deep, endless, after] = await python(code, "depth(900)", "endless(0)", "depth(3)");
    assert.deepEqual([deep, endless.outcome, after], [value("900"), "error", value("3")]);
    const shallow =
        "const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));\nconst endless = (n) => endless(n + 1) + 1;";
    const results = await javascript(shallow, "depth(900)", "endless(0)", "depth(3)");
    assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ["value", "error", "value"],
    );
});

test("a program that cannot be begun is not said to have failed", async () => {
    const missing = { python: async () => new Uint8Array([0]), javascript: interpreters.javascript };
    const broken = nodeRunner({ interpreters: missing });
    await assert.rejects(broken.run({ language: "python", code: "", inputs: [""] }), { code: "module" });
    const aborted = AbortSignal.abort(new Error("not needed"));
    await assert.rejects(runner.run({ language: "python", code: "", inputs: [""] }, aborted), /not needed/);
    assert.deepEqual(await python("print(1)", ""), [value("1\n")]);
});

test("of two functions that a question asks for, both are run", async () => {
    const found = checks.find("Write up(n) and down(n) in Python.\nassert up(1) == 2\nassert down(2) == 1");
    const block = (code) => `\`\`\`python\n${code}\n\`\`\`\n`;
    const [up, down] = ["def up(n):\n    return n + 1", "def down(n):\n    return n - 1"];
    const verdicts = [];
    for (const answer of [block(up) + block(down), block(up), block(`${up}\n\n${down.replace("1", "2")}`)]) {
        const results = await python(found.program(answer), ...found.inputs);
        verdicts.push(results.map(({ outcome, out }, i) => outcome === "value" && found.gives(i, out)));
    }
    found.dispose();
    assert.deepEqual(verdicts, [
        [true, true],
        [true, false],
        [true, false],
    ]);
});

test("the finder's memory is given back and used again", async () => {
    const { instance } = await WebAssembly.instantiate(module, {});
    const { memory, smacs_wasm_allocate, smacs_wasm_reallocate, smacs_wasm_release } = instance.exports;
    instance.exports._initialize();
    const held = new Map();
    let seed = 7;
    const random = (below) => {
        seed = (seed * 1103515245 + 12345) % 2 ** 31;
        return Math.floor((seed / 2 ** 31) * below);
    };
    const fill = (place, size, byte) => new Uint8Array(memory.buffer, place, size).fill(byte);
    const all = (place, size, byte) => new Uint8Array(memory.buffer, place, size).every((one) => one === byte);
    let grown = 0;
    for (let round = 0; round < 20_000; round++) {
        const size = 1 + random(2 ** (1 + random(16)));
        const slot = random(60);
        const old = held.get(slot);
        if (old && random(2)) {
            smacs_wasm_release(old.place);
            held.delete(slot);
        } else {
            const place = old ? smacs_wasm_reallocate(old.place, size) : smacs_wasm_allocate(size);
            assert.ok(place > 0 && place % 16 === 0);
            assert.ok(!old || all(place, Math.min(size, old.size), slot), "what was moved is whole");
            fill(place, size, slot);
            held.set(slot, { place, size });
        }
        grown = round === 10_000 ? memory.buffer.byteLength : grown;
    }
    for (const [slot, { place, size }] of held) {
        assert.ok(all(place, size, slot), "no two overlap");
    }
    assert.equal(smacs_wasm_allocate(2 ** 31 - 1), 0);
    assert.ok(memory.buffer.byteLength <= grown * 1.2, "what was freed is used again");
});

test("a checker says what it would run and whether a value is the one expected, without running it", () => {
    const check = createChecker({ checks, runner }).open(question);
    const program = check.program("```python\ndef twice(x):\n    return 2 * x\n```");
    assert.deepEqual(program.inputs.slice(0, 3), ["twice(2)", "twice(3)", "twice(5)"]);
    assert.deepEqual(check.expects.slice(0, 4), ["4", "6", "10", null]);
    assert.deepEqual(
        ["4", "4.0", "5"].map((out) => check.gives(0, out)),
        [true, true, false],
    );
    assert.equal(check.gives(3, "4"), undefined);
    assert.equal(check.program("I would double it."), undefined);
    check.dispose();
});

const question = "Write a Python function.\n\nassert twice(2) == 4\nassert twice(3) == 6\nassert twice(5) == 10\n";
const forged = {
    "prints results": `print('{"outcome": "value", "out": "4", "passed": true}')\ndef twice(x):\n    return 0`,
    "ends early": "import sys\ndef twice(x):\n    sys.exit(0)",
    "rebinds what the driver calls": `
def twice(x):
    return 0
def print(*values): pass
def repr(value): return "4"
_show = lambda value: "4"
`,
    "is equal to everything": `
class Any:
    def __eq__(self, other): return True
    def __repr__(self): return "Any()"
def twice(x):
    return Any()
`,
    "reaches for the page": "import js\njs.postMessage('passed')\ndef twice(x):\n    return 4",
    "reaches for the page by another name": "import jsffi\njsffi.to_js([1])\ndef twice(x):\n    return 4",
    loops: "def twice(x):\n    while True: pass",
    "eats memory": "def twice(x):\n    a = []\n    while True: a.append('x' * 1000000)",
    "writes without end": "def twice(x):\n    while True: print('x' * 100000)",
};

test("what only one interpreter or one run shows is no value", async () => {
    const addresses = "class Plain:\n    pass\ndef generate():\n    yield 1\n";
    const inputs = ["Plain()", "generate()", "[Plain]", "type(Plain())", "type(1)", "list(generate())"];
    const results = await python(addresses, ...inputs);
    assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ["error", "error", "error", "error", "value", "value"],
    );
    assert.equal((await javascript("async function f() { return 4 }", "f()"))[0].outcome, "error");
});

for (const [what, code] of Object.entries(forged)) {
    test(`a program that ${what} passes nothing`, async () => {
        const quick = nodeRunner({ interpreters, limits: { ms: 400, memory: 64 << 20 } });
        const check = createChecker({ checks, runner: quick }).open(question);
        const results = await check.run(`\`\`\`python\n${code}\n\`\`\``);
        const { expects } = check.plan;
        assert.deepEqual(expects, ["4", "6", "10"]);
        const passed = results.filter(({ input, outcome, out }) => outcome === "value" && out === expects[input]);
        assert.ok(passed.length < expects.length, JSON.stringify(results));
        assert.ok(results.length > 0);
        check.dispose();
    });
}

/** What a program might try; none of it is a value, and what comes out is at most what the program itself made. */
const attacks = {
    python: {
        "import js\ndef f(): return js.fetch": "error",
        "import jsffi\ndef f(): return jsffi.create_proxy(f)": "error",
        "import jsffi\ndef f(): return jsffi.to_js([1])": "error",
        "def f(): return open('/etc/passwd').read()": "refused",
        "def f():\n    import os\n    return os.listdir('/')": "refused",
        "def f():\n    import os\n    return os.getcwd()": "refused",
        "memory = __import__('uctypes')\ndef f():\n    all = memory.bytearray_at(0, 1 << 20)\n    for i in range(len(all)): all[i] = 255":
            "memory",
        "def f():\n    a = []\n    for i in range(100000): a = [a]\n    return a": "error",
        "class E:\n    def __repr__(self): return repr(self)\ndef f(): return E()": "error",
        "def f(): return '{:1000000000}'.format(1)": "memory",
        "import re\ndef f(): return re.compile('(' * 5000 + ')' * 5000)": "error",
        "def f(): raise SystemExit(0)": "error",
    },
    javascript: {
        "const f = () => import('fs');": "error",
        "const f = () => new Promise(() => {});": "error",
        "const f = () => ({ get a() { throw { toString() { throw 1; } }; } });": "error",
        "const f = () => { const a = []; a.push(a); return a; };": "error",
        "const f = () => new Array(5).fill('x'.repeat(1 << 14));": "memory",
        "const f = () => new SharedArrayBuffer(1e9);": "memory",
        "const f = () => new RegExp('('.repeat(1e5) + ')'.repeat(1e5));": "error",
    },
};

for (const [language, programs] of Object.entries(attacks)) {
    test(`what hostile programs try comes to nothing (${language})`, async () => {
        for (const [code, outcome] of Object.entries(programs)) {
            assert.equal((await runner.run({ language, code, inputs: ["f()"] }))[0].outcome, outcome, code);
        }
    });
}

test("a program that finds the names of the sandbox changes its own values alone", async () => {
    const code = `
for name in list(globals()):
    if name.startswith("__show_"):
        mark = name[7:]
        globals()[name] = lambda value: print(mark + "forged")
globals()["__space"]["repr"] = lambda value: "forged"
def twice(x):
    return 0
`;
    const check = createChecker({ checks, runner }).open(question);
    const results = await check.run(`\`\`\`python\n${code}\n\`\`\``);
    assert.ok(results.every(({ input, out }) => check.gives(input, out) !== true));
    check.dispose();
    const polluted =
        "Array.prototype.map = Array.prototype.join = () => 'forged'; Object.is = () => true; String = () => 1;";
    const [own, other] = [await javascript(`${polluted}\nconst f = () => [4];`, "f()"), await javascript("", "[4]")];
    assert.notEqual(own[0].out, "[4]");
    assert.deepEqual(other, [value("[4]")]);
});

/** WebKit ends a worker only when this calls out (endable.ts). */
test("an interpreter that can be ended calls out from its loops, and gives the same values", async () => {
    // (module (import "x" "host_interrupt" (func (result i32))) (global i32 (i32.const 0))
    //   (func (export "f") (param i32) (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
    const counting = new Uint8Array([
        ...emptyModule,
        ...[1, 9, 2, 96, 0, 1, 127, 96, 1, 127, 0],
        ...[2, 20, 1, 1, 120, 14, ...new TextEncoder().encode("host_interrupt"), 0, 0],
        ...[3, 2, 1, 1, 6, 6, 1, 127, 0, 65, 0, 11, 7, 5, 1, 1, 102, 0, 1],
        ...[10, 16, 1, 14, 0, 3, 64, 32, 0, 65, 1, 107, 34, 0, 13, 0, 11, 11],
    ]);
    let calls = 0;
    const x = { host_interrupt: () => ++calls };
    for (const [bytes, expected] of [
        [counting, 0],
        [endable(counting), 3],
    ]) {
        new WebAssembly.Instance(new WebAssembly.Module(bytes), { x }).exports.f(3 << 22);
        assert.equal(calls, expected);
    }
    assert.equal(endable(emptyModule).length, emptyModule.length);
    const files = { python: await interpreters.python(), javascript: await interpreters.javascript() };
    const of = (language) =>
        new WebAssembly.Module(endable(new Uint8Array(readFileSync(fileURLToPath(files[language])))));
    const ended = nodeRunner({ interpreters: { python: of("python"), javascript: of("javascript") } });
    const python = { language: "python", code: "def f(n):\n    return sum(range(n))", inputs: ["f(1000)"] };
    const javascript = {
        language: "javascript",
        code: "const f = (n) => [...Array(n).keys()].length;",
        inputs: ["f(9)"],
    };
    assert.deepEqual([...(await ended.run(python)), ...(await ended.run(javascript))], [value("499500"), value("9")]);
});

test("nothing of the host is within reach of JavaScript", async () => {
    const names = ["fetch", "process", "require", "postMessage", "setTimeout", "WebAssembly", "XMLHttpRequest"];
    const results = await javascript("", ...names.map((name) => `typeof ${name}`));
    assert.deepEqual(
        results,
        names.map(() => value('"undefined"')),
    );
    assert.equal((await javascript("import('fs')", "typeof globalThis.fs"))[0].out, '"undefined"');
});

test("a checker asks before a program runs, and sends no expected values", async () => {
    const asked = [];
    const allow = (about) => {
        asked.push(about);
        return false;
    };
    const check = createChecker({ checks, runner, allow }).open(question);
    assert.deepEqual(await check.run("def twice(x):\n    return 2 * x"), []);
    assert.equal(asked.length, 1);
    assert.deepEqual(Object.keys(asked[0]).sort(), ["code", "from", "inputs", "language"]);
    assert.equal(asked[0].from, "answer");
    assert.deepEqual(await check.run("I would double it."), []);
    assert.equal(asked.length, 1);
    check.dispose();
    assert.equal(createChecker({ checks, runner }).open("What is 17 * 23?"), undefined);
});
