// Logic puzzles: orders, statements of liars, categories and small grids. Clues are drawn until one arrangement is left
// of all that there are, then those that are not needed are taken out.
import { nonsense, people, places } from "./names.mjs";
import { boolean, choice, numeric, wording } from "./shapes.mjs";

/** All orders of `items`. */
export function orders(items) {
    return items.length < 2
        ? [items]
        : items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

const nth = ["first", "second", "third", "fourth", "fifth"];

/** Ways to speak of an order: who is before whom, and what its places are called. */
const themes = [
    {
        scene: (n) => `${n} runners finish a race, no two at once`,
        before: (a, b) => `${a} finishes before ${b}.`,
        place: (k) => `finishes ${nth[k]}`,
        next: (a, b) => `${a} finishes right before ${b}.`,
        apart: (a, b) => `${a} and ${b} do not finish one right after the other.`,
    },
    {
        scene: (n) => `${n} people stand in a queue`,
        before: (a, b) => `${a} stands somewhere ahead of ${b}.`,
        place: (k) => `is ${nth[k]} in the queue`,
        next: (a, b) => `${a} stands directly ahead of ${b}.`,
        apart: (a, b) => `${a} and ${b} are not next to each other.`,
    },
    {
        scene: (n) => `${n} friends sit in a row, the first place being the leftmost`,
        before: (a, b) => `${a} sits somewhere to the left of ${b}.`,
        place: (k) => `sits in the ${nth[k]} place`,
        next: (a, b) => `${a} sits immediately to the left of ${b}.`,
        apart: (a, b) => `${a} and ${b} do not sit side by side.`,
    },
];

/** Every true clue about `order`, as {text, holds(order)}. `kinds` says which kinds. */
function cluesOf(order, theme, kinds) {
    const clues = [];
    const add = (kind, text, holds) => kinds.includes(kind) && clues.push({ text, holds });
    for (const [i, a] of order.entries()) {
        for (const [k] of order.entries()) {
            if (k !== i) {
                add("not", `It is not ${a} who ${theme.place(k)}.`, (o) => o[k] !== a);
            }
        }
        for (const b of order.slice(i + 1)) {
            const gap = order.indexOf(b) - i;
            add("before", theme.before(a, b), (o) => o.indexOf(a) < o.indexOf(b));
            if (gap === 1) {
                add("next", theme.next(a, b), (o) => o.indexOf(b) - o.indexOf(a) === 1);
            } else {
                const [x, y] = gap % 2 ? [a, b] : [b, a];
                add("apart", theme.apart(x, y), (o) => Math.abs(o.indexOf(b) - o.indexOf(a)) > 1);
            }
        }
    }
    return clues;
}

/** Clues, in the order given, that together leave one of `worlds`, and of which none can be left out. */
function enough(clues, worlds) {
    let left = worlds;
    let chosen = [];
    for (const clue of clues) {
        const fewer = left.filter(clue.holds);
        chosen = fewer.length < left.length ? [...chosen, clue] : chosen;
        left = fewer;
    }
    for (const clue of [...chosen]) {
        const others = chosen.filter((other) => other !== clue);
        chosen = worlds.filter((w) => others.every(({ holds }) => holds(w))).length === 1 ? others : chosen;
    }
    return chosen;
}

function ordered(r, level, count, kinds) {
    const order = r.sample(people, count);
    const theme = r.pick(themes);
    const clues = enough(r.shuffle(cluesOf(order, theme, kinds)), orders(order));
    const scene = theme.scene({ 3: "Three", 4: "Four", 5: "Five" }[count]);
    const who = [...order].sort().join(", ");
    const k = r.int(0, count - 1);
    const body = `${scene}: ${who}. ${r
        .shuffle(clues)
        .map(({ text }) => text)
        .join(" ")}`;
    return wording(r, level, `${body} Who ${theme.place(k)}?`, order[k], r.shuffle(order.toSpliced(k, 1)));
}

const threeInOrder = (r) => ordered(r, 1, 3, ["before"]);
const fourInOrder = (r) => ordered(r, 2, 4, ["before", "next"]);
const fiveInOrder = (r) => ordered(r, 3, 5, ["before", "next", "apart"]);
const fiveByDenial = (r) => ordered(r, 4, 5, ["not", "apart"]);

// ---- categories ----

/** Whether `goal` is true of someone of whom `facts` are, by "all are" and "none are": true, false, or undefined. */
function follows(rules, member, goal) {
    const known = new Set([member]);
    for (let grown = true; grown; ) {
        grown = false;
        for (const { from, to, none } of rules) {
            if (!none && known.has(from) && !known.has(to)) {
                known.add(to);
                grown = true;
            }
        }
    }
    const barred = rules.some(
        ({ from, to, none }) =>
            none && ((known.has(from) && reaches(rules, goal, to)) || (known.has(to) && reaches(rules, goal, from))),
    );
    return known.has(goal) ? true : barred ? false : undefined;
}

/** Whether every `from` is a `to`, by way of "all are". */
function reaches(rules, from, to) {
    return from === to || rules.some((rule) => !rule.none && rule.from === from && reaches(rules, rule.to, to));
}

const ruleText = ({ from, to, none }) => (none ? `No ${from[0]} is a ${to[0]}.` : `Every ${from[0]} is a ${to[0]}.`);

/** A chain of "every" with one "no" at its end, and rules that lead nowhere. */
function chain(r, length, astray) {
    const kinds = r.sample(nonsense, length + 2 + astray);
    const line = kinds.slice(0, length + 1);
    const rules = line.slice(1).map((to, i) => ({ from: line[i], to }));
    rules.push({ from: line[length], to: kinds[length + 1], none: true });
    for (let i = 0; i < astray; i++) {
        rules.push({ from: kinds[length + 2 + i], to: r.pick(line.slice(1)) });
    }
    return { kinds, line, rules };
}

function simpleKinds(r) {
    const { kinds, line, rules } = chain(r, 1, 0);
    const [name, goal] = [r.pick(people), r.pick([line[1], kinds[2]])];
    const body = `${rules.map(ruleText).join(" ")} ${name} is a ${line[0][0]}. Is ${name} a ${goal[0]}?`;
    return boolean(r, 1, body, follows(rules, line[0], goal));
}

function chainedKinds(r) {
    const { kinds, line, rules } = chain(r, 3, 1);
    const [name, goal] = [r.pick(people), r.pick([line[3], kinds[4]])];
    const body =
        `${r.shuffle(rules).map(ruleText).join(" ")} ${name} is a ${line[r.int(0, 1)][0]}. Is ${name} a ` +
        `${goal[0]}?`;
    return boolean(r, 2, body, goal === line[3]);
}

/** Yes, no, or not to be told, about one as likely as the other. */
function openKinds(r) {
    const { kinds, rules } = chain(r, 3, 2);
    const [name, wanted] = [r.pick(people), r.pick([true, false, undefined])];
    const cases = kinds.flatMap((member) => kinds.map((goal) => [member, goal])).filter(([m, g]) => m !== g);
    const [member, goal] = r.pick(cases.filter(([m, g]) => follows(rules, m, g) === wanted));
    const body = `${r.shuffle(rules).map(ruleText).join(" ")} ${name} is a ${member[0]}. Is ${name} a ${goal[0]}?`;
    const texts = ["Yes", "No", "It cannot be told from this"];
    const right = texts[[true, false, undefined].indexOf(wanted)];
    return choice(r, 3, body, right, texts);
}

// ---- liars ----

/** All ways to tell the truth or lie: arrays of booleans. */
const worldsOf = (count) =>
    Array.from({ length: 2 ** count }, (_, bits) => Array.from({ length: count }, (_, i) => ((bits >> i) & 1) === 1));

const total = (world) => world.filter(Boolean).length;

/** What `speaker` may say: {text, is(world)}. */
function sayings(speaker, names) {
    const others = names.map((_, i) => i).filter((i) => i !== speaker);
    const list = [
        { text: "at least one of us is a liar", is: (w) => w.includes(false) },
        { text: "all of us are liars", is: (w) => !w.includes(true) },
    ];
    for (const i of others) {
        list.push({ text: `${names[i]} is a liar`, is: (w) => !w[i] });
        list.push({ text: `${names[i]} and I are of the same kind`, is: (w) => w[i] === w[speaker] });
        list.push({ text: `${names[i]} always tells the truth`, is: (w) => w[i] });
    }
    for (let k = 1; k < names.length; k++) {
        list.push({
            text: `exactly ${k} of us ${k === 1 ? "is a liar" : "are liars"}`,
            is: (w) => names.length - total(w) === k,
        });
    }
    return list;
}

/** One saying of each that leaves one world, with at least one who lies and one who does not. */
function islanders(r, count) {
    const names = r.sample(people, count);
    for (;;) {
        const said = names.map((_, i) => r.pick(sayings(i, names)));
        const left = worldsOf(count).filter((w) => said.every(({ is }, i) => is(w) === w[i]));
        if (left.length === 1 && total(left[0]) > 0 && total(left[0]) < count) {
            return { names, world: left[0], texts: names.map((name, i) => `${name} says: "${said[i].text}."`) };
        }
    }
}

const island = (r) => `On the island of ${r.pick(places)}, each person either always tells the truth or always lies.`;

function twoIslanders(r) {
    const { names, world, texts } = islanders(r, 2);
    const i = r.int(0, 1);
    return boolean(r, 2, `${island(r)} ${texts.join(" ")} Does ${names[i]} tell the truth?`, world[i]);
}

function threeIslanders(r) {
    const { names, world, texts } = islanders(r, 3);
    const show = (w) => names.filter((_, i) => w[i]).join(" and ") || "nobody";
    const wrong = r.shuffle(worldsOf(3).map(show));
    return choice(r, 3, `${island(r)} ${texts.join(" ")} Who tells the truth?`, show(world), wrong);
}

function fourIslanders(r) {
    const { names, world, texts } = islanders(r, 4);
    const show = (w) => names.filter((_, i) => !w[i]).join(", ") || "nobody";
    const wrong = r.shuffle(
        worldsOf(4)
            .filter((w) => total(w) > 0 && total(w) < 4)
            .map(show),
    );
    return choice(r, 4, `${island(r)} ${texts.join(" ")} Who lies?`, show(world), wrong, { count: 5 });
}

// ---- grids ----

const drinks = ["tea", "cocoa", "cider", "juice"];
const colours = ["red", "green", "blue", "yellow"];

/** True clues about people in seats, each with a drink: `order` and `drink` by seat. */
function gridClues({ order, drink }) {
    const clues = [];
    for (const [i, name] of order.entries()) {
        for (const [j, what] of drink.entries()) {
            const holds = (w) => (w.drink[w.order.indexOf(name)] === what) === (i === j);
            clues.push({ text: i === j ? "" : `${name} does not drink ${what}.`, holds });
            const right = (w) => w.drink.indexOf(what) > w.order.indexOf(name);
            clues.push({
                text: j > i ? `Whoever drinks ${what} sits somewhere to the right of ${name}.` : "",
                holds: right,
            });
            const side = (w) => Math.abs(w.drink.indexOf(what) - w.order.indexOf(name)) === 1;
            clues.push({
                text: Math.abs(i - j) === 1 ? `${name} sits next to whoever drinks ${what}.` : "",
                holds: side,
            });
        }
        for (const k of order.keys()) {
            clues.push({ text: k === i ? "" : `${name} is not in seat ${k + 1}.`, holds: (w) => w.order[k] !== name });
        }
    }
    return clues.filter(({ text }) => text);
}

function grid(r, level, count) {
    const names = r.sample(people, count);
    const things = drinks.slice(0, count);
    const worlds = orders(names).flatMap((order) => orders(things).map((drink) => ({ order, drink })));
    const world = r.pick(worlds);
    const clues = r.shuffle(enough(r.shuffle(gridClues(world)), worlds));
    const body =
        `${names.join(", ")} sit in seats 1 to ${count}, from left to right, in some order. Each drinks one of ` +
        `${things.join(", ")}, all ` +
        `different. ${clues.map(({ text }) => text).join(" ")}`;
    const k = r.int(0, count - 1);
    return r.chance(0.5)
        ? wording(r, level, `${body} Who drinks ${world.drink[k]}?`, world.order[k], names)
        : wording(r, level, `${body} What does ${world.order[k]} drink?`, world.drink[k], things);
}

const smallGrid = (r) => grid(r, 3, 3);
const largeGrid = (r) => grid(r, 4, 4);

/** Boxes of colours, told of by their neighbours: which number has the box? */
function boxes(r) {
    const order = r.shuffle(colours).slice(0, 3);
    const [a, b, c] = order;
    const body = r.pick([
        `A ${a}, a ${b} and a ${c} box are numbered 1, 2 and 3, each another number. The ${b} box has neither the ` +
            `lowest nor the highest number. The ${c} box has a higher number than the ${a} box.`,
        `A ${c}, a ${a} and a ${b} box are numbered 1, 2 and 3, each another number. The ${a} box has a lower ` +
            `number than the ${b} box. The ${c} box is not number 1 or 2.`,
    ]);
    const k = r.int(0, 2);
    return numeric(r, 1, `${body} Which number does the ${order[k]} box have?`, k + 1, [1, 2, 3]);
}

export const logic = {
    name: "logic",
    levels: [
        [threeInOrder, simpleKinds, boxes],
        [fourInOrder, chainedKinds, twoIslanders],
        [fiveInOrder, openKinds, threeIslanders, smallGrid],
        [fiveByDenial, fourIslanders, largeGrid],
    ],
};
