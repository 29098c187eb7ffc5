// What of the overview is looked at: a step, a model, a candidate, or how the two stand to each other.

export type StepName =
    | "neighbours"
    | "priors"
    | "panel"
    | "references"
    | "askedBack"
    | "checked"
    | "subsets"
    | "referee"
    | "candidates"
    | "kept";

export type Selection =
    | { kind: "step"; step: StepName }
    | { kind: "model"; member: string }
    | { kind: "candidate"; column: string }
    | { kind: "cell"; member: string; column: string };

export function sameSelection(a: Selection | undefined, b: Selection): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
}
