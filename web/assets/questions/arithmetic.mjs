// Bare arithmetic: from sums of two digits to products of seven and powers modulo a number.
import { choice, numeric, open } from "./shapes.mjs";

/** "What is 3 + 4?", with one of two spellings for times and divided by. */
function asked(r, expression) {
    const [times, over] = r.pick([
        ["*", "/"],
        ["×", "÷"],
    ]);
    const spelt = expression.replaceAll("*", times).replaceAll("/", over);
    return r.pick([`What is ${spelt}?`, `Calculate ${spelt}.`, `Work out ${spelt}.`, `How much is ${spelt}?`]);
}

const solved = (r, level, expression, answer, mistakes) => numeric(r, level, asked(r, expression), answer, mistakes);

function sum(r) {
    const [a, b] = [r.int(2, 29), r.int(2, 19)];
    return solved(r, 1, `${a} + ${b}`, a + b, [a + b - 10, a + b + 10, a + b + 1]);
}

function difference(r) {
    const [a, b] = [r.int(12, 30), r.int(2, 11)];
    return solved(r, 1, `${a} - ${b}`, a - b, [a - b + 10, a + b, a - b + 1]);
}

function product(r) {
    const [a, b] = [r.int(2, 9), r.int(2, 10)];
    return solved(r, 1, `${a} * ${b}`, a * b, [a * (b + 1), a * (b - 1), a + b]);
}

function quotient(r) {
    const [a, b] = [r.int(2, 10), r.int(2, 6)];
    return solved(r, 1, `${a * b} / ${b}`, a, [b, a + 1, a - 1]);
}

function missing(r) {
    const [a, b] = [r.int(2, 12), r.int(2, 12)];
    return numeric(r, 1, `Which number must be added to ${a} to get ${a + b}?`, b, [2 * a + b, a, b + 10]);
}

function threeDigits(r) {
    const [a, b] = [r.int(211, 689), r.int(102, 199)];
    return r.chance(0.5)
        ? solved(r, 2, `${a} + ${b}`, a + b, [a + b - 10, a + b - 100, a + b + 10])
        : solved(r, 2, `${a} - ${b}`, a - b, [a - b + 10, a - b + 100, a - b - 10]);
}

function precedence(r) {
    const [a, b, c] = [r.int(4, 30), r.int(3, 10), r.int(3, 9)];
    return solved(r, 2, `${a} + ${b} * ${c}`, a + b * c, [(a + b) * c, a * b + c, a + b + c]);
}

function twoByTwo(r) {
    const [a, b] = [r.int(12, 29), r.int(11, 19)];
    return solved(r, 2, `${a} * ${b}`, a * b, [a * b - 10, a * b + a, (a - (a % 10)) * b]);
}

function percent(r) {
    const [p, n] = [r.pick([5, 10, 15, 20, 25, 30, 40, 60, 75]), 20 * r.int(3, 30)];
    return numeric(r, 2, `What is ${p}% of ${n}?`, (p * n) / 100, [n - (p * n) / 100, (p * n) / 10, n - p]);
}

function remainder(r) {
    const [b, times, rest] = [r.int(6, 13), r.int(7, 21), r.int(1, 5)];
    const body = `What is the remainder when ${b * times + rest} is divided by ${b}?`;
    return numeric(r, 2, body, rest, [times, b - rest, rest + 1]);
}

function brackets(r) {
    const [a, b, c, d, e] = [r.int(7, 40), r.int(7, 40), r.int(3, 9), r.int(3, 12), r.int(3, 12)];
    const wrong = [a + b * c - d * e, ((a + b) * c - d) * e, (a + b) * (c - d) * e];
    return solved(r, 3, `(${a} + ${b}) * ${c} - ${d} * ${e}`, (a + b) * c - d * e, wrong);
}

const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
const fraction = (over, under) => `${over / divisor(over, under)}/${under / divisor(over, under)}`;

/** Denominators without a common multiple below their product, so that the sum is no whole number. */
function fractions(r) {
    const [b, d] = r
        .pick(["3 4", "4 5", "3 5", "5 6", "3 7", "4 7", "4 9", "5 8", "6 7", "5 9"])
        .split(" ")
        .map(Number);
    const [a, c] = [r.int(1, b - 1), r.int(1, d - 1)];
    const wrong = [fraction(a + c, b + d), fraction(a * c, b * d), fraction(a * d + c * b + 1, b * d)];
    const body = `${asked(r, "E").replace("E", `${a}/${b} + ${c}/${d}`)} Write it as a fraction in lowest terms.`;
    return open(r, 3, "word", body, fraction(a * d + c * b, b * d), wrong);
}

