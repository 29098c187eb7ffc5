// Short Python programs to be traced. Each generator writes a program and computes what it prints with JavaScript of
// its own; the tests run the programs.
import { words } from "./names.mjs";
import { choice, open } from "./shapes.mjs";

const names = ["a", "b", "n", "k", "x", "y", "total", "value", "count", "m"];
const list = (items) => `[${items.join(", ")}]`;
const quoted = (items) => `[${items.map((text) => `'${text}'`).join(", ")}]`;
const numbers = (r, count, low, high) => Array.from({ length: count }, () => r.int(low, high));
const sum = (items) => items.reduce((a, b) => a + b, 0);
const fenced = (lines) => `\n\`\`\`\n${lines.join("\n")}\n\`\`\``;

/** A program that prints one number. The word "output" is avoided, which would ask for a text to the letter. */
function prints(r, level, lines, answer, mistakes) {
    const near = [1, -1, 2, -2, 10].map((step) => answer + step);
    const body = r.pick([
        "What number does this Python program print?",
        "Which number is printed by this Python code?",
    ]);
    const question = body + fenced(lines);
    return r.chance(0.3)
        ? choice(r, level, question, answer, [...mistakes, ...near])
        : open(r, level, "number", question, answer, [...mistakes, ...near]);
}

/** A program whose output is a list, a text or several values, which is compared to the letter. */
function outputs(r, level, lines, answer, mistakes) {
    const question = `What is the exact output of this Python program?${fenced(lines)}`;
    return r.chance(0.3) && mistakes.length > 2
        ? choice(r, level, question, answer, mistakes)
        : open(r, level, "output", question, answer, mistakes);
}

// ---- level 1: one step ----

function simple(r) {
    const [a, b] = r.sample(names, 2);
    const [x, y] = [r.int(6, 20), r.int(2, 5)];
    const [sign, answer] = r.pick([
        ["+", x + y],
        ["-", x - y],
        ["*", x * y],
    ]);
    const lines = [`${a} = ${x}`, `${b} = ${y}`, `print(${a} ${sign} ${b})`];
    return prints(r, 1, lines, answer, [x + y, x - y, x * y, x, y]);
}

function branch(r) {
    const [a] = r.sample(names, 1);
    const [x, limit, p, q] = [r.int(5, 40), r.int(10, 35), r.int(2, 9), r.int(2, 9)];
    const lines = [`${a} = ${x}`, `if ${a} > ${limit}:`, `    print(${a} - ${p})`, "else:", `    print(${a} + ${q})`];
    return prints(r, 1, lines, x > limit ? x - p : x + q, [x > limit ? x + q : x - p, x]);
}

function lengths(r) {
    const word = r.pick(words);
    const near = [word.length - 1, word.length + 1, word.length + 2];
    return prints(r, 1, [`s = "${word}"`, "print(len(s))"], word.length, near);
}

function indexed(r) {
    const [items, i] = [numbers(r, 5, 2, 30), r.int(0, 3)];
    const others = items.toSpliced(i, 1);
    return prints(r, 1, [`xs = ${list(items)}`, `print(xs[${i}])`], items[i], [items[i - 1] ?? items[4], ...others]);
}

// ---- level 2: assignments, one loop, slices, whole division ----

function assigned(r) {
    const [a, b] = r.sample(names, 2);
    const [x, y, z] = [r.int(3, 15), r.int(3, 15), r.int(2, 4)];
    const lines = [`${a} = ${x}`, `${b} = ${y}`, `${a} = ${a} + ${b}`, `print(${a} * ${z})`];
    return prints(r, 2, lines, (x + y) * z, [x * z, x + y * z, x + y]);
}

function looped(r) {
    const [low, high, k] = [r.int(1, 5), r.int(6, 10), r.int(2, 5)];
    const lines = ["total = 0", `for i in range(${low}, ${high}):`, `    total += i * ${k}`, "print(total)"];
    const of = (from, to) => (k * (from + to) * (to - from + 1)) / 2;
    return prints(r, 2, lines, of(low, high - 1), [of(low, high), of(low + 1, high), of(0, high - 1)]);
}

