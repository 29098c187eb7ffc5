// Word problems: stories about counts, money, time and shares. `holds` puts an answer back into the story.
import { counted, nonsense, people, things } from "./names.mjs";
import { choice, numeric, open } from "./shapes.mjs";

/** Two people and a thing, as most stories need. */
const cast = (r) => [...r.sample(people, 2), r.pick(things)];

function gain(r) {
    const [a, b, thing] = cast(r);
    const [have, more] = [r.int(3, 20), r.int(2, 12)];
    const body = r.pick([
        `${a} has ${have} ${thing}. ${b} gives ${a} ${more} more. How many ${thing} does ${a} have now?`,
        `There are ${have} ${thing} in a box. ${a} puts ${more} more into it. How many ${thing} are in the box?`,
    ]);
    return numeric(r, 1, body, have + more, [have - more, have + more + 10, more], { holds: (x) => x - more === have });
}

function loss(r) {
    const [a, b, thing] = cast(r);
    const [have, less] = [r.int(10, 25), r.int(2, 8)];
    const body = r.pick([
        `${a} has ${have} ${thing} and gives ${less} of them to ${b}. How many ${thing} does ${a} keep?`,
        `${a} had ${have} ${thing} and lost ${less}. How many are left?`,
    ]);
    return numeric(r, 1, body, have - less, [have + less, less, have - less + 10], { holds: (x) => x + less === have });
}

function boxes(r) {
    const [a, , thing] = cast(r);
    const [count, each] = [r.int(2, 6), r.int(2, 10)];
    const body = `${a} has ${count} boxes with ${each} ${thing} in each. How many ${thing} are there in all?`;
    return numeric(r, 1, body, count * each, [count + each, count * each + each], { holds: (x) => x / each === count });
}

function share(r) {
    const [a, , thing] = cast(r);
    const [count, each] = [r.int(2, 5), r.int(2, 8)];
    const body = `${a} shares ${count * each} ${thing} equally among ${count} friends. How many does each friend get?`;
    const wrong = [count, count * each - count, each + 1];
    return numeric(r, 1, body, each, wrong, { holds: (x) => x * count === count * each });
}

function change(r) {
    const [a, , thing] = cast(r);
    const [count, price] = [r.int(3, 7), r.int(4, 12)];
    const paid = Math.ceil((count * price + 3) / 50) * 50;
    const body =
        `${a} buys ${count} ${thing} at ${price} coins each and pays with ${paid} coins. How many coins ` +
        "come back?";
    const wrong = [paid - price, count * price, paid - count - price];
    return numeric(r, 2, body, paid - count * price, wrong, { holds: (x) => x + count * price === paid });
}

function besides(r) {
    const [a, b, thing] = cast(r);
    const [red, blue, years, gift] = [r.int(12, 30), r.int(12, 30), r.int(7, 12), r.int(5, 11)];
    const body =
        `${a}, who is ${years} years old, has ${red} red and ${blue} blue ${thing}. ` +
        `${a} gives ${gift} red ones to ${b}. How many ${thing} does ${a} have left?`;
    const [all, left] = [red + blue, red + blue - gift];
    const wrong = [red - gift, all, left + years, all + gift];
    return numeric(r, 2, body, left, wrong, { holds: (x) => x - blue + gift === red });
}

function reading(r) {
    const [a] = cast(r);
    const [day, days, left] = [r.int(8, 25), r.int(4, 9), r.int(10, 90)];
    const pages = day * days + left;
    const body =
        `A book has ${pages} pages. ${a} reads ${day} pages a day for ${days} days. How many pages are ` +
        "left to read?";
    return numeric(r, 2, body, left, [day * days, pages - day, pages - days], {
        holds: (x) => (pages - x) / days === day,
    });
}

function together(r) {
    const [a, b, thing] = cast(r);
    const [few, times] = [r.int(6, 25), r.int(2, 5)];
    const named = { 2: "twice", 3: "three times", 4: "four times", 5: "five times" }[times];
    const body = `${a} has ${few} ${thing}. ${b} has ${named} as many. How many ${thing} do they have together?`;
    const wrong = [few * times, few + times, few * 2 + times];
    return numeric(r, 2, body, few * (times + 1), wrong, { holds: (x) => x - few === few * times });
}

