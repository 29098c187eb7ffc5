// Dates and times of day. Days are counted with an arithmetic of our own (the proleptic Gregorian calendar in cycles of
// 400 years), which the tests compare with the platform's.
import { people, places } from "./names.mjs";
import { numeric, wording } from "./shapes.mjs";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = [
    ...["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"],
    ...["November", "December"],
];
const modulo = (a, n) => ((a % n) + n) % n;

/** Days from 1 March of year 0; years begin in March, so that a leap day is a year's last. */
function dayNumber({ year, month, day }) {
    const y = month > 2 ? year : year - 1;
    const m = modulo(month - 3, 12);
    return (
        365 * y +
        Math.floor(y / 4) -
        Math.floor(y / 100) +
        Math.floor(y / 400) +
        Math.floor((153 * m + 2) / 5) +
        day -
        1
    );
}

/** The date of a day number: found by stepping, since years are guessed at most one too high. */
function dateOf(number) {
    let year = Math.floor(number / 365.2425) + 1;
    while (dayNumber({ year, month: 1, day: 1 }) > number) {
        year--;
    }
    let month = 12;
    while (dayNumber({ year, month, day: 1 }) > number) {
        month--;
    }
    return { year, month, day: number - dayNumber({ year, month, day: 1 }) + 1 };
}

/** 1 March of year 0 was a Wednesday. */
const weekdayOf = (number) => weekdays[modulo(number + 2, 7)];

