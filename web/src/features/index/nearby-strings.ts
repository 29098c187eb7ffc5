// The words about what an index in shards has near a question.
import type { SmacsErrorCode } from "smacs";
import { words } from "../../lib/words.ts";

export const nearbyStrings = words("nearby", {
    waiting: (host: string) => `Fetching the questions near yours from ${host}…`,
    failed: (host: string) => `The questions near yours could not be fetched from ${host}.`,
    /** By the core's word for it. */
    reasons: {
        fetch: "The host does not answer, has no such file, or does not let other pages read parts of it.",
        truncated: "The host sent less than was asked for.",
        checksum: "The host has another build of this index now. Load the index again from its address.",
    } as Partial<Record<SmacsErrorCode, string>>,
    again: "Try again",
    another: "Use another index",
});