function discount(r) {
    const [a, , thing] = cast(r);
    const [price, off, count] = [10 * r.int(4, 15), r.pick([10, 20, 30, 40]), r.int(3, 6)];
    const cost = (price * count * (100 - off)) / 100;
    const body =
        `A pack of ${thing} costs ${price} coins. Today it is ${off}% cheaper. What do ${count} packs ` +
        `cost ${a} today?`;
    const wrong = [price * count - off, (price * count * off) / 100, price * count, (cost / count) * (count - 1)];
    return numeric(r, 3, body, cost, wrong, { holds: (x) => (x / count) * 100 === price * (100 - off) });
}

function ratio(r) {
    const [a, b, thing] = cast(r);
    const [small, more, part] = [r.int(2, 4), r.int(1, 4), r.int(4, 15)];
    const [large, total] = [small + more, (2 * small + more) * part];
    const body =
        `${a} and ${b} share ${total} ${thing} in the ratio ${large} to ${small}. How many more does ` +
        `${a} get than ${b}?`;
    const wrong = [large * part, small * part, Math.round(total / 2), large - small];
    const holds = (x) => ((total + x) / 2) * small === ((total - x) / 2) * large;
    return numeric(r, 3, body, more * part, wrong, { holds });
}

function ages(r) {
    const [a, b] = cast(r);
    const [young, times, later] = [r.int(4, 12), r.int(3, 5), r.int(3, 12)];
    const sum = young * (times + 1) + 2 * later;
    const body =
        `${a} is ${times} times as old as ${b}. In ${later} years their ages will add up to ${sum}. ` +
        `How old is ${a} now?`;
    const wrong = [young, young * times + later, Math.round((sum * times) / (times + 1)), sum - later - young];
    const holds = (x) => x / times + later + x + later === sum;
    return numeric(r, 3, body, young * times, wrong, { holds });
}

function average(r) {
    const [a] = cast(r);
    const [count, mean, up] = [r.int(3, 6), r.int(11, 18), r.pick([-1, 1, 2, 3])];
    const last = (mean + up) * (count + 1) - mean * count;
    const body =
        `In ${count} games ${a} scored ${mean} points on average. After one more game the average is ${mean + up}. ` +
        `How many points did ${a} score in that game?`;
    const wrong = [mean + up, mean + 2 * up, (mean + up) * (count + 1), mean + up * count];
    return numeric(r, 3, body, last, wrong, { holds: (x) => (mean * count + x) / (count + 1) === mean + up });
}

function vans(r) {
    const [seats, full, rest, led] = [r.int(7, 15), r.int(5, 12), r.int(1, 4), r.int(3, 7)];
    const walkers = seats * full + rest - led;
    const body =
        `${walkers} children and ${led} teachers go on a trip. A van has ${seats} seats for them. ` +
        "What is the smallest number of vans that seats everyone?";
    const holds = (x) => x * seats >= walkers + led && (x - 1) * seats < walkers + led;
    return numeric(r, 3, body, full + 1, [full, full + 2, full - 1], { holds });
}

function legs(r) {
    const [[, one], [, two]] = r.sample(nonsense, 2);
    const [few, many, x, y] = [r.int(2, 4), r.int(5, 9), r.int(8, 25), r.int(5, 20)];
    const [heads, feet] = [x + y, few * x + many * y];
    const body =
        `In a meadow live ${one} with ${few} legs each and ${two} with ${many} legs each. Together they have ` +
        `${heads} heads, one each, and ${feet} legs. How many ${two} are there?`;
    const holds = (n) => few * (heads - n) + many * n === feet;
    return numeric(r, 4, body, y, [x, Math.round(feet / many), Math.abs(x - y), Math.round(feet / (few + many))], {
        holds,
    });
}

function chase(r) {
    const [a, b] = cast(r);
    const [slow, gap, minutes] = [r.pick([60, 70, 80, 90]), r.pick([20, 30, 40]), r.int(6, 20)];
    const start = (gap * minutes) / 10;
    const speed = slow + gap;
    // As a time where that is a whole number of minutes, else as a distance.
    const ahead = start % slow === 0 ? `${counted(start / slow, "minutes")} earlier` : `${start} metres ahead`;
    const body =
        `${a} walks at ${slow} metres a minute and sets out ${ahead}. ${b} runs after ${a} at ${speed} metres a ` +
        "minute. " +
        "How many seconds does it take to catch up?";
    const holds = (x) => start + (slow * x) / 60 === (speed * x) / 60;
    return numeric(r, 4, body, minutes * 6, [minutes, minutes * 60, Math.round((start * 60) / speed)], { holds });
}

