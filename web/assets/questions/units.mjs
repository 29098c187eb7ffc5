// Units: real ones, whose factors have to be known, and made-up ones, whose factors stand in the question. Everything
// is counted in whole numbers of the smaller unit, so that nothing is rounded.
import { counted, nonsense, people, places } from "./names.mjs";
import { choice, numeric, open } from "./shapes.mjs";

const real = [
    ["kilometres", "metres", 1000],
    ["metres", "centimetres", 100],
    ["kilograms", "grams", 1000],
    ["litres", "millilitres", 1000],
    ["hours", "minutes", 60],
    ["minutes", "seconds", 60],
    ["days", "hours", 24],
    ["weeks", "days", 7],
    ["centimetres", "millimetres", 10],
    ["tonnes", "kilograms", 1000],
];
const decimal = real.filter(([, , factor]) => factor % 10 === 0 && factor >= 100);

function down(r) {
    const [large, small, factor] = r.pick(real);
    const count = r.int(2, 6);
    const body = r.pick([`How many ${small} are ${count} ${large}?`, `Convert ${count} ${large} to ${small}.`]);
    const value = count * factor;
    const wrong = [value * 10, value / 10, count * (factor === 60 ? 100 : factor / 10), value + factor];
    return numeric(r, 1, body, value, wrong.map(Math.round));
}

function up(r) {
    const [large, small, factor] = r.pick(real);
    const count = r.int(1, 6);
    const body = r.pick([
        `How many ${large} are ${count * factor} ${small}?`,
        `Convert ${count * factor} ${small} to ${large}.`,
    ]);
    return numeric(r, 1, body, count, [count * 10, count + 1, count * factor, count * 100]);
}

function mixed(r) {
    const [large, small, factor] = r.pick(real.filter(([, , f]) => f < 1000));
    const [a, b] = [r.int(2, 9), r.int(1, Math.min(factor - 1, 55))];
    const body = `How many ${small} are ${a} ${large} and ${b} ${small} together?`;
    const wrong = [a * 100 + b, a * factor - b, (a + b) * factor, a * 10 + b];
    return numeric(r, 2, body, a * factor + b, wrong);
}

function pointed(r) {
    const [large, small, factor] = r.pick(decimal);
    const hundredths = r.int(105, 985);
    const value = (hundredths * factor) / 100;
    const body = `Convert ${hundredths / 100} ${large} to ${small}.`;
    return numeric(r, 2, body, value, [value * 10, value / 10, value * 100].map(Math.round));
}

function chained(r) {
    const [a, b, factors] = r.pick([
        ["days", "minutes", [24, 60]],
        ["hours", "seconds", [60, 60]],
        ["weeks", "hours", [7, 24]],
        ["metres", "millimetres", [100, 10]],
        ["kilometres", "centimetres", [1000, 100]],
        ["tonnes", "grams", [1000, 1000]],
    ]);
    const count = r.int(2, 6);
    const value = count * factors[0] * factors[1];
    const wrong = [count * factors[0], count * factors[1], value * 10, value / 10];
    return numeric(r, 2, `How many ${b} are there in ${count} ${a}?`, value, wrong);
}

function cut(r) {
    const name = r.pick(people);
    const [tenths, piece, count] = [r.int(18, 60), r.int(15, 38), r.int(2, 4)];
    const left = tenths * 10 - piece * count;
    const body =
        `${name} cuts ${count} pieces of ${piece} cm each from a rope of ${tenths / 10} m. ` +
        "How many centimetres of rope are left?";
    return numeric(r, 2, body, left, [tenths * 10 - piece, tenths * 100 - piece * count, piece * count]);
}

/** 18 km/h are 5 m/s. */
function speeds(r) {
    const n = r.int(2, 12);
    const wrong = [5 * n + 5, 18 * n * 3.6, 300 * n, 6 * n].map(Math.round);
    return r.chance(0.5)
        ? numeric(r, 3, `How many kilometres per hour are ${5 * n} metres per second?`, 18 * n, [
              5 * n * 6,
              300 * n,
              50 * n,
          ])
        : numeric(r, 3, `A train goes ${18 * n} km/h. How many metres does it go in a second?`, 5 * n, wrong);
}

function areas(r) {
    const [large, small, factor, power] = r.pick([
        ["square metres", "square centimetres", 100, 2],
        ["square centimetres", "square millimetres", 10, 2],
        ["cubic metres", "litres", 10, 3],
        ["cubic centimetres", "cubic millimetres", 10, 3],
        ["square kilometres", "square metres", 1000, 2],
    ]);
    const halves = r.int(3, 19);
    const value = (halves * factor ** power) / 2;
    const wrong = [(halves * factor) / 2, value / 10, value * 10, value / factor].map(Math.round);
    return numeric(r, 3, `How many ${small} are ${halves / 2} ${large}?`, value, wrong);
}

function fictional(r) {
    const [[a, as], [b, bs], [, cs]] = r.sample(nonsense, 3);
    const [p, q, n, m] = [r.int(3, 9), r.int(6, 16), r.int(3, 9), r.int(2, 8)];
    const body =
        `In ${r.pick(places)} one ${a} is ${p} ${bs}, and one ${b} is ${q} ${cs}. ` +
        `How many ${cs} are ${n} ${as} and ${m} ${bs}?`;
    const value = (n * p + m) * q;
    return numeric(r, 3, body, value, [n * p * q + m, (n + m) * p * q, n * p + m * q, value - q]);
}

