// What calibrations have come to so far, kept through reloads: a line for each question, in the shape of the command's
// records (src/cli/README.md), which `smacs index add` reads too.
import { isRecord, isString, type Store } from "../../lib/storage.ts";

export interface RecordLine {
    id: string;
    score: 0 | 1;
    model: string;
    answered: boolean;
    found: string | null;
    finish: string;
    ms: number;
    tokens: number | null;
    on: string;
}

export interface CalibrationRecords {
    /** `set`: which questions it is about. */
    read(model: string, set: string): RecordLine[];
    write(model: string, set: string, lines: readonly RecordLine[]): void;
}

const key = "smacs.calibrations";

export function createCalibrationRecords(store: Store): CalibrationRecords {
    const all = () => store.read(key, isRecord) ?? {};
    const nameOf = (model: string, set: string) => `${model}\n${set}`;
    return {
        read(model, set) {
            const lines: unknown = all()[nameOf(model, set)];
            return Array.isArray(lines) ? lines.filter(isLine) : [];
        },
        write(model, set, lines) {
            const { [nameOf(model, set)]: _before, ...rest } = all();
            store.write(key, lines.length > 0 ? { ...rest, [nameOf(model, set)]: lines } : rest);
        },
    };
}

function isLine(value: unknown): value is RecordLine {
    return isRecord(value) && isString(value.id) && (value.score === 0 || value.score === 1);
}

/** The lines of a saved record, by model; undefined: a line is none. */
export function recordsIn(text: string): Map<string, RecordLine[]> | undefined {
    const found = new Map<string, RecordLine[]>();
    for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
        const read = parsed(line);
        if (!isLine(read) || !isString(read.model)) {
            return undefined;
        }
        const lines = found.get(read.model) ?? [];
        found.set(read.model, [...lines.filter(({ id }) => id !== read.id), read]);
    }
    return found;
}

function parsed(line: string): unknown {
    try {
        return JSON.parse(line);
    } catch {
        return undefined;
    }
}
