// A second way to the answers of the built-in questions: each question's text is read again, and answered without its
// generator, by exact fractions, the platform's calendar, and trying out all arrangements.
const number = "(-?[\\d.]+)";
const word = "([a-z]+)";
const name = "([A-Z][a-z]+)";
const list = (text) => text.split(", ");
const sum = (items) => items.reduce((a, b) => a + b, 0);
const range = (low, high, step = 1) =>
    Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + step * i);

// ---- exact arithmetic ----

const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** A fraction in lowest terms, as text. */
function ratio(over, under = 1n) {
    const divisor = gcd(over, under) * (under < 0n ? -1n : 1n);
    return { over: over / divisor, under: under / divisor };
}

/** "2.5", "-3", "13/12" as a fraction. */
export function rational(text) {
    const [, sign, whole, decimals = "", under = "1"] = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text) ?? [];
    if (whole === undefined) {
        return undefined;
    }
    return ratio(BigInt(`${sign}${whole}${decimals}`), 10n ** BigInt(decimals.length) * BigInt(under));
}

const operations = {
    "+": (a, b) => ratio(a.over * b.under + b.over * a.under, a.under * b.under),
    "-": (a, b) => ratio(a.over * b.under - b.over * a.under, a.under * b.under),
    "*": (a, b) => ratio(a.over * b.over, a.under * b.under),
    "/": (a, b) => ratio(a.over * b.under, a.under * b.over),
    "^": (a, b) => ratio(a.over ** b.over, a.under ** b.over),
};
const levels = ["+-", "*/", "^"];

/** The value of an expression, by recursive descent; all operators bind to the left. */
function evaluated(expression) {
    const tokens = expression
        .replaceAll("×", "*")
        .replaceAll("÷", "/")
        .match(/[\d.]+|[-+*/^()]/g);
    const take = (level) => {
        if (level === levels.length) {
            const token = tokens.shift();
            const value = token === "(" ? take(0) : rational(token);
            if (token === "(") {
                tokens.shift();
            }
            return value;
        }
        let value = take(level + 1);
        while (tokens.length > 0 && levels[level].includes(tokens[0])) {
            value = operations[tokens.shift()](value, take(level + 1));
        }
        return value;
    };
    const { over, under } = take(0);
    return under === 1n ? String(over) : `${over}/${under}`;
}

const arithmetic = [
    [/^(?:What is|Calculate|Work out|How much is) ([-\d+*×/÷^(). ]+?)[?.](?= |\n)/, evaluated],
    [/^Which number must be added to (\d+) to get (\d+)/, (a, b) => range(0, 999).find((x) => +a + x === +b)],
    [/^What is (\d+)% of (\d+)/, (p, n) => evaluated(`${p} * ${n} / 100`)],
    [/remainder when (\d+)(?:\^(\d+))? is divided by (\d+)/, (a, n, m) => BigInt(a) ** BigInt(n ?? 1) % BigInt(m)],
    [/least common multiple of (\d+) and (\d+)/, (a, b) => range(1, a * b).find((x) => x % a === 0 && x % b === 0)],
    [/greatest common divisor of (\d+) and (\d+)/, (a, b) => range(1, +a).findLast((x) => a % x === 0 && b % x === 0)],
    [
        /all multiples of (\d+) from (\d+) to (\d+)/,
        (k, low, high) => sum(range(+low, +high).filter((x) => x % k === 0)),
    ],
    [/^The number (\d+) is written in base (\d)/, (digits, base) => [...digits].reduce((n, d) => n * base + +d, 0)],
    [/^Write the decimal number (\d+) in base (\d)/, (n, base) => inBase(+n, +base)],
    [/whole numbers divide (\d+) without/, (n) => range(1, +n).filter((x) => n % x === 0).length],
];

const inBase = (n, base) => (n < base ? "" : inBase(Math.floor(n / base), base)) + (n % base);

// ---- units ----

const sizes = {
    ...{ millimetres: 1, centimetres: 10, metres: 1000, kilometres: 1e6, mm: 1, cm: 10, dm: 100, m: 1000, km: 1e6 },
    ...{ grams: 1, kilograms: 1000, tonnes: 1e6, mg: 1e-3, g: 1, kg: 1000, t: 1e6, millilitres: 1, litres: 1000 },
    ...{ seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 },
    ...{ "square millimetres": 1, "square centimetres": 100, "square metres": 1e6, "square kilometres": 1e12 },
    ...{ "cubic millimetres": 1e-3, "cubic centimetres": 1, "cubic metres": 1e6 },
};
const exactly = (x) => Number(x.toPrecision(12));
const turned = (count, from, to) => exactly((count * sizes[from]) / sizes[to]);

