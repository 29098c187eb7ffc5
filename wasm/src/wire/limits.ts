// How much of a reply is kept. A server may send without end.

/**
 * The longest answer, thoughts and line of a stream, in UTF-16 units. A unit takes at most two bytes, so each holds at
 * most 8 MiB, which is what the command accepts as a whole reply.
 */
export const longestText = 4 << 20;

/** The largest reply in one piece, in bytes or UTF-16 units. */
export const largestReply = 8 << 20;

/** How much of one reply is read, in bytes, with all that its answer is wrapped in. */
export const longestReply = 256 << 20;

/** How much of an error's body is read, in bytes. Its message is at the beginning. */
export const largestError = 1 << 16;

/** What of one reply is kept: of its answer and its thoughts in UTF-16 units, of the whole in bytes. */
export interface ReplyLimits {
    text: number;
    reasoning: number;
    bytes: number;
}

/**
 * The limits of a reply to a call that allows so many tokens. In the mean, tokens of any text have far fewer than 16
 * units, and chunks fewer than 4 KiB; the least values leave room for services that count otherwise or do not count
 * thoughts. Whoever reads an answer takes a microsecond a unit, so these bound for how long that holds up a page.
 */
export function limitsFor(tokens = Number.POSITIVE_INFINITY): ReplyLimits {
    return {
        text: Math.min(longestText, Math.max(1 << 17, 16 * tokens)),
        reasoning: Math.min(longestText, Math.max(1 << 19, 16 * tokens)),
        bytes: Math.min(longestReply, Math.max(32 << 20, 4096 * tokens)),
    };
}