function gates(r) {
    const [a, , thing] = cast(r);
    const [extra, left, count] = [r.int(1, 6), r.int(2, 9), r.int(3, 4)];
    let start = left;
    for (let i = 0; i < count; i++) {
        start = 2 * (start + extra);
    }
    const body =
        `At each of ${count} gates ${a} gives away half of the ${thing} at hand and then ${extra} more. ` +
        `Behind the last gate ${counted(left, thing)} are left. How many ${thing} did ${a} have at first?`;
    const holds = (x) => Array.from({ length: count }).reduce((n) => n / 2 - extra, x) === left;
    const wrong = [left * 2 ** count + extra * count, (left + extra) * 2 ** count, (start - 2 * extra) / 2 + extra];
    return numeric(r, 4, body, start, wrong, { holds });
}

function workers(r) {
    const [a, b] = cast(r);
    // Pairs of hours with which the answer is a whole number of minutes.
    const [x, y] = r.pick(["2 3", "3 6", "4 6", "4 12", "6 12", "10 15", "3 2"]).split(" ").map(Number);
    const minutes = (60 * (x - 1) * y) / (x + y);
    const body =
        `${a} alone paints a fence in ${x} hours, ${b} alone in ${y} hours. ${a} works alone for 1 hour, then both ` +
        "finish the fence together. How many minutes do they work together?";
    const wrong = [Math.round(60 / (1 / x + 1 / y)), ((x + y) / 2 - 1) * 60, minutes + 60, (y - 1) * 60];
    const holds = (n) => Math.abs((n + 60) / 60 / x + n / 60 / y - 1) < 1e-9;
    return numeric(r, 4, body, minutes, wrong, { holds });
}

function clubs(r) {
    const [one, two] = r.sample(["chess", "choir", "drama", "rowing", "pottery", "fencing"], 2);
    const [only, other, both, none] = [r.int(6, 30), r.int(6, 30), r.int(3, 14), r.int(2, 12)];
    const [x, y, all] = [only + both, other + both, only + other + both + none];
    const body =
        `Of ${all} pupils, ${x} are in the ${one} club and ${y} in the ${two} club; ${none} are in neither. ` +
        "How many are in exactly one of the two clubs?";
    const holds = (n) => {
        const shared = (x + y - n) / 2;
        return x + y - shared + none === all;
    };
    return numeric(r, 4, body, only + other, [all - none, both, x + y, x + y - both, all - both], { holds });
}

function twice(r) {
    const [a, , thing] = cast(r);
    const [price, up, down] = [100 * r.int(4, 18), r.pick([10, 20, 30, 50]), r.pick([10, 20, 30, 40])];
    const final = (price * (100 + up) * (100 - down)) / 10_000;
    const body =
        `${a}'s shop sells a crate of ${thing} for ${price} coins. The price rises by ${up}%, and later the new ` +
        "price falls " +
        `by ${down}%. What is the price in the end?`;
    const wrong = [
        (price * (100 + up - down)) / 100,
        price,
        (price * (100 - up) * (100 + down)) / 10_000,
        price + up - down,
    ];
    return choice(r, 4, body, final, [...wrong, final + 10, final - 10], {
        holds: (x) => x * 1e4 === price * (100 + up) * (100 - down),
    });
}

function trade(r) {
    const [[, ones], [, twos], [, threes]] = r.sample(nonsense, 3);
    const [p, q, n] = [r.int(2, 6), r.int(3, 7), r.int(2, 6)];
    const body =
        `${p} ${ones} can be traded for ${q} ${twos}, and 2 ${twos} for 3 ${threes}. ` +
        `How many ${threes} do you get for ${2 * p * n} ${ones}?`;
    const wrong = [2 * q * n, (4 * q * n) / 3, 3 * p * n, 6 * q * n].map((x) => Math.round(x));
    const holds = (x) => (((x / 3) * 2) / q) * p === 2 * p * n;
    return open(r, 4, "number", body, 3 * q * n, wrong, { holds });
}

export const wordProblems = {
    name: "words",
    levels: [
        [gain, loss, boxes, share],
        [change, besides, reading, together],
        [discount, ratio, ages, average, vans],
        [legs, chase, gates, workers, clubs, twice, trade],
    ],
};
