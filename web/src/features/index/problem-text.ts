// What went wrong with an index, in words that say what to do.
import { SmacsError } from "smacs";
import type { IndexProblem } from "./state.ts";
import { indexStrings } from "./strings.ts";

export interface ProblemText {
    title: string;
    /** Sentences. */
    what: string[];
    /** The core's own words. */
    said?: string;
}

export function problemText({ doing, name, error }: IndexProblem): ProblemText {
    const words = indexStrings.problem;
    const title = words.title[doing](name);
    if (doing === "keep") {
        return { title, what: [words.keep] };
    }
    if (!(error instanceof SmacsError)) {
        return { title, what: [error instanceof TypeError ? (words.reasons.fetch ?? "") : words.other(String(error))] };
    }
    if (error.line !== undefined) {
        return { title, ...recordText(error, error.line) };
    }
    return { title, what: [fileText(doing, name, error)] };
}

/** Of a line in a bank. */
function recordText(error: SmacsError, line: number): Omit<ProblemText, "title"> {
    const words = indexStrings.problem;
    const what = words.records[error.code];
    const where = words.where(line, error.column);
    const advice = error.code === "duplicate" && /in this cell/.test(error.message) ? words.cell : words.mendLine;
    return what === undefined
        ? { what: [words.at(where, error.message), advice] }
        : { what: [words.at(where, what), advice], said: words.said(error.message) };
}

function fileText(doing: IndexProblem["doing"], name: string, error: SmacsError): string {
    const words = indexStrings.problem;
    if (error.code === "syntax") {
        return words.foreign(error.message);
    }
    if (error.code === "mismatch") {
        return words.embedder(error.detail);
    }
    if (error.code === "not-here") {
        return error.detail === "shards" ? words.shards : words.outside(error.detail);
    }
    if (error.code === "empty") {
        return doing === "column" ? words.emptyColumn(name) : words.emptyBank;
    }
    if (error.code === "fetch" && doing === "fetch") {
        return error.detail === "" ? words.blocked : words.status(error.detail);
    }
    return words.reasons[error.code] ?? words.said(error.message);
}