/** What both sacks weigh, by counting the smallest unit off. */
function carried(p, _b, _a, q, _c, ...rest) {
    const units = rest.filter((text) => /^[a-z]/.test(text)).slice(0, 3);
    const n = rest.filter((text) => /^\d/.test(text)).map(Number);
    let left = (n[0] + n[3]) * p * q + (n[1] + n[4]) * q + n[2] + n[5];
    return [p * q, +q, 1]
        .map((size, i) => {
            const count = Math.floor(left / size);
            left -= count * size;
            return `${count} ${count === 1 ? units[i].slice(0, -1) : units[i]}`;
        })
        .join(", ");
}

const units = [
    [
        new RegExp(`^How many ${word} are ${number} ${word} and ${number} ${word} together`),
        (to, a, x, b, y) => turned(a, x, to) + turned(b, y, to),
    ],
    [/^How many kilometres per hour are (\d+) metres/, (ms) => exactly(ms * 3.6)],
    [new RegExp(`^How many ([a-z ]+?) are ${number} ([a-z ]+)\\?`), (to, n, from) => turned(n, from, to)],
    [new RegExp(`^How many ${word} are there in ${number} ${word}`), (to, n, from) => turned(n, from, to)],
    [new RegExp(`^Convert ${number} ${word} to ${word}`), (n, from, to) => turned(n, from, to)],
    [
        /cuts (\d+) pieces of (\d+) cm each from a rope of ([\d.]+) m/,
        (n, piece, rope) => exactly(rope * 100 - n * piece),
    ],
    [/A train goes (\d+) km\/h/, (kmh) => exactly(kmh / 3.6)],
    [
        /one \w+ is (\d+) \w+, and one \w+ is (\d+) \w+. How many \w+ are (\d+) \w+ and (\d+)/,
        (p, q, n, m) => n * p * q + m * q,
    ],
    [/gives (\d+) ml of water every (\d+) seconds.* in (\d+) minutes/, (ml, s, min) => (min * 60 * ml) / s],
    [
        /largest amount\?\n(?:.+? ([\d.]+ \w+)\n)(?:.+? ([\d.]+ \w+)\n)(?:.+? ([\d.]+ \w+)\n)(?:.+? ([\d.]+ \w+)\n)/,
        (...amounts) => amounts.slice(0, 4).toSorted((a, b) => amount(b) - amount(a))[0],
    ],
    [
        new RegExp(
            "^(\\d+) (\\w+) make one (\\w+) and (\\d+) (\\w+) make one \\w+. One sack weighs (\\d+) (\\w+), (\\d+) (\\w+) " +
                "and (\\d+) (\\w+), another (\\d+) \\w+, (\\d+) \\w+ and (\\d+) ",
        ),
        carried,
    ],
    [
        /^(\d+) \w+ weigh as much as (\d+) \w+, and (\d+) \w+ as much as (\d+) \w+. .* as much as (\d+)/,
        (p, q, s, t, n) => exactly((((n / t) * s) / q) * p),
    ],
    [
        /burns (\d+) litres per 100 km. A litre costs (\d+) cents.* drives (\d+) km/,
        (use, price, km) => exactly(((2 * km) / 100) * use * price),
    ],
    [
        /is ([\d.]+) m long, (\d+) cm wide and (\d+) mm high. .* at (\d+) litres a minute/,
        (m, cm, mm, rate) => exactly(((((m * 10 * cm) / 10) * mm) / 100 / rate) * 60),
    ],
    [
        /crosses (\d+) \w+ every (\d+) minutes, .* is (\d+) \w+ long. .* in (\d+) hours and (\d+) minutes/,
        (steps, every, long, h, min) => ((h * 60 + +min) / every) * steps * long,
    ],
];

function amount(text) {
    const [count, unit] = text.split(" ");
    return count * sizes[unit];
}

// ---- dates ----

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const date = "(\\d+ [A-Z][a-z]+ \\d{4})";
const day = 86_400_000;

