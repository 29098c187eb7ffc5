// Letters and words: counting, reversing, shifting, and several such steps in a row.
import { people, words } from "./names.mjs";
import { choice, numeric, open, wording } from "./shapes.mjs";

const reversed = (text) => [...text].reverse().join("");
const vowels = (text) => [...text].filter((c) => "aeiou".includes(c)).length;
const shifted = (text, by) =>
    [...text].map((c) => String.fromCharCode(97 + ((c.charCodeAt(0) - 97 + by + 26) % 26))).join("");
const swapped = (text, i, j) => {
    const letters = [...text];
    [letters[i], letters[j]] = [letters[j], letters[i]];
    return letters.join("");
};
const nth = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];
const ofLength = (low, high) => words.filter((word) => word.length >= low && word.length <= high);

/** Misspellings of a text that differ from it and each other: two letters swapped here or there. */
const slips = (text) => [
    swapped(text, 1, 2),
    swapped(text, 0, 1),
    swapped(text, text.length - 2, text.length - 1),
    text.slice(1),
];

function nthWord(r) {
    const list = r.sample(words, 5);
    const k = r.int(0, 3);
    const body = `What is the ${nth[k]} word of this list: ${list.join(", ")}?`;
    return wording(r, 1, body, list[k], [list.at(k - 1), ...list.slice(k + 1), ...list.slice(0, k)]);
}

function howLong(r) {
    const word = r.pick(words);
    return numeric(r, 1, `How many letters does the word "${word}" have?`, word.length, [
        word.length - 1,
        word.length + 1,
    ]);
}

function edge(r) {
    const list = r.sample(ofLength(5, 8), 9);
    const [last, word] = [r.chance(0.5), list[0]];
    const key = (text) => (last ? text.at(-1) : text[0]);
    const others = list.slice(1).filter((other) => key(other) !== key(word));
    const body = `Which of these words ${last ? "ends" : "begins"} with the letter "${key(word)}"?`;
    return choice(r, 1, body, word, others);
}

function shorter(r) {
    const [one, two] = r.sample(words, 2);
    const name = r.pick(people);
    const body =
        `${name} writes the word "${one}" and right behind it, without a space, the word "${two}". What ` +
        "stands there?";
    return wording(r, 1, body, one + two, [two + one, one + two.slice(1), one.slice(0, -1) + two, `${one}${two}s`]);
}

function reverse(r) {
    const word = r.pick(ofLength(4, 6));
    const body = r.pick([
        `Write the word "${word}" backwards.`,
        `Which text do you get when the letters of "${word}" are reversed?`,
    ]);
    return wording(r, 2, body, reversed(word), slips(reversed(word)));
}

function occurrences(r) {
    const list = r.sample(words, 3);
    const text = list.join(" ");
    const letter = r.pick([..."aeinorlt"].filter((c) => text.includes(c)));
    const count = [...text].filter((c) => c === letter).length;
    return numeric(r, 2, `How often does the letter "${letter}" occur in "${text}"?`, count, [
        count + 1,
        count - 1,
        count + 2,
    ]);
}

function alphabet(r) {
    const list = r.sample(words, 5);
    const sorted = [...list].sort();
    const k = r.int(0, 2);
    const body = `When these words are sorted alphabetically, which comes ${nth[k]}: ${list.join(", ")}?`;
    return wording(r, 2, body, sorted[k], sorted.toSpliced(k, 1));
}

function replaced(r) {
    const word = r.pick(words.filter((w) => new Set(w).size < w.length && w.length > 5));
    const letter = [...word].find((c, i) => word.indexOf(c, i + 1) > 0);
    const other = r.pick([..."kmuvz"].filter((c) => !word.includes(c)));
    const answer = word.replaceAll(letter, other);
    const body = `Replace every "${letter}" in "${word}" by "${other}". What do you get?`;
    return wording(r, 2, body, answer, [
        word.replace(letter, other),
        word.replaceAll(letter, ""),
        swapped(answer, 1, 2),
        answer + other,
    ]);
}

function caesar(r) {
    const [word, by] = [r.pick(ofLength(5, 6)), r.int(2, 5)];
    const back = r.chance(0.4);
    const answer = shifted(word, back ? -by : by);
    const body =
        `Replace each letter of "${word}" by the letter ${by} places ${back ? "before" : "after"} it in the alphabet ` +
        `(${back ? 'before "a" comes "z"' : 'after "z" comes "a"'}). What do you get?`;
    return wording(r, 3, body, answer, [
        shifted(word, back ? by : -by),
        shifted(word, by + 1),
        swapped(answer, 2, 3),
        shifted(word, -by + 1),
    ]);
}

function everySecond(r) {
    const [one, two] = r.sample(ofLength(5, 8), 2);
    const text = one + two;
    const keep = r.int(0, 1);
    const at = (offset) => [...text].filter((_, i) => i % 2 === offset).join("");
    const body =
        `Write only the letters at ${keep ? "even" : "odd"} places of "${text}", the first letter being ` +
        "at place 1.";
    return wording(r, 3, body, at(keep), [at(1 - keep), at(keep).slice(1), at(keep).slice(0, -1), reversed(at(keep))]);
}

