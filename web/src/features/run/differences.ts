// What differs between texts, fetched when it is first wanted: aligning words takes a library.
import { lazy } from "../../ui/Lazy.tsx";
import type { DifferencesProps } from "./Differences.tsx";

const load = () => import("./Differences.tsx");

export const Differences = lazy<DifferencesProps>(async () => (await load()).Differences);
export const ChosenDifferences = lazy<DifferencesProps>(async () => (await load()).ChosenDifferences);
