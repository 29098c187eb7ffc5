// The words about a newer index; the page needs them without the index manager.
import { words } from "../../lib/words.ts";

export const newerStrings = words("newer", {
    newer: "A newer index is available.",
    newerUpTo: (month: string) => `A newer index is available, with evidence up to ${month}.`,
    use: "Use it",
});
