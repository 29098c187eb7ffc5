// The views of a run, fetched when the first one is asked, or before that when the page has nothing else to do.

import type { SavedRun } from "../features/history/record.ts";
import type { Run } from "../features/run/run.ts";
import { lazy } from "../ui/Lazy.tsx";

const load = () => import("./run-parts.ts");

export const Thread = lazy<{ run: Run }>(async () => (await load()).Thread);
export const UnopenedRun = lazy<{ saved: SavedRun }>(async () => (await load()).UnopenedRun);
/** The map is larger than the rest, so it comes apart from it. */
export const RunMap = lazy<{ run: Run }>(async () => (await import("../features/evidence/RunMap.tsx")).RunMap);
export const Overview = lazy<{ run: Run }>(async () => (await load()).Overview);

export function fetchRunViews(): void {
    // A failure is told when the views are wanted.
    load().catch(() => {});
}