function doubled(r) {
    const [start, limit, step] = [r.int(1, 6), r.int(50, 200), r.int(1, 3)];
    let [n, count] = [start, 0];
    while (n < limit) {
        n = n * 2 + step;
        count++;
    }
    const lines = [
        `n = ${start}`,
        "count = 0",
        `while n < ${limit}:`,
        `    n = n * 2 + ${step}`,
        "    count += 1",
        "print(n, count)",
    ];
    const wrong = [
        `${n} ${count + 1}`,
        `${(n - step) / 2} ${count - 1}`,
        `${n * 2 + step} ${count + 1}`,
        `${n}, ${count}`,
    ];
    return outputs(r, 2, lines, `${n} ${count}`, wrong);
}

function sliced(r) {
    const word = r.pick(words.filter((w) => w.length > 6));
    const [from, to] = [r.int(1, 2), r.int(4, 6)];
    const lines = [`s = "${word}"`, `print(s[${from}:${to}] + s[-1])`];
    const last = word.at(-1);
    const wrong = [word.slice(from, to + 1) + last, word.slice(from - 1, to) + last, word.slice(from, to)];
    return outputs(r, 2, lines, word.slice(from, to) + last, wrong);
}

function popped(r) {
    const [[a, b, c, d], x] = [numbers(r, 4, 1, 20), r.int(21, 40)];
    const lines = [`xs = ${list([a, b, c, d])}`, `xs.append(${x})`, "xs.pop(0)", "xs[1] = xs[0] + xs[2]", "print(xs)"];
    const wrong = [list([a, b, c, d, x]), list([b, b + c, d, x]), list([b, c, d, x]), list([a, a + c, c, d, x])];
    return outputs(r, 2, lines, list([b, b + d, d, x]), wrong);
}

function divided(r) {
    const [a, b, c] = [r.int(23, 99), r.int(4, 9), r.int(2, 5)];
    const answer = Math.floor(a / b) * c + (a % b);
    return prints(r, 2, [`a = ${a}`, `b = ${b}`, `print(a // b * ${c} + a % b)`], answer, [
        Math.round((a / b) * c),
        Math.floor(a / (b * c)) + (a % b),
        Math.floor(a / b) * c,
    ]);
}

// ---- level 3: functions, nested loops, containers ----

function composed(r) {
    const [a, b, c, x] = [r.int(2, 4), r.int(1, 9), r.int(2, 12), r.int(2, 9)];
    const f = (n) => a * n - b;
    const g = (n) => (n % 2 === 0 ? n / 2 : n + c);
    const lines = [
        ...["def f(n):", `    return ${a} * n - ${b}`],
        ...["def g(n):", "    if n % 2 == 0:", "        return n // 2", `    return n + ${c}`],
        `print(f(g(${x})) + g(f(${x})))`,
    ];
    return prints(r, 3, lines, f(g(x)) + g(f(x)), [2 * f(g(x)), 2 * g(f(x)), f(x) + g(x), f(g(x))]);
}

function nestedLoops(r) {
    const [n, m, k] = [r.int(3, 5), r.int(4, 6), r.int(3, 5)];
    const pairs = [];
    for (let i = 1; i <= n; i++) {
        for (let j = i; j <= m && (i * j) % k !== 0; j++) {
            pairs.push(i + j);
        }
    }
    const lines = [
        ...["total = 0", `for i in range(1, ${n + 1}):`, `    for j in range(i, ${m + 1}):`],
        ...[`        if i * j % ${k} == 0:`, "            break", "        total += i + j", "print(total)"],
    ];
    return prints(r, 3, lines, sum(pairs), [sum(pairs) + k, sum(pairs) - n, pairs.length, sum(pairs) + n + m]);
}

function counted(r) {
    const word = r.pick(words) + r.pick(words);
    const counts = new Map();
    for (const letter of word) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const often = [...counts].filter(([, count]) => count > 1).map(([letter]) => letter);
    const lines = [
        ...["counts = {}", `for c in "${word}":`, "    counts[c] = counts.get(c, 0) + 1"],
        "print([c for c in counts if counts[c] > 1])",
    ];
    const wrong = [often.slice(1), [...often].sort().reverse(), [...often, word[0]], often.slice(0, -1)].map(quoted);
    return outputs(r, 3, lines, quoted(often), wrong);
}