function utc(text) {
    const [d, m, y] = text.split(" ");
    return Date.UTC(+y, months.indexOf(m), +d);
}

const iso = (time) => new Date(time).toISOString().slice(0, 10);
const weekdayAt = (weekday, days) => weekdays[(((weekdays.indexOf(weekday) + days) % 7) + 7) % 7];
const minutes = (text) => text.split(":")[0] * 60 + +text.split(":")[1];
const clock = (n) => new Date((((n % 1440) + 1440) % 1440) * 60_000).toISOString().slice(11, 16);
const flight = "(\\d+) h (\\d+) min";

/** The day in the week of a date, which the question's own weekday must agree with. */
function toldWeekday(from, told, to) {
    const at = (text) => weekdays[new Date(utc(text)).getUTCDay()];
    return at(from) === told ? at(to) : "the question is wrong";
}

function birthday(born, now) {
    const full = range(0, 120).filter((n) => {
        const then = new Date(utc(born));
        return then.setUTCFullYear(then.getUTCFullYear() + n) <= utc(now);
    });
    return full.length - 1;
}

function workday(count, told, first) {
    const open = (time) => ![0, 6].includes(new Date(time).getUTCDay());
    const days = range(0, 99)
        .map((i) => utc(first) + i * day)
        .filter(open);
    return toldWeekday(first, told, first) === told ? iso(days[count - 1]) : "the question is wrong";
}

function meeting(a, b, from, nth) {
    const both = range(1, 999).filter((n) => n % a === 0 && n % b === 0);
    return iso(utc(from) + both[{ second: 1, third: 2, fourth: 3 }[nth]] * day);
}

const dates = [
    [new RegExp(`oday is ${name}[.,].* (?:in|be) (\\d+) days`), (today, n) => weekdayAt(today, +n)],
    [new RegExp(`oday is ${name}\\. .* (\\d+) days ago`), (today, n) => weekdayAt(today, -n)],
    [new RegExp(`^Which month comes (\\d+) months after ${name}`), (n, m) => months[(months.indexOf(m) + +n) % 12]],
    [/starts at (\S+) and lasts (\d+) minutes/, (start, n) => clock(minutes(start) + +n)],
    [new RegExp(`^Which date is (\\d+) days after ${date}`), (n, from) => iso(utc(from) + n * day)],
    [/leaves at (\S+) and arrives at (\S+) on the same/, (from, to) => minutes(to) - minutes(from)],
    [new RegExp(`was born on ${date}.* on ${date}`), birthday],
    [new RegExp(`^How many days after ${date} is ${date}`), (from, to) => (utc(to) - utc(from)) / day],
    [new RegExp(`^${date} (?:is|was) a ${name}.* is ${date}`), toldWeekday],
    [
        new RegExp(`1 [A-Z][a-z]+ is a ${name}.* its (second|third|fourth) ${name}`),
        (first, nth, wanted) =>
            range(1, 31).filter((d) => weekdayAt(first, d - 1) === wanted)[{ second: 1, third: 2, fourth: 3 }[nth]],
    ],
    [
        new RegExp(`(\\d+) hours ahead of those in .* at (\\d\\d:\\d\\d) local time and flies for ${flight}`),
        (ahead, start, h, m) => clock(minutes(start) + h * 60 + +m + ahead * 60),
    ],
    [new RegExp(`takes (\\d+) working days.* first day is ${name}, ${date}`), workday],
    [new RegExp(`every (\\d+) days and .* every (\\d+) days. On ${date} both.* the (\\w+) time`), meeting],
    [
        new RegExp(
            "are (\\d+) hours ahead of .*, and those in .* are (\\d+) hours behind .* at (\\S+) local time, " +
                `flies ${flight} to .*, stays ${flight} and flies ${flight}`,
        ),
        (ahead, behind, start, ...spent) =>
            clock(minutes(start) + sum(spent.slice(0, 6).map((n, i) => (i % 2 ? +n : n * 60))) + (ahead - behind) * 60),
    ],
    [
        new RegExp(`in its year has the day ${date}`),
        (text) => (utc(text) - utc(`1 January ${text.slice(-4)}`)) / day + 1,
    ],
];

// ---- logic ----

const orders = (items) =>
    items.length < 2 ? [items] : items.flatMap((x) => orders(items.filter((y) => y !== x)).map((rest) => [x, ...rest]));
