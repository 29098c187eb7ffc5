// How much of a reply is kept. A server may send without end, and a tab has one memory for everything in it.

/**
 * Of an answer, of its thoughts and of one line of a stream, in UTF-16 units. A string takes at most two bytes a unit, so
 * each of them holds at most 8 MiB, which is what the command takes of a whole reply.
 */
export const longestText = 4 << 20;

/** Of a reply in one piece, in bytes. */
export const largestReply = 8 << 20;

/** Of the body of an error, in bytes. What an error says stands at its beginning. */
export const largestError = 1 << 20;