function comprehended(r) {
    const [items, k, add] = [numbers(r, 7, 1, 25), r.int(2, 4), r.int(1, 9)];
    const kept = items.filter((n, i) => n % k !== 0 && i % 2 === 0).map((n) => n + add);
    const lines = [
        `xs = ${list(items)}`,
        `ys = [x + ${add} for i, x in enumerate(xs) if i % 2 == 0 and x % ${k} != 0]`,
        "print(ys)",
    ];
    const wrong = [
        items.filter((n, i) => n % k !== 0 && i % 2 === 1).map((n) => n + add),
        items.filter((n) => n % k !== 0).map((n) => n + add),
        items.filter((n, i) => n % k === 0 && i % 2 === 0).map((n) => n + add),
        items.filter((_, i) => i % 2 === 0).map((n) => n + add),
    ];
    return outputs(r, 3, lines, list(kept), wrong.map(list));
}

function aliased(r) {
    const [a, b, c, d] = numbers(r, 4, 1, 20);
    const lines = [
        ...[`a = [${a}, ${b}]`, "b = a", "c = a[:]", `b.append(${c})`, `c.append(${d})`, "b = b + c", "a[0] += 1"],
        "print(sum(a), sum(b), sum(c))",
    ];
    const [one, two, three] = [a + b + c + 1, a + b + c + a + b + d, a + b + d];
    const wrong = [`${a + b + 1} ${two} ${three}`, `${one} ${two + 1} ${three}`, `${one} ${two} ${three + 1}`];
    return outputs(r, 3, lines, `${one} ${two} ${three}`, [...wrong, `${two + 1} ${two + 1} ${three}`]);
}

function spelled(r) {
    const [word, k] = [r.pick(words.filter((w) => w.length > 5)), r.int(2, 3)];
    const lines = [
        ...['s = ""', `for i, c in enumerate("${word}"):`, `    if i % ${k} == 0:`, "        s = c.upper() + s"],
        ...["    else:", "        s = s + c", "print(s)"],
    ];
    let text = "";
    for (const [i, c] of [...word].entries()) {
        text = i % k === 0 ? c.toUpperCase() + text : text + c;
    }
    const wrong = [word.toUpperCase(), [...text].reverse().join(""), text.toLowerCase(), text.slice(1) + text[0]];
    return outputs(r, 3, lines, text, wrong);
}

// ---- level 4: recursion, state, sharing, late binding ----

function recursive(r) {
    const [n, a, b] = [r.int(6, 9), r.int(1, 3), r.int(1, 4)];
    const f = (x) => (x < 2 ? x + a : x % 2 === 0 ? f(x - 1) + f(x - 2) : f(x - 2) + b);
    const lines = [
        ...[
            "def f(n):",
            "    if n < 2:",
            `        return n + ${a}`,
            "    if n % 2 == 0:",
            "        return f(n - 1) + f(n - 2)",
        ],
        ...[`    return f(n - 2) + ${b}`, `print(f(${n}) * f(${n - 1}))`],
    ];
    return prints(r, 4, lines, f(n) * f(n - 1), [f(n) + f(n - 1), f(n) * f(n - 2), (f(n) + a) * f(n - 1)]);
}

function defaults(r) {
    const [a, b, c, d] = numbers(r, 4, 1, 9);
    const lines = [
        ...["def add(x, seen=[]):", "    seen.append(x)", "    return sum(seen)"],
        ...[`p = add(${a})`, `q = add(${b}, [${c}])`, `s = add(${d})`, "print(p, q, s)"],
    ];
    const wrong = [`${a} ${b + c} ${d}`, `${a} ${a + b + c} ${a + b + c + d}`, `${a} ${b} ${a + d}`];
    return outputs(r, 4, lines, `${a} ${b + c} ${a + d}`, wrong);
}