const two = (n) => String(n).padStart(2, "0");
const iso = ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`;
const spoken = ({ year, month, day }) => `${day} ${months[month - 1]} ${year}`;
const clock = (minutes) => `${two(Math.floor(modulo(minutes, 1440) / 60))}:${two(modulo(minutes, 60))}`;

/** A day between two years, as a number. */
const someDay = (r, from, to) =>
    r.int(dayNumber({ year: from, month: 1, day: 1 }), dayNumber({ year: to, month: 12, day: 31 }));

/** The answer among others of the seven days, the nearest first. */
function weekday(r, level, body, number) {
    const wrong = [1, -1, 2, -2, 3, -3].map((step) => weekdayOf(number + step));
    return wording(r, level, body, weekdayOf(number), wrong);
}

function date(r, level, body, number, mistakes) {
    const wrong = mistakes.map((n) => iso(dateOf(n)));
    return wording(r, level, `${body} (YYYY-MM-DD)`, iso(dateOf(number)), wrong);
}

const time = (r, level, body, minutes, mistakes) =>
    wording(r, level, `${body} (24-hour clock, HH:MM)`, clock(minutes), mistakes.map(clock));

function nextDays(r) {
    const [today, days] = [someDay(r, 2001, 2001), r.int(2, 4)];
    const body = r.pick([
        `Today is ${weekdayOf(today)}. Which day of the week is it in ${days} days?`,
        `If today is ${weekdayOf(today)}, what day of the week will it be ${days} days from now?`,
    ]);
    return weekday(r, 1, body, today + days);
}

function nextMonths(r) {
    const [month, later] = [r.int(0, 11), r.int(2, 4)];
    const at = (n) => months[modulo(month + n, 12)];
    const body = `Which month comes ${later} months after ${at(0)}?`;
    return wording(r, 1, body, at(later), [at(later + 1), at(later - 1), at(-later), at(later + 2)]);
}

function film(r) {
    const [start, length] = [60 * r.int(8, 21) + 5 * r.int(0, 8), 5 * r.int(2, 8)];
    const what = r.pick(["A film", "A lesson", "A concert", "A meeting"]);
    const body = `${what} starts at ${clock(start)} and lasts ${length} minutes. When does it end?`;
    return time(r, 1, body, start + length, [
        start + length + 40,
        start + length - 60,
        start - length,
        start + length + 10,
    ]);
}

function manyDays(r) {
    const [today, days] = [someDay(r, 2001, 2001), r.int(15, 95)];
    return r.chance(0.5)
        ? weekday(r, 2, `Today is ${weekdayOf(today)}. Which day of the week is it in ${days} days?`, today + days)
        : weekday(r, 2, `Today is ${weekdayOf(today)}. Which day of the week was it ${days} days ago?`, today - days);
}

function plusDays(r) {
    const [start, days] = [someDay(r, 2019, 2031), r.int(12, 45)];
    const body = `Which date is ${days} days after ${spoken(dateOf(start))}?`;
    return date(r, 2, body, start + days, [start + days + 1, start + days - 1, start + days + 2, start + days - 30]);
}

function duration(r) {
    const [start, length] = [r.int(6 * 60, 14 * 60), r.int(65, 420)];
    const body =
        `A train leaves at ${clock(start)} and arrives at ${clock(start + length)} on the same day. How ` +
        "many minutes does it take?";
    return numeric(r, 2, body, length, [length + 40, length - 60, length + 60, length - 40]);
}

function age(r) {
    const name = r.pick(people);
    const [born, now] = [dateOf(someDay(r, 1951, 1999)), dateOf(someDay(r, 2012, 2029))];
    const before = now.month < born.month || (now.month === born.month && now.day < born.day);
    const years = now.year - born.year - (before ? 1 : 0);
    const body = `${name} was born on ${spoken(born)}. How many years old is ${name} on ${spoken(now)}?`;
    return numeric(r, 2, body, years, [years + 1, years - 1, years + 10]);
}

function between(r) {
    const [start, days] = [
        dayNumber({ year: r.int(2019, 2032), month: r.int(1, 6), day: r.int(5, 28) }),
        r.int(50, 170),
    ];
    const body = `How many days after ${spoken(dateOf(start))} is ${spoken(dateOf(start + days))}?`;
    return numeric(r, 3, body, days, [days + 1, days - 1, days + 2]);
}

function sameYear(r) {
    const year = r.int(2019, 2032);
    const start = dayNumber({ year, month: r.int(1, 4), day: r.int(1, 28) });
    const end = dayNumber({ year, month: r.int(7, 12), day: r.int(1, 28) });
    const body = `${spoken(dateOf(start))} is a ${weekdayOf(start)}. Which day of the week is ${spoken(dateOf(end))}?`;
    return weekday(r, 3, body, end);
}

function nthWeekday(r) {
    const [year, month, n] = [r.int(2001, 2035), r.int(1, 12), r.int(2, 4)];
    const first = dayNumber({ year, month, day: 1 });
    const wanted = r.int(1, 6);
    const day = 1 + wanted + 7 * (n - 1);
    const ordinal = ["second", "third", "fourth"][n - 2];
    const body =
        `In some year, 1 ${months[month - 1]} is a ${weekdayOf(first)}. On which day of that month (a number from ` +
        "1 to 31) " +
        `is its ${ordinal} ${weekdayOf(first + wanted)}?`;
    return numeric(
        r,
        3,
        body,
        day,
        [day - 7, day + 7, day + 1, day - 1].filter((n) => n > 0 && n < 32),
    );
}

function zones(r) {
    const [here, there] = r.sample(places, 2);
    const [ahead, start, flight] = [r.int(3, 11), r.int(14 * 60, 23 * 60), r.int(95, 690)];
    const body =
        `Clocks in ${there} are ${ahead} hours ahead of those in ${here}. A plane leaves ${here} at ` +
        `${clock(start)} local time and ` +
        `flies for ${Math.floor(flight / 60)} h ${flight % 60} min to ${there}. What is the local time there when ` +
        "it lands?";
    const end = start + flight + 60 * ahead;
    return time(r, 3, body, end, [start + flight, end - 120 * ahead, end + 60, end - 60]);
}

function acrossYears(r) {
    const [start, days] = [someDay(r, 2003, 2019), r.int(900, 3200)];
    const body = `How many days after ${spoken(dateOf(start))} is ${spoken(dateOf(start + days))}? Mind the leap years.`;
    return numeric(r, 4, body, days, [days - 1, days + 1, days - 2, days + 2]);
}

function farWeekday(r) {
    const [start, days] = [someDay(r, 2003, 2019), r.int(900, 5200)];
    const body =
        `${spoken(dateOf(start))} was a ${weekdayOf(start)}. Which day of the week is ` +
        `${spoken(dateOf(start + days))}?`;
    return weekday(r, 4, body, start + days);
}

/** The last of `count` days from Monday to Friday, `start` being the first. */
function lastWorkday(start, count) {
    let [day, left] = [start, count - 1];
    while (left > 0) {
        day++;
        left -= modulo(day + 2, 7) < 5 ? 1 : 0;
    }
    return day;
}

function workdays(r) {
    const first = someDay(r, 2019, 2032);
    const start = first + (modulo(first + 2, 7) > 4 ? 2 : 0);
    const count = r.int(12, 34);
    const end = lastWorkday(start, count);
    const body =
        `A job takes ${count} working days, Monday to Friday, without holidays. Its first day is ` +
        `${weekdayOf(start)}, ` +
        `${spoken(dateOf(start))}. Which date is its last day?`;
    return date(r, 4, body, end, [
        lastWorkday(start, count + 1),
        start + count - 1,
        lastWorkday(start, count - 1),
        end + 7,
    ]);
}

function coincide(r) {
    const [a, b, lcm] = r
        .pick(["4 6 12", "6 8 24", "6 9 18", "8 12 24", "9 12 36", "10 15 30", "10 12 60", "14 21 42"])
        .split(" ")
        .map(Number);
    const [start, times] = [someDay(r, 2019, 2031), r.int(2, 4)];
    const ordinal = ["second", "third", "fourth"][times - 2];
    const [one, other] = r.sample(people, 2);
    const end = start + times * lcm;
    const body =
        `${one} swims every ${a} days and ${other} every ${b} days. On ${spoken(dateOf(start))} both swim. ` +
        `On which date do both swim for the ${ordinal} time after that?`;
    return date(r, 4, body, end, [end - lcm, end + lcm, start + times * a * b, end + 1, end - 1]);
}

function twoFlights(r) {
    const [from, via, to] = r.sample(places, 3);
    const [east, west] = [r.int(3, 9), r.int(2, 11)];
    const [start, first, stay, second] = [5 * r.int(60, 280), 5 * r.int(20, 110), 5 * r.int(9, 50), 5 * r.int(20, 110)];
    const spent = (n) => `${Math.floor(n / 60)} h ${n % 60} min`;
    const body =
        `Clocks in ${via} are ${east} hours ahead of ${from}, and those in ${to} are ${west} hours behind ${via}. ` +
        `A plane leaves ${from} ` +
        `at ${clock(start)} local time, flies ${spent(first)} to ${via}, stays ${spent(stay)} and flies ` +
        `${spent(second)} to ${to}. ` +
        `What is the local time in ${to} when it lands?`;
    const passed = start + first + stay + second;
    const end = passed + 60 * (east - west);
    return time(r, 4, body, end, [passed, passed + 60 * (west - east), passed + 60 * (east + west), end - stay]);
}

function century(r) {
    const year = r.pick([1900, 2100, 2000, 1904, 2096, 1800, 2200, 2400, 2020, 2038]);
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const days = (leap ? 60 : 59) + r.int(1, 31) + 31 + r.int(0, 29);
    const day = dateOf(dayNumber({ year, month: 1, day: 1 }) + days - 1);
    const body =
        `In the Gregorian calendar, which number in its year has the day ${spoken(day)}, if 1 January ` +
        "has number 1?";
    return numeric(r, 4, body, days, [days + 1, days - 1, days - 2, days + 2]);
}

export const dates = {
    name: "dates",
    levels: [
        [nextDays, nextMonths, film],
        [manyDays, plusDays, duration, age],
        [between, sameYear, nthWeekday, zones],
        [acrossYears, farWeekday, workdays, coincide, twoFlights, century],
    ],
};
