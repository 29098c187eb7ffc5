// The matrix that explains a run at a glance, as data: a row for each model of the panel, a column for each candidate.
import type { CallView, CandidateScore, RunScores, RunView, RunWeights } from "smacs";
import { type Camp, campOf, campsIn } from "./camps.ts";
import type { Row } from "./rows.ts";
import { mergedCalls, referenceRows } from "./rows.ts";

export interface Column {
    /** Stable while the run goes on. */
    key: string;
    /** As it is counted on the page, from 1. */
    number: number;
    /** Which subset it was merged from; undefined: the answer of a model of the panel. */
    subset: number | undefined;
    /** Whose answer it is; "" for merged versions. */
    member: string;
    call: CallView | undefined;
    score: CandidateScore | undefined;
    kept: boolean;
    /** Never made, as enough agreed before, or something went wrong. */
    unused: boolean;
}

/** How a model stands to a candidate. */
export type Cell =
    | { kind: "seen" | "out" | "none" | "absent" | "self" | "same" | "differs" }
    | { kind: "like"; similarity: number };

export interface Matrix {
    rows: readonly Row[];
    columns: readonly Column[];
    /** Whether the columns are versions merged from subsets of the answers; the last may be a kept answer itself. */
    merged: boolean;
    /** [row][column] */
    cells: readonly (readonly Cell[])[];
    weights: RunWeights;
}

/** The most subsets that a run may have (include/smacs/run.h). */
const mostSubsets = 64;

/** `tried`: other weights, and the scores that they give, in place of the run's own. */
export function matrixOf(view: RunView, tried?: { weights: RunWeights; scores: RunScores | undefined }): Matrix {
    const rows = referenceRows(view);
    const merged = merges(view);
    const { candidates, kept } = tried?.scores ?? view;
    const weights = tried?.weights ?? view.weights;
    const score = (call: CallView | undefined) => candidates.find((candidate) => candidate.call === call?.call);
    const isKept = (call: CallView | undefined) => view.phase === "done" && call !== undefined && call.call === kept;
    const column = (
        part: Pick<Column, "key" | "number" | "subset" | "member">,
        call: CallView | undefined,
    ): Column => ({
        ...part,
        call,
        score: score(call),
        kept: isKept(call),
        unused: view.phase === "done" && call?.state !== "done",
    });
    const shown = ({ calls }: Row) => calls.find(({ call }) => call === view.kept) ?? calls.at(-1);
    const single = rows.map((row) =>
        column({ key: row.member, number: row.number, subset: undefined, member: row.member }, shown(row)),
    );
    const columns = merged
        ? [
              ...subsetsOf(view).map((call, at) =>
                  column({ key: `subset-${at}`, number: at + 1, subset: at, member: "" }, call),
              ),
              // Where no merged version is kept, the answer that is.
              ...single.filter((at) => at.kept || (view.kept !== null && at.call?.call === view.kept)),
          ]
        : single;
    const camps = campsIn(view);
    const cell = (row: Row, at: Column) =>
        at.subset === undefined ? agreementCell(view, camps, row, at) : subsetCell(view, row, at.subset);
    return { rows, columns, merged, cells: rows.map((row) => columns.map((at) => cell(row, at))), weights };
}

/** Whether versions are merged; in auto mode not before that is decided. */
function merges(view: RunView): boolean {
    return (
        view.subsets.length > 0 ||
        ((view.mode === "aggregate" || view.mode === "paper") && (view.phase !== "done" || view.settled === view.mode))
    );
}

/** The last call of each subset, with places for those to come. */
function subsetsOf(view: RunView): (CallView | undefined)[] {
    const calls = mergedCalls(view);
    const planned = Math.min(mostSubsets, Math.max(1, view.calls_planned - view.panel.length));
    const count = view.subsets.length > 0 ? view.subsets.length : planned;
    return Array.from({ length: count }, (_, at) => calls.find(({ subset }) => subset === at));
}

function subsetCell(view: RunView, row: Row, subset: number): Cell {
    const members = view.subsets[subset];
    if (!members) {
        return { kind: "none" };
    }
    if (members.some((call) => view.calls[call]?.member === row.member)) {
        return { kind: "seen" };
    }
    return { kind: row.calls.at(-1)?.state === "done" && !row.dropped ? "out" : "absent" };
}

function agreementCell(view: RunView, camps: readonly Camp[], row: Row, { member, call }: Column): Cell {
    const own = row.calls.at(-1);
    if (row.member === member) {
        return { kind: own?.state === "done" ? "self" : "none" };
    }
    if (own?.state !== "done" || call?.state !== "done") {
        return { kind: "none" };
    }
    const [camp, other] = [campOf(camps, own.call), campOf(camps, call.call)];
    if (camp !== undefined && other !== undefined) {
        return { kind: camp === other ? "same" : "differs" };
    }
    const at = (wanted: CallView) => view.candidates.findIndex((candidate) => candidate.call === wanted.call);
    const similarity = view.similarity[at(own)]?.[at(call)];
    return similarity === undefined ? { kind: "none" } : { kind: "like", similarity };
}

/** The columns that are merged versions. */
export function versionsIn({ columns }: Matrix): Column[] {
    return columns.filter(({ subset }) => subset !== undefined);
}

/** The parts of a score, as they add up; terms that took no part are left out. */
export function partsOf(score: CandidateScore, weights: RunWeights): { term: keyof RunWeights; value: number }[] {
    const terms = ["vote", "agreement", "confidence"] as const;
    return terms
        .map((term) => ({ term, value: weights[term] * (score[term] ?? 0) }))
        .filter(({ value }) => value !== 0);
}