const ordinals = ["first", "second", "third", "fourth", "fifth"];
const place = "(first|second|third|fourth|fifth)";

/** What a sentence says of an order; undefined: it says nothing of the kind. */
function orderClue(sentence) {
    const forms = [
        [
            `^${name} (?:finishes before|stands somewhere ahead of|sits somewhere to the left of) ${name}`,
            (a, b) => (o) => o.indexOf(a) < o.indexOf(b),
        ],
        [
            `^${name} (?:finishes right before|stands directly ahead of|sits immediately to the left of) ${name}`,
            (a, b) => (o) => o.indexOf(a) + 1 === o.indexOf(b),
        ],
        [`^${name} and ${name} (?:do not|are not)`, (a, b) => (o) => Math.abs(o.indexOf(a) - o.indexOf(b)) !== 1],
        [`^It is not ${name} who .*${place}`, (a, k) => (o) => o[ordinals.indexOf(k)] !== a],
    ];
    return read(forms, sentence);
}

function read(forms, sentence) {
    for (const [pattern, make] of forms) {
        const found = new RegExp(pattern).exec(sentence);
        if (found) {
            return make(...found.slice(1));
        }
    }
    return undefined;
}

/** The one thing that is `asked` of all worlds in which the clues hold. */
function only(worlds, clues, asked) {
    if (clues.length === 0 || clues.some((clue) => !clue)) {
        return "a clue is not understood";
    }
    const left = worlds.filter((world) => clues.every((holds) => holds(world)));
    const answers = [...new Set(left.map(asked))];
    return answers.length === 1 ? answers[0] : `${answers.length} answers are possible`;
}

const sentences = (text) => text.split(". ").map((part) => part.replace(/\.$/, ""));

function order(names, clues, nth) {
    return only(orders(list(names)), sentences(clues).map(orderClue), (o) => o[ordinals.indexOf(nth)]);
}

/** Memberships of one person in all kinds that are named: those that the rules allow. */
function member(rules, own, goal) {
    const parsed = sentences(rules).map((text) => /^(Every|No) (\w+) is a (\w+)$/.exec(text));
    const kinds = [...new Set([...parsed.flatMap(([, , a, b]) => [a, b]), own, goal])];
    const worlds = range(0, 2 ** kinds.length - 1).map((bits) => new Set(kinds.filter((_, i) => (bits >> i) & 1)));
    const clues = parsed.map(
        ([, all, a, b]) =>
            (w) =>
                !w.has(a) || w.has(b) === (all === "Every"),
    );
    const found = only(worlds, [...clues, (w) => w.has(own)], (w) => (w.has(goal) ? "yes" : "no"));
    return found;
}

function statement(speaker, said, names) {
    const liars = (w) => names.filter((n) => !w.has(n)).length;
    const forms = [
        [`^${name} is a liar$`, (a) => (w) => !w.has(a)],
        [`^${name} always tells the truth$`, (a) => (w) => w.has(a)],
        [`^${name} and I are of the same kind$`, (a) => (w) => w.has(a) === w.has(speaker)],
        ["^exactly (\\d) of us (?:is a liar|are liars)$", (k) => (w) => liars(w) === +k],
        ["^at least one of us is a liar$", () => (w) => liars(w) > 0],
        ["^all of us are liars$", () => (w) => liars(w) === names.length],
    ];
    return read(forms, said);
}

function islanders(question, asked) {
    const said = [...question.matchAll(/([A-Z][a-z]+) says: "(.*?)\."/g)].map(([, who, what]) => [who, what]);
    const names = said.map(([who]) => who);
    const worlds = range(0, 2 ** names.length - 1).map((bits) => new Set(names.filter((_, i) => (bits >> i) & 1)));
    const clues = said.map(([who, what]) => {
        const is = statement(who, what, names);
        return is && ((w) => is(w) === w.has(who));
    });
    return only(worlds, clues, (w) => asked(w, names));
}

