// The views of the models that run in this tab, with their state: fetched when the first one is shown.
import { lazy } from "../../ui/Lazy.tsx";
import type { TabModelsState } from "./state.ts";

const load = () => import("./views.ts");

export const TabOption = lazy<{ tab: TabModelsState }>(async () => (await load()).TabOption);
export const TabModels = lazy<{ tab: TabModelsState }>(async () => (await load()).TabModels);
