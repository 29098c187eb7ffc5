// What is folded away at first, fetched when it is opened.
import type { Route } from "smacs";
import { lazy } from "../../ui/Lazy.tsx";
import type { ModelTableProps } from "./ModelRows.tsx";

const load = () => import("./table-parts.ts");

export const ModelRows = lazy<ModelTableProps>(async () => (await load()).ModelRows);
export const EvidenceTable = lazy<{ route: Route }>(async () => (await load()).EvidenceTable);
export const MapView = lazy<{ route: Route }>(async () => (await load()).MapView);
export const NearestView = lazy<{ route: Route }>(async () => (await load()).NearestView);
/** Of an index whose vectors a model outside made. */
export const VectorNote = lazy<object>(async () => (await import("../index/VectorNote.tsx")).VectorNote);
/** Of an index in shards. */
export const NearbyNote = lazy<object>(async () => (await import("../index/NearbyNote.tsx")).NearbyNote);
export const OwnMarks = lazy<{ route: Route }>(async () => (await load()).OwnMarks);
