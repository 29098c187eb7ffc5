// Numbers, dates and lists as people read them in the page's language, by Intl.
import { language as locale } from "./language.ts";

const whole = new Intl.NumberFormat(locale);
const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToTwo = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const money = new Intl.NumberFormat(locale, { style: "currency", currency: "USD", maximumSignificantDigits: 2 });
const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const longDay = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
const longMonth = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const nearDay = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const list = new Intl.ListFormat(locale, { type: "conjunction" });
const plurals = new Intl.PluralRules(locale);
const fixed = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 0 });
const oneFigure = new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 });
const twoFixed = fixed(2);
const threeFixed = fixed(3);

export const count = (value: number) => whole.format(value);
export const decimal = (value: number) => oneDigit.format(value);
/** 0.8312 -> 83.1, without the sign: columns say percent once. */
export const percent = (value: number) => oneDigit.format(100 * value);
/** 0.8312 -> 83.1%, with the sign. */
export const percentage = (value: number) => signed.format(value);
/** US dollars: $0.0042. */
export const dollars = (value: number) => money.format(value);
export const twoDigits = (value: number) => twoFixed.format(value);
/** Of an ISO date: Nov 23, 2026. */
export const day = (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : date.format(Date.parse(iso)));
/** Of an ISO date or month: August 2026. */
export const month = (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : longMonth.format(Date.parse(iso)));
/** Of a moment, in ms since 1970: 2:05 PM. */
export const time = (at: number) => clock.format(at);
/** "131K": where a column is narrow. */
export const compact = (value: number) => short.format(value);
/** Of money, without the sign: 0.30, 12. */
export const amount = (value: number) =>
    value >= 10
        ? count(Math.round(value))
        : value >= 0.1 || value === 0
          ? twoFixed.format(value)
          : oneFigure.format(value);
export const similarity = (value: number) => threeFixed.format(value);
export const names = (values: Iterable<string>) => list.format(values);

/**
 * Which form of a word goes with a number. English and German have two; languages with more name the others by their
 * rule ("few", "many").
 */
export const plural = (n: number, one: string, other: string, more?: Partial<Record<Intl.LDMLPluralRule, string>>) => {
    const rule = plurals.select(n);
    return more?.[rule] ?? (rule === "one" ? one : other);
};

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Small numbers as English words; other languages inflect them in their own way. */
export const inWords = (n: number) => small[n] ?? count(n);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A time span: 1.2 ms, 340 ms, 4.1 s, 2 min 5 s. */
export function duration(ms: number): string {
    if (ms < 10) {
        return `${oneDigit.format(ms)} ms`;
    }
    if (ms < 950) {
        return `${whole.format(Math.round(ms))} ms`;
    }
    if (ms < 60_000) {
        return `${oneDigit.format(ms / 1000)} s`;
    }
    const seconds = Math.round(ms / 1000);
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The day of a moment, in ms since 1970, where the reader is: Today, Yesterday, Monday, November 23, 2026. */
export function dayName(at: number, now: number): string {
    const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
    const name = days === 0 || days === -1 ? nearDay.format(days, "day") : longDay.format(at);
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Of a store: 12.3 kB, 4 MB, 1.5 GB. */
export function bytes(n: number): string {
    const [unit, size] = n < 1e6 ? ["kilobyte", 1e3] : n < 1e9 ? ["megabyte", 1e6] : ["gigabyte", 1e9];
    return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(n / size);
}

/** Bytes in MB. */
export const megabytes = (bytes: number) => `${upToTwo.format(bytes / 1e6)} MB`;
