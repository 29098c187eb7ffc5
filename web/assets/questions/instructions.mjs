// Instructions whose reply can be checked: exactly one text is right, but for case and marks, which comparing forgets.
import { words } from "./names.mjs";
import { open } from "./shapes.mjs";

const colours = ["amber", "indigo", "scarlet", "violet", "turquoise", "ivory", "crimson", "olive", "teal", "maroon"];
const spaced = (list) => list.join(" ");
const commas = (list) => list.join(", ");
const reversed = (list) => [...list].reverse();
const swap = (list, i, j) => list.with(i, list[j]).with(j, list[i]);

/** The reply is a text; `mistakes` are lists or texts. */
const told = (r, level, body, answer, mistakes) => open(r, level, "word", body, answer, mistakes);

function repeat(r) {
    const [word, other, count] = [...r.sample(colours, 2), r.int(3, 5)];
    const body = `Write the word "${word}" exactly ${count} times, with single spaces between.`;
    const times = (n, text) => spaced(Array(n).fill(text));
    return told(r, 1, body, times(count, word), [times(count - 1, word), times(count + 1, word), times(count, other)]);
}

function countUp(r) {
    const [start, length] = [r.int(3, 20), r.int(4, 6)];
    const list = Array.from({ length: length + 1 }, (_, i) => start + i);
    const body = `List the whole numbers from ${start} to ${start + length}, both included, separated by commas.`;
    return told(
        r,
        1,
        body,
        commas(list),
        [list.slice(1), list.slice(0, -1), [...list, start + length + 1], reversed(list)].map(commas),
    );
}

function nameOnly(r) {
    const [right, wrong, third] = r.sample(colours, 3);
    const [a, b] = r.shuffle([r.int(10, 49), r.int(50, 99)]);
    const body =
        `If ${a} is greater than ${b}, your result is "${a > b ? right : wrong}"; otherwise it is ` +
        `"${a > b ? wrong : right}".`;
    return told(r, 1, body, right, [wrong, third]);
}

function firstAndLast(r) {
    const list = r.sample(words, 5);
    const body = `Write the first and the last word of this list, in this order, separated by a space: ${commas(list)}.`;
    return told(r, 1, body, `${list[0]} ${list[4]}`, [`${list[4]} ${list[0]}`, `${list[0]} ${list[3]}`, spaced(list)]);
}

function backwards(r) {
    const list = r.sample(words, 5);
    const body = `Write the words of this list in the opposite order, separated by spaces: ${commas(list)}.`;
    const back = reversed(list);
    return told(r, 2, body, spaced(back), [list, swap(back, 0, 1), back.slice(1), swap(back, 2, 3)].map(spaced));
}

function countDown(r) {
    const [step, length, low] = [r.int(3, 7), r.int(4, 5), r.int(2, 20)];
    const list = Array.from({ length: length + 1 }, (_, i) => low + step * (length - i));
    const body =
        `Count down from ${list[0]} to ${low} in steps of ${step}. Write all the numbers, both ends ` +
        "included, separated by commas.";
    return told(r, 2, body, commas(list), [list.slice(1), list.slice(0, -1), reversed(list)].map(commas));
}

/** Words that hold a letter, between one and all of them. */
function holding(r) {
    const [list, letter] = [r.sample(words, 7), r.pick([..."aeilnort"])];
    const kept = list.filter((word) => word.includes(letter));
    if (kept.length < 2 || kept.length > 4) {
        return holding(r);
    }
    const body =
        `Write all words of this list that contain the letter "${letter}", in the order of the list, ` +
        `separated by spaces: ${commas(list)}.`;
    const missed = list.find((word) => !kept.includes(word));
    return told(r, 2, body, spaced(kept), [kept.slice(1), kept.slice(0, -1), [...kept, missed], list].map(spaced));
}

function conditions(r) {
    const [a, b, c] = r.sample(colours, 3);
    const n = r.int(12, 98);
    const body =
        `Look at the number ${n}. If it is even and above 50, the result is "${a}". If it is odd and below 50, ` +
        `the result is "${b}". ` +
        `In all other cases the result is "${c}".`;
    const answer = n % 2 === 0 && n > 50 ? a : n % 2 === 1 && n < 50 ? b : c;
    return told(r, 2, body, answer, [a, b, c]);
}

function filterAndSort(r) {
    const [list, length] = [r.sample(words, 8), r.int(5, 6)];
    const kept = list.filter((word) => word.length === length);
    if (kept.length < 3 || kept.length > 5) {
        return filterAndSort(r);
    }
    const sorted = [...kept].sort();
    const body =
        `Take the words of exactly ${length} letters from this list, sort them alphabetically and write ` +
        `them separated by spaces: ${commas(list)}.`;
    return told(r, 3, body, spaced(sorted), [kept, reversed(sorted), sorted.slice(1), sorted.slice(0, -1)].map(spaced));
}

function numbersByRule(r) {
    const [list, limit] = [Array.from({ length: 7 }, () => r.int(2, 30)), r.int(25, 40)];
    const apply = (n) => (n % 2 === 0 ? n / 2 : n * 2);
    const kept = list.map(apply).filter((n) => n <= limit);
    const body =
        `Take these numbers in order: ${commas(list)}. Halve each even number and double each odd one; then drop ` +
        "every result above " +
        `${limit}. Write what is left, in order, separated by commas.`;
    const unfiltered = list.map(apply);
    const wrong = [unfiltered, list.filter((n) => n <= limit).map(apply), reversed(kept), kept.slice(1)];
    return told(r, 3, body, commas(kept), wrong.map(commas));
}