function woven(r) {
    const [one, two] = r.sample(ofLength(6, 6), 2);
    const weave = (a, b) => [...a].map((c, i) => c + b[i]).join("");
    const body =
        `Take letters in turn from "${one}" and "${two}", beginning with the first letter of "${one}". ` +
        "What word of 12 letters results?";
    return wording(r, 3, body, weave(one, two), [
        weave(two, one),
        one + two,
        swapped(weave(one, two), 4, 5),
        weave(one, reversed(two)),
    ]);
}

function vowelCount(r) {
    const list = r.sample(words, 5);
    const count = vowels(list.join(""));
    const body = `How many vowels (a, e, i, o, u) are there altogether in "${list.join(" ")}"?`;
    return numeric(r, 3, body, count, [count + 1, count - 1, list.join("").length - count]);
}

function anagram(r) {
    const word = r.pick(ofLength(6, 7));
    const right = r.shuffle([...word]).join("");
    const spoilt = [0, 1, 2].map((i) => {
        const letters = r.shuffle([...word]);
        letters[i] = r.pick([..."aeiostrn"].filter((c) => !word.includes(c)));
        return letters.join("");
    });
    return choice(r, 3, `Which of these has exactly the same letters as "${word}", each as often?`, right, spoilt);
}

/** Steps that change a text, each with a slip that people and models make in it. */
const steps = [
    { text: "reverse the whole text", make: reversed, slip: (s) => s },
    {
        text: "remove all vowels (a, e, i, o, u)",
        make: (s) => s.replace(/[aeiou]/g, ""),
        slip: (s) => s.replace(/[aeiou]/, ""),
    },
    {
        text: "swap the first and the last letter",
        make: (s) => swapped(s, 0, s.length - 1),
        slip: (s) => swapped(s, 0, 1),
    },
    {
        text: "move the last letter to the front",
        make: (s) => s.at(-1) + s.slice(0, -1),
        slip: (s) => s.slice(1) + s[0],
    },
    {
        text: "delete the third letter",
        make: (s) => s.slice(0, 2) + s.slice(3),
        slip: (s) => s.slice(0, 3) + s.slice(4),
    },
    { text: "write the second letter twice", make: (s) => s.slice(0, 2) + s.slice(1), slip: (s) => s[0] + s },
];

function several(r) {
    const word = r.pick(ofLength(7, 8));
    const chosen = r.sample(steps, 4);
    const run = (wrongAt) =>
        chosen.reduce((text, step, i) => (i === wrongAt ? step.slip(text) : step.make(text)), word);
    const body =
        `Start with "${word}". Then, one after the other: ` +
        `${chosen.map(({ text }, i) => `${i + 1}. ${text}`).join("; ")}. What is left?`;
    return wording(r, 4, body, run(-1), [0, 1, 2, 3].map(run));
}

function runs(r) {
    const letters = r.sample([..."abcdefgh"], 4);
    const counts = letters.map(() => r.int(1, 6));
    const text = letters.map((c, i) => c.repeat(counts[i])).join("");
    const coded = (list) => letters.map((c, i) => `${list[i]}${c}`).join("");
    if (r.chance(0.5)) {
        const body = `In "2x3y" for "xxyyy" a number says how often the letter behind it stands. How is "${text}" written?`;
        const slip = (k, by) => coded(counts.map((n, i) => (i === k ? n + by : n)));
        return wording(r, 4, body, coded(counts), [slip(0, 1), slip(2, 1), slip(1, 1), slip(3, 1)]);
    }
    const total = counts.reduce((a, b) => a + b);
    const place = r.int(3, total - 1);
    const [answer, ...others] = [text[place - 1], ...letters.filter((c) => c !== text[place - 1])];
    const body =
        `"2x3y" stands for "xxyyy". Which letter is at place ${place} of what "${coded(counts)}" stands ` +
        "for (the first place is 1)?";
    return choice(r, 4, body, answer, others);
}

function letterSum(r) {
    const word = r.pick(ofLength(5, 6));
    const places = [...word].map((c) => c.charCodeAt(0) - 96);
    const total = places.reduce((a, b) => a + b);
    const body = `Let a = 1, b = 2, and so on up to z = 26. What is the sum of the letters of "${word}"?`;
    return numeric(r, 4, body, total, [total + 1, total - 1, total - word.length, total + 10]);
}

function sortedLetters(r) {
    const [one, two] = r.sample(ofLength(6, 8), 2);
    const unique = [...new Set(one + two)].sort().join("");
    const body =
        `Write all different letters that occur in "${one}" or "${two}" once each, in alphabetical ` +
        "order, without spaces.";
    return open(r, 4, "word", body, unique, [
        unique.slice(1),
        unique.slice(0, -1),
        [...(one + two)].sort().join(""),
        reversed(unique),
    ]);
}

function cipher(r) {
    const [word, by] = [r.pick(ofLength(5, 7)), r.int(2, 4)];
    const coded = reversed(shifted(word, by));
    const sameLength = r.shuffle(words.filter((w) => w.length === word.length && w !== word));
    const body =
        `A message was made by replacing each letter of an English word by the letter ${by} places after it in ` +
        "the alphabet " +
        `(after "z" comes "a") and then reversing the text. The result is "${coded}". What was the word?`;
    return wording(r, 4, body, word, sameLength);
}

export const strings = {
    name: "strings",
    levels: [
        [nthWord, howLong, edge, shorter],
        [reverse, occurrences, alphabet, replaced],
        [caesar, everySecond, woven, vowelCount, anagram],
        [several, runs, letterSum, sortedLetters, cipher],
    ],
};