function flow(r) {
    const [ml, seconds, minutes] = [50 * r.int(2, 9), r.pick([5, 6, 10, 12]), r.pick([3, 4, 5, 8, 10])];
    const millilitres = (ml * 60 * minutes) / seconds;
    const body =
        `A tap gives ${ml} ml of water every ${seconds} seconds. How many millilitres does it give in ` +
        `${minutes} minutes?`;
    return numeric(
        r,
        3,
        body,
        millilitres,
        [(ml * minutes) / 2, ml * minutes, ml * 60 * minutes, millilitres / 10].map(Math.round),
    );
}

/** Four lengths or times that are told apart only by their units; all different. */
function largest(r) {
    const [whole, ...kind] = r.pick([
        [100_000, ["km", 100_000], ["m", 100], ["cm", 1], ["dm", 10]],
        [10_080, ["days", 1440], ["hours", 60], ["minutes", 1], ["weeks", 10_080]],
        [1000, ["kg", 1000], ["g", 1], ["t", 1_000_000], ["mg", 0.001]],
    ]);
    const base = r.int(3, 9) * whole;
    const values = r.shuffle([0.8, 0.9, 1, 1.2]);
    const options = kind.map(([unit, size], i) => [
        `${Number(((base * values[i]) / size).toPrecision(10))} ${unit}`,
        values[i],
    ]);
    const sorted = [...options].sort(([, x], [, y]) => y - x).map(([text]) => text);
    return choice(r, 3, "Which of these is the largest amount?", sorted[0], sorted.slice(1));
}

/** Counting in a system of two made-up factors, with carries. */
function carried(r) {
    const [[a, as], [b, bs], [, cs]] = r.sample(nonsense, 3);
    const [p, q] = [r.int(5, 9), r.int(7, 15)];
    const draw = () => [r.int(2, 9), r.int(2, p - 1), r.int(3, q - 1)];
    const [x, y] = [draw(), draw()];
    const total = (x[0] + y[0]) * p * q + (x[1] + y[1]) * q + x[2] + y[2];
    const text = (n) =>
        [counted(Math.floor(n / (p * q)), as), counted(Math.floor(n / q) % p, bs), counted(n % q, cs)].join(", ");
    const body =
        `${p} ${bs} make one ${a} and ${q} ${cs} make one ${b}. One sack weighs ${x[0]} ${as}, ${x[1]} ${bs} and ` +
        `${x[2]} ${cs}, ` +
        `another ${y[0]} ${as}, ${y[1]} ${bs} and ${y[2]} ${cs}. What do both weigh together, with as few single ` +
        `${bs} and ${cs} as possible?`;
    return choice(r, 4, body, text(total), [total - q, total + p * q, total + q, total - p * q].map(text));
}

function mixture(r) {
    const [[, as], [, bs], [, cs]] = r.sample(nonsense, 3);
    const [p, q, s, t, n] = [r.int(2, 5), r.int(3, 8), r.int(2, 5), r.int(3, 9), r.int(2, 5)];
    const body =
        `${p} ${as} weigh as much as ${q} ${bs}, and ${s} ${bs} as much as ${t} ${cs}. ` +
        `How many ${as} weigh as much as ${n * q * t} ${cs}?`;
    return numeric(r, 4, body, n * p * s, [n * q * t, n * p * t, n * q * s, n * s].map(Math.round));
}

function journey(r) {
    const name = r.pick(people);
    const [distance, use, price] = [50 * r.int(3, 14), r.int(4, 9), r.pick([120, 140, 150, 160, 180, 200])];
    const cents = (distance * use * price) / 100;
    const body =
        `${name}'s car burns ${use} litres per 100 km. A litre costs ${price} cents. ${name} drives ${distance} ` +
        "km there and the " +
        "same way back. How many cents does the fuel cost?";
    return numeric(r, 4, body, 2 * cents, [cents, cents / 10, 2 * use * price, 4 * cents].map(Math.round));
}

function tank(r) {
    const [length, width, height, rate] = [
        10 * r.int(6, 20),
        10 * r.int(3, 9),
        r.pick([20, 40, 50, 60]),
        r.pick([2, 4, 5, 8]),
    ];
    const seconds = ((length * width * height) / 1000 / rate) * 60;
    const body =
        `A tank is ${length / 100} m long, ${width} cm wide and ${height * 10} mm high. Water flows in at ${rate} ` +
        "litres a minute. " +
        "After how many seconds is the empty tank full?";
    return numeric(r, 4, body, seconds, [seconds / 60, seconds * 10, seconds / 10, seconds / rate].map(Math.round));
}

function walk(r) {
    const [[, as], [, bs]] = r.sample(nonsense, 2);
    const [per, minutes, hours] = [r.int(3, 8), r.pick([4, 5, 6, 10, 12]), r.int(2, 5)];
    const steps = r.int(3, 12);
    const each = (steps * hours * 60) / minutes;
    const name = r.pick(people);
    const body =
        `${name} crosses ${steps} ${as} every ${minutes} minutes, and one of the ${as} is ${per} ${bs} long. ` +
        `How many ${bs} does ${name} cross in ${hours} hours and ${2 * minutes} minutes?`;
    const value = (each + 2 * steps) * per;
    return open(r, 4, "number", body, value, [each * per, (each + 2) * per, each + 2 * steps, value + per]);
}

export const units = {
    name: "units",
    levels: [
        [down, up],
        [mixed, pointed, chained, cut],
        [speeds, areas, fictional, flow, largest],
        [carried, mixture, journey, tank, walk],
    ],
};
