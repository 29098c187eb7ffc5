// The map is larger than the tables, so it comes apart from them; named here, it takes nothing of the first load.
import type { Route } from "smacs";
import { lazy } from "../../ui/Lazy.tsx";

export const MapView = lazy<{ route: Route }>(async () => (await import("./MapView.tsx")).MapView);