function gridClue(sentence) {
    const seat = (w, person) => w.people.indexOf(person);
    const drink = (w, what) => w.drinks.indexOf(what);
    return read(
        [
            [`^${name} does not drink (\\w+)`, (a, x) => (w) => seat(w, a) !== drink(w, x)],
            [`^${name} is not in seat (\\d)`, (a, k) => (w) => seat(w, a) !== k - 1],
            [
                `^Whoever drinks (\\w+) sits somewhere to the right of ${name}`,
                (x, a) => (w) => drink(w, x) > seat(w, a),
            ],
            [`^${name} sits next to whoever drinks (\\w+)`, (a, x) => (w) => Math.abs(seat(w, a) - drink(w, x)) === 1],
        ],
        sentence,
    );
}

function grid(names, things, clues, who, what) {
    const worlds = orders(list(names)).flatMap((people) => orders(list(things)).map((drinks) => ({ people, drinks })));
    const asked = (w) => (who ? w.drinks[w.people.indexOf(who)] : w.people[w.drinks.indexOf(what)]);
    return only(worlds, sentences(clues).map(gridClue), asked);
}

function boxes(a, b, c, clues, asked) {
    const forms = [
        ["^The (\\w+) box has a lower number than the (\\w+) box", (x, y) => (o) => o.indexOf(x) < o.indexOf(y)],
        ["^The (\\w+) box has a higher number than the (\\w+) box", (x, y) => (o) => o.indexOf(x) > o.indexOf(y)],
        ["^The (\\w+) box has neither the lowest nor", (x) => (o) => o[1] === x],
        ["^The (\\w+) box is not number 1 or 2", (x) => (o) => o[2] === x],
    ];
    return only(
        orders([a, b, c]),
        sentences(clues).map((text) => read(forms, text)),
        (o) => o.indexOf(asked) + 1,
    );
}

const logic = [
    [
        new RegExp(`^[^:]*: ((?:${name}, )+${name})\\. (.*)\\. Who .*?${place}`),
        (names, _a, _b, clues, nth) => order(names, clues, nth),
    ],
    [
        /^((?:(?:Every|No) \w+ is a \w+\. )+)[A-Z]\w+ is a (\w+)\. Is [A-Z]\w+ a (\w+)\?\n/,
        (rules, own, goal) => known(member(rules.trim(), own, goal)),
    ],
    [
        /^((?:(?:Every|No) \w+ is a \w+\. )+)[A-Z]\w+ is a (\w+)\. Is [A-Z]\w+ a (\w+)\?/,
        (rules, own, goal) => member(rules.trim(), own, goal),
    ],
    [
        /^(On the island .*) Does (\w+) tell the truth/,
        (text, who) => islanders(text, (w) => (w.has(who) ? "yes" : "no")),
    ],
    [
        /^(On the island .*) Who tells the truth/,
        (text) => islanders(text, (w, names) => names.filter((n) => w.has(n)).join(" and ")),
    ],
    [
        /^(On the island .*) Who lies/,
        (text) => islanders(text, (w, names) => names.filter((n) => !w.has(n)).join(", ")),
    ],
    [/^(.*) sit in seats .* one of (.*), all different\. (.*)\. (?:What does (\w+) drink|Who drinks (\w+))\?/, grid],
    [
        /^A (\w+), a (\w+) and a (\w+) box are numbered .*? each another number\. (.*)\. Which number does the (\w+)/,
        boxes,
    ],
];

/** The options of questions that may be open. */
const known = (found) =>
    ({ yes: "Yes", no: "No", "2 answers are possible": "It cannot be told from this" })[found] ?? found;

// ---- strings ----

const nth = ["first", "second", "third", "fourth", "fifth", "sixth"];
const abc = "abcdefghijklmnopqrstuvwxyz";
const shift = (text, by) => text.replace(/./g, (c) => abc[(abc.indexOf(c) + by + 26) % 26]);
const mirrored = (text) => Array.from(text).reduce((back, c) => c + back, "");

function changed(text, step) {
    switch (step) {
        case "reverse the whole text":
            return mirrored(text);
        case "remove all vowels (a, e, i, o, u)":
            return text.split(/[aeiou]/).join("");
        case "swap the first and the last letter":
            return text.replace(/^(.)(.*)(.)$/, "$3$2$1");
        case "move the last letter to the front":
            return text.replace(/^(.*)(.)$/, "$2$1");
        case "delete the third letter":
            return text.replace(/^(..)./, "$1");
        case "write the second letter twice":
            return text.replace(/^(.)(.)/, "$1$2$2");
        default:
            return `unknown: ${step}`;
    }
}

