// How much of a reply is kept. A server may send without end.

/**
 * The longest answer, thoughts and line of a stream, in UTF-16 units. A unit takes at most two bytes, so each holds at
 * most 8 MiB, which is what the command accepts as a whole reply.
 */
export const longestText = 4 << 20;

/** The longest answer of a call that allows so many tokens: 64 units each, more than those of any text have in the mean. */
export const longestFor = (tokens: number): number => Math.min(longestText, Math.max(1 << 16, 64 * tokens));

/** The largest reply in one piece, in bytes or UTF-16 units. */
export const largestReply = 8 << 20;

/** How much of one reply is read, in bytes, with all that its answer is wrapped in. */
export const longestReply = 256 << 20;

/** How much of an error's body is read, in bytes. Its message is at the beginning. */
export const largestError = 1 << 20;