/** In tenths, so that nothing is rounded. */
function decimals(r) {
    const [a, b] = [r.int(12, 98), r.int(12, 79)].map((n) => n + (n % 10 === 0 ? 3 : 0));
    const value = (n) => String(n / 100);
    const wrong = [value(a * b * 10), value(a * b - 10), value(a * b + 100)];
    return open(r, 3, "number", asked(r, `${a / 10} * ${b / 10}`), value(a * b), wrong);
}

function negative(r) {
    const [a, b, c, d] = [r.int(5, 40), r.int(20, 60), r.int(3, 19), r.int(3, 9)];
    const wrong = [(a - b - c) * d, a - b - c * d, a + (b - c) * d, (b - c) * d - a];
    return solved(r, 3, `${a} - (${b} - ${c}) * ${d}`, a - (b - c) * d, wrong);
}

function multiples(r) {
    const common = r.int(2, 9);
    const [x, y] = r.pick(["2 3", "3 4", "3 5", "4 5", "5 6", "4 7"]).split(" ").map(Number);
    const [a, b] = [common * x, common * y];
    return r.chance(0.5)
        ? numeric(r, 3, `What is the least common multiple of ${a} and ${b}?`, common * x * y, [a * b, common, 2 * b])
        : numeric(r, 3, `What is the greatest common divisor of ${a} and ${b}?`, common, [
              x,
              b - a + 1,
              common * x * y,
          ]);
}

function powers(r) {
    const [a, n, b, m] = [r.int(2, 7), r.int(3, 4), r.int(2, 5), r.int(3, 5)];
    return solved(r, 3, `${a}^${n} + ${b}^${m}`, a ** n + b ** m, [a * n + b * m, a ** m + b ** n, (a + b) ** n]);
}

function large(r) {
    const [a, b] = [r.int(1234, 9876), r.int(234, 987)];
    return solved(r, 4, `${a} * ${b}`, a * b, [a * b + 1000, a * b - 100, a * b + 10 * b, a * b - a]);
}

/** Four brackets deep, and divisible by construction: the last summand makes up for the rest. */
function nested(r) {
    const [a, b, c, d, g] = [r.int(12, 60), r.int(12, 60), r.int(30, 60), r.int(3, 25), r.int(3, 9)];
    const inner = (a + b) * (c - d);
    const e = g - (inner % g) + g * r.int(3, 20);
    const wrong = [(a + b) * (c - d) + e / g, (a + b * (c - d) + e) / g, ((a + b) * c - d + e) / g];
    const whole = wrong.map((n) => Math.round(n));
    return solved(r, 4, `((${a} + ${b}) * (${c} - ${d}) + ${e}) / ${g} - ${a}`, (inner + e) / g - a, whole);
}

function modular(r) {
    const [a, n, m] = [r.int(3, 12), r.int(15, 60), r.pick([7, 11, 13, 17, 19])];
    let power = 1;
    for (let i = 0; i < n; i++) {
        power = (power * a) % m;
    }
    const wrong = [(a * n) % m, (power * a) % m, m - power, (power + 1) % m];
    return numeric(r, 4, `What is the remainder when ${a}^${n} is divided by ${m}?`, power, wrong);
}

function series(r) {
    const [k, low, high] = [r.pick([3, 4, 6, 7, 8]), r.int(10, 60), r.int(150, 400)];
    const [first, last] = [Math.ceil(low / k), Math.floor(high / k)];
    const total = (k * (first + last) * (last - first + 1)) / 2;
    const body = `What is the sum of all multiples of ${k} from ${low} to ${high}?`;
    return numeric(r, 4, body, total, [total - k * last, total - k * first, total + k * (last + 1), total / k]);
}

function bases(r) {
    const [value, base] = [r.int(300, 2400), r.pick([3, 5, 6, 7, 9])];
    const digits = value.toString(base);
    if (r.chance(0.5)) {
        const body = `The number ${digits} is written in base ${base}. What is it in base 10?`;
        return numeric(r, 4, body, value, [
            Number.parseInt(digits, base + 1),
            value + base,
            value - base,
            value * base,
        ]);
    }
    const wrong = [(value + 1).toString(base), (value - base).toString(base), [...digits].reverse().join("")];
    return open(r, 4, "number", `Write the decimal number ${value} in base ${base}.`, digits, wrong);
}

function divisors(r) {
    const n = r.pick([72, 84, 90, 96, 108, 120, 126, 132, 140, 144, 150, 156, 168, 180, 198, 200, 210, 216, 240]);
    const count = Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0).length;
    const body = `How many positive whole numbers divide ${n} without a remainder, 1 and ${n} included?`;
    return choice(r, 4, body, count, [count - 2, count + 2, count / 2, count - 1, count + 4]);
}

export const arithmetic = {
    name: "arithmetic",
    levels: [
        [sum, difference, product, quotient, missing],
        [threeDigits, precedence, twoByTwo, percent, remainder],
        [brackets, fractions, decimals, negative, multiples, powers],
        [large, nested, modular, series, bases, divisors],
    ],
};
