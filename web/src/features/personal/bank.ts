// Marks as a bank of questions: JSON Lines, as the builder and `smacs index build --bank` read them. What the page knows
// beyond that stands in fields that both leave alone.
import { isRecord, isString } from "../../lib/storage.ts";
import type { OwnQuestions } from "../index/stand-ins.ts";
import { ownPrefix as prefix } from "../route/own.ts";
import type { Mark, Verdicts } from "./mark.ts";

/** Of each row, so that a person's own questions are a group of their own beside the tests. */
const source = "marks";

/** More marks than these are not routed by: the newest are. */
const most = 2000;

function recordOf({ id, question, kind, scores }: Mark) {
    const { benchmark, category } = kind;
    return {
        id: `${prefix}${id}`,
        source,
        ...(benchmark === null ? {} : { benchmark }),
        ...(category === undefined ? {} : { category }),
        question,
        scores,
    };
}

/** A line for each mark, to be taken elsewhere. */
export function bankOf(marks: readonly Mark[]): string {
    return lines(
        marks.map((mark) => ({
            ...recordOf(mark),
            answered: mark.answered,
            verdicts: mark.verdicts,
            marked: new Date(mark.markedAt).toISOString(),
        })),
    );
}

/**
 * What the index gets, a row for each mark (web/README.md, "Marks", has what more would be worth). The same marks make
 * the same rows. undefined: no mark tells of a model.
 */
export function ownQuestions(marks: readonly Mark[]): OwnQuestions | undefined {
    const telling = marks.filter(({ scores }) => Object.keys(scores).length > 0);
    const chosen = telling.toSorted((a, b) => b.markedAt - a.markedAt || (a.id < b.id ? -1 : 1)).slice(0, most);
    const models = new Set(chosen.flatMap(({ scores }) => Object.keys(scores)));
    return chosen.length > 0 ? { rows: lines(chosen.map(recordOf)), models: [...models] } : undefined;
}

const lines = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** A line of an imported file that is no mark. */
export class NoMark extends Error {
    /** From 1. */
    readonly line: number;

    constructor(line: number) {
        super(`line ${line} is no question with scores`);
        this.name = "NoMark";
        this.line = line;
    }
}

/** The marks of a file. Of a bank without verdicts, the scores are taken as they are. Throws a NoMark. */
export function marksIn(text: string, now: number): Mark[] {
    return text
        .split("\n")
        .map((line, at) => ({ line: line.trim(), at }))
        .filter(({ line }) => line !== "")
        .map(({ line, at }) => {
            const mark = markIn(line, now);
            if (!mark) {
                throw new NoMark(at + 1);
            }
            return mark;
        });
}

function markIn(line: string, now: number): Mark | undefined {
    const record = parsed(line);
    if (!isRecord(record) || !isString(record.id) || !isString(record.question) || !isScores(record.scores)) {
        return undefined;
    }
    const { id, question, scores, benchmark, category, answered, verdicts, marked } = record;
    const at = isString(marked) ? Date.parse(marked) : Number.NaN;
    return {
        id: id.startsWith(prefix) ? id.slice(prefix.length) : id,
        question,
        kind: {
            benchmark: isString(benchmark) ? benchmark : null,
            ...(isString(category) ? { category } : {}),
        },
        answered: Array.isArray(answered) ? answered.filter(isString) : Object.keys(scores),
        verdicts: isVerdicts(verdicts) ? verdicts : {},
        scores,
        markedAt: Number.isNaN(at) ? now : at,
    };
}

function parsed(line: string): unknown {
    try {
        return JSON.parse(line);
    } catch {
        return undefined;
    }
}

function isScores(value: unknown): value is Record<string, number> {
    const isShare = (score: unknown) => typeof score === "number" && score >= 0 && score <= 1;
    return isRecord(value) && Object.values(value).every(isShare);
}

function isVerdicts(value: unknown): value is Verdicts {
    return isRecord(value) && Object.values(value).every((verdict) => verdict === "right" || verdict === "wrong");
}