/** Of the question's options, the one that fits. */
const fitting = (question, fits) => {
    const options = [...question.matchAll(/^\(?[A-H][).] (.*)$/gm)].map(([, text]) => text).filter(fits);
    return options.length === 1 ? options[0] : `${options.length} options fit`;
};

const strings = [
    [/^What is the (\w+) word of this list: (.*)\?/, (k, words) => list(words)[nth.indexOf(k)]],
    [/^How many letters does the word "(\w+)" have/, (text) => text.length],
    [
        /^Which of these words (begins|ends) with the letter "(.)"/,
        (where, c, q) => fitting(q, (w) => (where === "ends" ? w.endsWith(c) : w.startsWith(c))),
    ],
    [/writes the word "(\w+)" and right behind it, without a space, the word "(\w+)"/, (a, b) => a + b],
    [/^(?:Write the word|Which text do you get when the letters of) "(\w+)"/, mirrored],
    [/^How often does the letter "(.)" occur in "([a-z ]*)"/, (c, text) => text.split(c).length - 1],
    [/sorted alphabetically, which comes (\w+): (.*)\?/, (k, words) => list(words).sort()[nth.indexOf(k)]],
    [/^Replace every "(.)" in "(\w+)" by "(.)"/, (a, text, b) => text.split(a).join(b)],
    [
        /^Replace each letter of "(\w+)" by the letter (\d) places (after|before) it/,
        (text, by, way) => shift(text, way === "after" ? +by : -by),
    ],
    [
        /letters at (even|odd) places of "(\w+)"/,
        (kind, text) => text.replace(/(.)(.?)/g, kind === "even" ? "$2" : "$1"),
    ],
    [
        /^Take letters in turn from "(\w+)" and "(\w+)"/,
        (a, b) =>
            range(0, 5)
                .map((i) => a[i] + b[i])
                .join(""),
    ],
    [/^How many vowels .* in "([a-z ]+)"\?/, (text) => text.match(/[aeiou]/g).length],
    [
        /exactly the same letters as "(\w+)"/,
        (text, q) => fitting(q, (w) => [...w].sort().join() === [...text].sort().join()),
    ],
    [
        /^Start with "(\w+)"\. Then, one after the other: (.*)\. What is left/,
        (text, steps) =>
            steps
                .split("; ")
                .map((s) => s.slice(3))
                .reduce(changed, text),
    ],
    [/How is "(\w+)" written/, (text) => text.replace(/(.)\1*/g, (run) => run.length + run[0])],
    [
        /Which letter is at place (\d+) of what "(\w+)"/,
        (k, coded) => coded.replace(/(\d)(.)/g, (_, n, c) => c.repeat(n))[k - 1],
    ],
    [/sum of the letters of "(\w+)"/, (text) => sum([...text].map((c) => abc.indexOf(c) + 1))],
    [
        /all different letters that occur in "(\w+)" or "(\w+)"/,
        (a, b) => [...abc].filter((c) => (a + b).includes(c)).join(""),
    ],
    [/by the letter (\d) places after it .* The result is "(\w+)"/, (by, text) => shift(mirrored(text), -by)],
];

// ---- tables ----

/** The tables of a question: lists of rows, each an object by its head. */
function tablesOf(question) {
    const rows = question
        .split("\n")
        .map((line) => (line.startsWith("|") ? line.slice(2, -2).split(" | ") : line.split(",")));
    const tables = [];
    let head;
    for (const row of rows) {
        if (row[0] === "item" || row[0] === "team" || row[0] === "buyer") {
            head = row;
            tables.push([]);
        } else if (head && row.length === head.length && row[0] !== "---") {
            tables.at(-1).push(Object.fromEntries(row.map((cell, i) => [head[i], /^\d+$/.test(cell) ? +cell : cell])));
        }
    }
    return tables;
}

const best = (rows, by) => rows.toSorted((a, b) => by(b) - by(a));
const points = (row) => 3 * row.won + row.drawn + (row.more ?? 0);
const grouped = (rows, key, value) =>
    [...new Set(rows.map((row) => row[key]))].map((group) => ({
        group,
        total: sum(rows.filter((row) => row[key] === group).map(value)),
    }));

function paid(question, key) {
    const [prices, bought] = tablesOf(question);
    const price = (row) => prices.find(({ item }) => item === row.item).price * row.count;
    return grouped(bought, key, price);
}

