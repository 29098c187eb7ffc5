// How long a server asks to wait: in a header, in words, or in details of the error. The command has the same rule
// (src/wire/waits.c).

/** Retry-After: seconds or a date. */
export function waitInHeader(header: string | null, now: number): number | undefined {
    if (header === null || header.trim() === "") {
        return undefined;
    }
    const seconds = Number(header);
    const wait = Number.isNaN(seconds) ? Date.parse(header) - now : 1000 * seconds;
    return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** In ms, by their first letter; those that begin with "ms" or "mil" are ms themselves. */
const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const marks = '(?:again|retry|available|resets?) in|(?:retry|again|resets?) after|wait|"retrydelay":|"retry_?after":';
const amount =
    "(\\d+(?:\\.\\d+)?) ?((?:m|milli)s(?:ec(?:ond)?s?)?|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?)(?![a-z_])";

/** How much of a text is read. */
const read = 4096;

/** "again in 1h2m3.5s", "retry after 20 seconds", "retryDelay":"34s". Undefined: it asks for none. */
export function waitInWords(text: string): number | undefined {
    for (const { index, 0: mark } of text.slice(0, read).matchAll(new RegExp(marks, "gi"))) {
        const rest = text.slice(index + mark.length, index + mark.length + 80);
        const wait = sum(rest.replace(/^\s*"?(?:(?:for|at least|about|another) )?/i, ""));
        if (wait !== undefined) {
            return wait;
        }
    }
    return undefined;
}

/** Amounts with their units, one after the other. */
function sum(text: string): number | undefined {
    const next = new RegExp(`^(?:,? ?(?:and )?)?${amount}`, "i");
    let wait: number | undefined;
    for (let rest = text, found = next.exec(rest); found; found = next.exec(rest)) {
        wait = (wait ?? 0) + Number(found[1]) * sizeOf(found[2] ?? "");
        rest = rest.slice(found[0].length);
    }
    return wait;
}

function sizeOf(unit: string): number {
    return /^m(s|il)/i.test(unit) ? 1 : (units[unit.charAt(0).toLowerCase()] ?? 0);
}
