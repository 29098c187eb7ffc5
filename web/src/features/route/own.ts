// A person's own questions in the index, which they marked (features/personal).
import type { Route } from "smacs";

/** Begins the ids of their rows. */
export const ownPrefix = "marks/";

/** How many of them a route rests on. */
export function ownAmong({ neighbours }: Pick<Route, "neighbours">): number {
    return neighbours.filter(({ id }) => id.startsWith(ownPrefix)).length;
}