const bill = (question, who) => paid(question, "buyer").find(({ group }) => group === who).total;

function played(question, winner, one, other) {
    const gains = { [winner]: 3, [one]: 1, [other]: 1 };
    return tablesOf(question)[0].map((row) => ({ ...row, more: gains[row.team] ?? 0 }));
}

const team = "([A-Z][A-Za-z ]*?)";
const tables = [
    [
        /What is the (price) of the (\w+)\?/,
        (column, item, q) => tablesOf(q)[0].find((row) => row.item === item)[column],
    ],
    [/How many (\w+) are in (stock)\?/, (item, column, q) => tablesOf(q)[0].find((row) => row.item === item)[column]],
    [
        /Which team has won (\d+) games/,
        (n, q) =>
            tablesOf(q)[0]
                .filter((row) => row.won === +n)
                .map((row) => row.team)
                .join(),
    ],
    [/Which item is the most expensive/, (q) => best(tablesOf(q)[0], (row) => row.price)[0].item],
    [/Which item is the cheapest/, (q) => best(tablesOf(q)[0], (row) => -row.price)[0].item],
    [/Which item has the largest stock/, (q) => best(tablesOf(q)[0], (row) => row.stock)[0].item],
    [/Which item has the smallest stock/, (q) => best(tablesOf(q)[0], (row) => -row.stock)[0].item],
    [/How many items have a price above (\d+)/, (n, q) => tablesOf(q)[0].filter((row) => row.price > n).length],
    [
        /What do one of the (\w+) and two of the (\w+) cost/,
        (a, b, q) => sum([a, b, b].map((x) => tablesOf(q)[0].find((row) => row.item === x).price)),
    ],
    [
        new RegExp(`How many games has ${team} played`),
        (who, q) =>
            tablesOf(q)[0]
                .filter((row) => row.team === who)
                .map((row) => row.won + row.drawn + row.lost)[0],
    ],
    [
        /total stock on the (\w+) shelf/,
        (shelf, q) =>
            sum(
                tablesOf(q)[0]
                    .filter((row) => row.shelf === shelf)
                    .map((row) => row.stock),
            ),
    ],
    [
        new RegExp(`Now ${team} beats ${team}, and ${team} and ${team} draw\\. Which team is then (\\w+) by points`),
        (a, _b, c, d, k, q) => best(played(q, a, c, d), points)[nth.indexOf(k)].team,
    ],
    [/Which team is (\w+) by points/, (k, q) => best(tablesOf(q)[0], points)[nth.indexOf(k)].team],
    [
        /prices of all items whose stock is from (\d+) to (\d+)/,
        (low, high, q) =>
            sum(
                tablesOf(q)[0]
                    .filter(({ stock }) => stock >= low && stock <= high)
                    .map((row) => row.price),
            ),
    ],
    [
        /largest number in the column "(\w+)" exceed/,
        (column, q) =>
            Math.max(...tablesOf(q)[0].map((row) => row[column])) -
            Math.min(...tablesOf(q)[0].map((row) => row[column])),
    ],
    [/How much does (\w+) pay in all/, (who, q) => bill(q, who)],
    [/How much more does (\w+) pay than (\w+)/, (a, b, q) => bill(q, a) - bill(q, b)],
    [/With which item is the most money taken/, (q) => best(paid(q, "item"), (x) => x.total)[0].group],
    [
        /total value on the shelf where it is highest/,
        (q) =>
            best(
                grouped(tablesOf(q)[0], "shelf", (row) => row.price * row.stock),
                (x) => x.total,
            )[0].total,
    ],
];

// ---- instructions ----

function listStep(words, step) {
    const inserted = /^insert "(\w+)" after the second word$/.exec(step);
    const last = words.length - 1;
    if (inserted) {
        return words.flatMap((w, i) => (i === 1 ? [w, inserted[1]] : [w]));
    }
    return {
        "swap the first and the last word": words.map((w, i) => (i === 0 ? words[last] : i === last ? words[0] : w)),
        "remove the third word": words.filter((_, i) => i !== 2),
        "reverse the order of all words": words.map((_, i) => words[last - i]),
        "move the last word to the front": words.map((_, i) => words[(i + last) % words.length]),
    }[step];
}

