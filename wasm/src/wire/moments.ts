// Moments as servers write them. The command has the same rule (src/wire/moments.c).

const day = 86_400_000;

/**
 * 2026-11-30T14:05:00Z, Mon, 30 Nov 2026 14:05:00 GMT, 14:05 UTC, 2:05 PM UTC, or seconds or ms since 1970. A time of day
 * without a zone could be that of any place; a date without one is taken as UTC. In ms since 1970; NaN: none of them.
 */
export function momentIn(text: string, now: number): number {
    const [, iso, zone = "Z", http, epoch] =
        /^(?:(\d{4}-\d\d-\d\d[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)(?: ?([+-]\d\d:?\d\d))?|([a-z]{3}, \d\d? [a-z]{3} \d{4} [\d:]+ (?:GMT|UTC))|(\d{10}(?:\d{3})?)(?!\d))/i.exec(
            text,
        ) ?? [];
    if (epoch) {
        return Number(epoch.padEnd(13, "0"));
    }
    if (iso || http) {
        return Date.parse(http ?? `${iso?.replace(/ (?=\d:)/, "T0").replace(" ", "T")}${zone}`);
    }
    const [, hours, minutes, seconds = 0, half] =
        /^(\d\d?):(\d\d)(?::(\d\d))? ?([ap])?m? ?\(?(?:z|utc|gmt)\b/i.exec(text) ?? [];
    const hour = half ? (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hours);
    const at = Math.floor(now / day) * day + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    // Clocks differ, so a time that is just past is not tomorrow's.
    return at + 600_000 < now ? at + day : at;
}
