export { EvidenceTable } from "./EvidenceTable.tsx";
export { ModelRows } from "./ModelRows.tsx";
export { NearestView } from "./NearestView.tsx";
