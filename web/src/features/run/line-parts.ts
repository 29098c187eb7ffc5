/** What the parts of the line under an answer open. */
export const lineParts = ["agreement", "certainty", "checks", "cost", "time", "all"] as const;

export type LinePart = (typeof lineParts)[number];
