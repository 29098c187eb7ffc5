// A person's own questions in the index, which they marked (features/personal).
import type { Route } from "smacs";

/** Begins the ids of their rows. */
export const ownPrefix = "marks/";

/** How many of them a route rests on. A question may be several rows: MARK/0, MARK/1. */
export function ownAmong({ neighbours }: Pick<Route, "neighbours">): number {
    const own = neighbours.filter(({ id }) => id.startsWith(ownPrefix));
    return new Set(own.map(({ id }) => id.slice(0, id.lastIndexOf("/")))).size;
}
