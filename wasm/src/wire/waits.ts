// How long a server asks to wait: in headers, in words, or in details of an error. The command has the same rule
// (src/wire/waits.c). All waits are in ms.
import { momentIn } from "./moments.js";

/** The wait that headers ask for; undefined: they ask for none. */
export function waitInHeaders(headers: Headers, now: number): number | undefined {
    const exact = headers.get("retry-after-ms") ?? headers.get("x-ms-retry-after-ms");
    return (exact && waitOf(exact, now) / 1000) || waitOf(headers.get("retry-after") ?? "", now) || undefined;
}

/** The longest time until a limit is renewed of which nothing remains; undefined: none is told. */
export function waitForReset(headers: Headers, now: number): number | undefined {
    let longest = 0;
    headers.forEach((value, name) => {
        const remains = headers.get(name.replace("reset", "remaining"));
        if (/ratelimit.*reset/.test(name) && !(Number.parseFloat(remains ?? "") > 0)) {
            longest = Math.max(longest, waitOf(value, now));
        }
    });
    return longest || undefined;
}

/** By their first letter; those that begin with "ms" or "mil" are ms themselves. */
const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A member of JSON, whose number needs no unit, or words. */
const marks =
    /"(?:retry[_-]?(?:after(?:_?(?:ms|seconds))?|delay)|x-ratelimit-reset)": *"?([^",}\n]*)|(?:again|retry|available|resets?) (?:(?:at least|about|another) )?(?:in|after|at|until|for|on) |wait /gi;

const amount =
    "(\\d+(?:\\.\\d+)?) ?((?:m|milli)s(?:ec(?:ond)?s?)?|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?)(?![a-z_])";

/** How much of a text is read. */
const read = 4096;

/**
 * "again in 1h2m3.5s", "retry after 20 seconds", "retryDelay":"34s", "again at 14:05 UTC". Undefined: it asks for none.
 */
export function waitInWords(text: string, now: number): number | undefined {
    for (const { index, 0: mark, 1: value } of text.slice(0, read).matchAll(marks)) {
        const rest = text.slice(index + mark.length, index + mark.length + 80);
        const wait =
            value === undefined
                ? wordedWait(rest.replace(/^\s*(?:(?:at least|about|another|for|until) )*/i, ""), now)
                : waitOf(value, now) / (/ms"/i.test(mark) ? 1000 : 1);
        if (wait > 0) {
            return wait;
        }
    }
    return undefined;
}

/** Seconds, amounts with units, or a moment; 0: none of them. */
function waitOf(value: string, now: number): number {
    const wait = wordedWait(value, now);
    return wait || (/^\d+(\.\d+)?$/.test(value) && Number(value) < 1e9 ? 1000 * Number(value) : 0);
}

/** Amounts with their units, one after the other, or a moment. */
function wordedWait(text: string, now: number): number {
    const next = new RegExp(`^(?:,? ?(?:and )?)?${amount}`, "i");
    let wait = 0;
    for (let rest = text, found = next.exec(rest); found; found = next.exec(rest)) {
        wait += Number(found[1]) * sizeOf(found[2] ?? "");
        rest = rest.slice(found[0].length);
    }
    return wait || Math.max(0, momentIn(text, now) - now) || 0;
}

function sizeOf(unit: string): number {
    return /^m(s|il)/i.test(unit) ? 1 : (units[unit.charAt(0).toLowerCase()] ?? 0);
}