function coloured(rules, otherwise, words) {
    const tests = {
        'ends with "e" or "r"': (w) => w.endsWith("e") || w.endsWith("r"),
        "has a double letter": (w) => [...w].some((c, i) => c === w[i + 1]),
        "has more than six letters": (w) => w.length > 6,
    };
    const parsed = rules.split("; ").map((rule) => /^\d\. a word that (.*) is (\w+)$/.exec(rule));
    return list(words)
        .map((w) => parsed.find(([, test]) => tests[test](w))?.[2] ?? otherwise)
        .join(" ");
}

function walked(moves) {
    let [x, y, angle] = [0, 0, 90];
    for (const move of list(moves)) {
        angle += { "turn left": 90, "turn right": -90 }[move] ?? 0;
        const length = Number(/^go (\d) forward$/.exec(move)?.[1] ?? 0);
        x += Math.round(length * Math.cos((angle * Math.PI) / 180));
        y += Math.round(length * Math.sin((angle * Math.PI) / 180));
    }
    return `(${x}, ${y})`;
}

function either(letter, words) {
    const [yes, no] = [true, false].map((has) =>
        list(words)
            .filter((w) => w.includes(letter) === has)
            .sort(),
    );
    return (yes.length > 3 ? yes.slice(-2) : no.slice(0, 2)).join(" ");
}

const halved = (n) => (n % 2 ? n * 2 : n / 2);
const instructions = [
    [/^Write the word "(\w+)" exactly (\d) times/, (text, n) => `${text} `.repeat(n).trim()],
    [/^List the whole numbers from (\d+) to (\d+)/, (a, b) => range(+a, +b).join(", ")],
    [
        /^If (\d+) is greater than (\d+), your result is "(\w+)"; otherwise it is "(\w+)"/,
        (a, b, x, y) => (+a > +b ? x : y),
    ],
    [
        /^Write the first and the last word of this list, .*: ([a-z, ]+)\. /,
        (words) => `${list(words)[0]} ${list(words).at(-1)}`,
    ],
    [
        /^Write the words of this list in the opposite order, .*: ([a-z, ]+)\. /,
        (words) => list(words).reverse().join(" "),
    ],
    [/^Count down from (\d+) to (\d+) in steps of (\d)/, (a, b, k) => range(+b, +a, +k).reverse().join(", ")],
    [
        /contain the letter "(.)", .*: ([a-z, ]+)\. /,
        (c, words) =>
            list(words)
                .filter((w) => w.includes(c))
                .join(" "),
    ],
    [
        /^Look at the number (\d+)\. If .* is "(\w+)"\. If .* is "(\w+)"\. In .* is "(\w+)"/,
        (n, a, b, c) => (n > 50 ? (n % 2 ? c : a) : n % 2 && n < 50 ? b : c),
    ],
    [
        /^Take the words of exactly (\d) letters .*: ([a-z, ]+)\. /,
        (n, words) =>
            list(words)
                .filter((w) => w.length === +n)
                .sort()
                .join(" "),
    ],
    [
        /^Take these numbers in order: ([\d, ]+)\. .* above (\d+)\./,
        (numbers, most) =>
            list(numbers)
                .map(halved)
                .filter((n) => n <= most)
                .join(", "),
    ],
    [
        /^Make a code from the words ([a-z, ]+): the first/,
        (words) =>
            `${list(words)
                .map((w) => w[0])
                .join("")}-${words.replace(/[, ]/g, "").length}`.toUpperCase(),
    ],
    [
        /^Start with the list: ([a-z, ]+)\. Step by step, (.*)\. Write the final/,
        (words, steps) =>
            steps
                .split(/(?:^|, )\(\d\) /)
                .slice(1)
                .reduce(listStep, list(words))
                .join(" "),
    ],
    [/by the first rule that fits: (.*); 4\. every other word is (\w+)\. .*: ([a-z, ]+)\. /, coloured],
    [/It does this: (.*)\. Where/, walked],
    [/^Count the words with the letter "(.)" in this list: ([a-z, ]+)\./, either],
];

const oracles = { arithmetic, units, dates, logic, strings, tables, instructions };

/** What the text of a question of `family` asks for, as text; undefined: no way is known. */
export function solve(family, question) {
    for (const [pattern, answer] of oracles[family] ?? []) {
        const found = pattern.exec(question);
        if (found) {
            return String(answer(...found.slice(1), question));
        }
    }
    return undefined;
}