function tag(r) {
    const list = r.sample(words, 4);
    const letters = list.map((word) => word[0].toUpperCase()).join("");
    const length = list.join("").length;
    const body =
        `Make a code from the words ${commas(list)}: the first letters of all words in capitals, then a hyphen, ` +
        "then the number of letters " +
        "that all words have together.";
    const wrong = [
        `${letters}-${length + 1}`,
        `${letters}-4`,
        `${reversed([...letters]).join("")}-${length}`,
        `${letters.slice(1)}-${length}`,
    ];
    return told(r, 3, body, `${letters}-${length}`, wrong);
}

/** Changes of a list of words, each with a slip that is made in it. */
const changes = (extra) => [
    ["swap the first and the last word", (l) => swap(l, 0, l.length - 1), (l) => swap(l, 0, 1)],
    ["remove the third word", (l) => l.toSpliced(2, 1), (l) => l.toSpliced(3, 1)],
    [`insert "${extra}" after the second word`, (l) => l.toSpliced(2, 0, extra), (l) => l.toSpliced(1, 0, extra)],
    ["reverse the order of all words", reversed, (l) => l],
    ["move the last word to the front", (l) => [l.at(-1), ...l.slice(0, -1)], (l) => [...l.slice(1), l[0]]],
];

/** A list changed step by step. */
function edited(r, level, count) {
    const list = r.sample(words, 5);
    const extra = r.pick(words.filter((word) => !list.includes(word)));
    const steps = r.sample(changes(extra), count);
    const run = (slip) => steps.reduce((l, [, make, wrong], i) => (i === slip ? wrong(l) : make(l)), list);
    const asked = steps.map(([text], i) => `(${i + 1}) ${text}`).join(", ");
    const body = `Start with the list: ${commas(list)}. Step by step, ${asked}. Write the final list, separated by spaces.`;
    const wrong = steps.map((_, i) => spaced(run(i)));
    return open(r, level, "word", body, spaced(run(-1)), wrong);
}

const fewEdits = (r) => edited(r, 3, 2);
const manyEdits = (r) => edited(r, 4, 5);

/** Rules of which the first that fits a word decides. */
function firstRule(r) {
    const list = r.sample(words, 6);
    const marks = r.sample(colours, 4);
    const rules = [
        [`ends with "e" or "r"`, (w) => /[er]$/.test(w)],
        ["has a double letter", (w) => /(.)\1/.test(w)],
        ["has more than six letters", (w) => w.length > 6],
    ];
    const shuffled = r.shuffle(rules);
    const of = (order) => list.map((w) => marks[order.findIndex(([, fits]) => fits(w)) + 1]);
    const body =
        "Give each word a colour by the first rule that fits: " +
        `${shuffled.map(([text], i) => `${i + 1}. a word that ${text} is ${marks[i + 1]}`).join("; ")}; ` +
        `4. every other word is ${marks[0]}. Write the colours of these words, in order, separated by spaces: ` +
        `${commas(list)}.`;
    const right = of(shuffled);
    const wrong = [swap(right, 0, 5), right.with(2, marks[0]), right.with(1, marks[1]), right.with(4, marks[3])];
    return told(r, 4, body, spaced(right), wrong.map(spaced));
}

/** A walk on a grid, with turns. */
function robot(r) {
    const moves = Array.from({ length: 7 }, (_, i) => (i % 2 === 0 ? r.int(1, 6) : r.pick(["left", "right"])));
    let [x, y, dx, dy] = [0, 0, 0, 1];
    for (const move of moves) {
        if (typeof move === "number") {
            [x, y] = [x + dx * move, y + dy * move];
        } else {
            [dx, dy] = move === "left" ? [-dy, dx] : [dy, -dx];
        }
    }
    const text = moves.map((move) => (typeof move === "number" ? `go ${move} forward` : `turn ${move}`)).join(", ");
    const body =
        `A robot stands at (0, 0) and faces north, where y grows; x grows to the east. It does this: ${text}. ` +
        "Where does it stand then? Write the place as (x, y).";
    return told(r, 4, body, `(${x}, ${y})`, [`(${y}, ${x})`, `(${-x}, ${y})`, `(${x}, ${-y})`, `(${x + 1}, ${y})`]);
}

/** Two things asked, of which a condition picks one. */
function either(r) {
    const list = r.sample(words, 7);
    const letter = r.pick([..."aeio"]);
    const [holding, rest] = [list.filter((w) => w.includes(letter)), list.filter((w) => !w.includes(letter))];
    if (holding.length < 2 || rest.length < 2) {
        return either(r);
    }
    const many = holding.length > 3;
    const last = (l) => spaced([...l].sort().slice(-2));
    const first = (l) => spaced([...l].sort().slice(0, 2));
    const body =
        `Count the words with the letter "${letter}" in this list: ${commas(list)}. If there are more than three ` +
        "of them, write the two of " +
        "them that come last in the alphabet; otherwise write the two words without that letter that come first in the " +
        "alphabet. Write them in alphabetical order, separated by a space.";
    return told(r, 4, body, many ? last(holding) : first(rest), [
        many ? first(rest) : last(holding),
        last(rest),
        first(holding),
        spaced(list),
    ]);
}

export const instructions = {
    name: "instructions",
    levels: [
        [repeat, countUp, nameOnly, firstAndLast],
        [backwards, countDown, holding, conditions],
        [filterAndSort, numbersByRule, tag, fewEdits],
        [manyEdits, firstRule, robot, either],
    ],
};
