export { EvidenceTable } from "./EvidenceTable.tsx";
export { MapView } from "./lazy-map.ts";
export { ModelRows } from "./ModelRows.tsx";
export { NearestView } from "./NearestView.tsx";
export { OwnMarks } from "./OwnMarks.tsx";