function sorted(r) {
    const items = r.sample(words, 5);
    const by = (key) =>
        [...items].sort((x, y) => (key(x) < key(y) ? -1 : key(x) > key(y) ? 1 : items.indexOf(x) - items.indexOf(y)));
    const [end, back] = [(w) => w.at(-1), (w) => [...w].reverse().join("")];
    const lines = [`ws = ${quoted(items)}`, "ws.sort(key=lambda w: w[-1])", "print([w[0] for w in ws])"];
    const heads = (list) => quoted(list.map((w) => w[0]));
    const wrong = [by((w) => w), items, by(back), by(end).reverse(), by((w) => w[0])].map(heads);
    return outputs(r, 4, lines, heads(by(end)), wrong);
}

function closures(r) {
    const [n, x, k] = [r.int(3, 5), r.int(2, 12), r.int(2, 4)];
    const lines = [
        ...["fs = []", `for i in range(${n}):`, `    fs.append(lambda x: x * i + ${k})`],
        `print([f(${x}) for f in fs[:3]])`,
    ];
    const late = Array(3).fill(x * (n - 1) + k);
    const bound = [0, 1, 2].map((i) => x * i + k);
    return outputs(r, 4, lines, list(late), [list(bound), list(Array(3).fill(x * n + k)), list([k, k, k])]);
}

function yielded(r) {
    const [a, b, m, count] = [r.int(1, 5), r.int(2, 7), r.int(7, 13), r.int(6, 8)];
    const seen = [];
    for (let [x, y] = [a, b]; seen.length < count; [x, y] = [y, (x * 2 + y) % m]) {
        seen.push(x);
    }
    const lines = [
        ...["def gen(x, y):", "    while True:", "        yield x", `        x, y = y, (x * 2 + y) % ${m}`],
        ...[`g = gen(${a}, ${b})`, `print([next(g) for _ in range(${count})][2:])`],
    ];
    const wrong = [seen.slice(1), seen.slice(0, -2), seen.slice(2).reverse(), seen.slice(2).map((n) => (n + 1) % m)];
    return outputs(r, 4, lines, list(seen.slice(2)), wrong.map(list));
}

function steps(r) {
    const [n, add] = [r.int(11, 40), r.pick([1, 5, 7])];
    let [x, count, most] = [n, 0, n];
    while (x > 4 && count < 12) {
        x = x % 2 === 0 ? x / 2 : 3 * x + add;
        most = Math.max(most, x);
        count++;
    }
    const lines = [
        ...[
            `x, count, most = ${n}, 0, ${n}`,
            "while x > 4 and count < 12:",
            `    x = x // 2 if x % 2 == 0 else 3 * x + ${add}`,
        ],
        ...["    most = max(most, x)", "    count += 1", "print(x + count + most)"],
    ];
    return prints(r, 4, lines, x + count + most, [x + count, most + count, x + most, x + count + most + add]);
}

function sharedRows(r) {
    const [n, a, b, c] = [r.int(3, 4), ...numbers(r, 3, 1, 9)];
    const lines = [
        ...[
            `grid = [[0] * 3] * ${n}`,
            `grid[0][1] = ${a}`,
            `grid[${n - 1}][2] += ${b}`,
            `grid[1] = [${c}, ${c}, ${c}]`,
        ],
        "print(sum(sum(row) for row in grid))",
    ];
    return prints(r, 4, lines, (n - 1) * (a + b) + 3 * c, [a + b + 3 * c, n * (a + b) + 3 * c, 3 * c]);
}

function stack(r) {
    const items = numbers(r, 6, 2, 9);
    const held = [];
    for (const x of items) {
        held.push(held.length > 0 && held.at(-1) > x ? held.pop() - x : x);
    }
    const lines = [
        ...["st = []", `for x in ${list(items)}:`, "    if st and st[-1] > x:", "        st.append(st.pop() - x)"],
        ...["    else:", "        st.append(x)", "print(st)"],
    ];
    const wrong = [items, [...items].sort(), held.slice(1), held.map((n) => n + 1)];
    return outputs(r, 4, lines, list(held), wrong.map(list));
}

export const code = {
    name: "code",
    levels: [
        [simple, branch, lengths, indexed],
        [assigned, looped, doubled, sliced, popped, divided],
        [composed, nestedLoops, counted, comprehended, aliased, spelled],
        [recursive, defaults, sorted, closures, yielded, steps, sharedRows, stack],
    ],
};
