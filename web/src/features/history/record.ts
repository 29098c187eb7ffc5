// What the history keeps of a question: its shape, how it is stored, and the file that it can be carried in.
import { arePictures, type SentPicture } from "../../engine/pictures.ts";
import { isRecord, isString, isStringRecord } from "../../lib/storage.ts";

/** One question of the history, light enough to list thousands. */
export interface HistoryEntry {
    /** crypto.randomUUID() */
    id: string;
    /** Id of the first entry of its conversation. */
    conversation: string;
    /** 0 for the first. */
    turn: number;
    /** ms since 1970. */
    startedAt: number;
    changedAt: number;
    question: string;
    /** running: some tab may be at it (see isRunning); done: ended. */
    state: "running" | "done";
    /** The kept answer, "" if there is none (yet). */
    answer: string;
    /** Who wrote it, as shown to people; "" if nobody. */
    model: string;
    degraded: readonly string[];
    calls: number;
    /** US dollars; undefined: unknown. */
    cost: number | undefined;
    /** The ready choice of models that it was asked with, by name; left out: another selection. */
    preset?: string | undefined;
    /** Bytes of the record, as stored. */
    size: number;
    /** What its conversation is called, by the person; it lies with the first question that is left of it. */
    title?: string | undefined;
    /** Whether its conversation stands above all others; likewise. */
    pinned?: boolean | undefined;
}

/** What a person may note of a conversation. */
export type ConversationNotes = Pick<HistoryEntry, "title" | "pinned">;

/** With all that is needed to show it again, or to go on. */
export interface SavedRun extends HistoryEntry {
    /** The core's trace (JSON text), complete up to the last event. */
    trace: string;
    /** Text so far of calls in flight, by call number. */
    partials: Readonly<Record<number, string>>;
    /** Those of its conversation up to here; left out: none. */
    pictures?: readonly SentPicture[] | undefined;
    /** Thoughts and failures for people: anything JSON that the page wants back. */
    notes: unknown;
}

/** A run in two parts: what is listed, and what is read when it is opened. */
export interface PackedRun {
    entry: HistoryEntry;
    /** UTF-8, which takes half the room of a string with one letter beyond Latin-1. */
    heavy: { id: string; trace: Uint8Array; rest: Uint8Array };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Throws if the notes are not JSON. */
export function pack({ trace, partials, pictures, notes, ...run }: Omit<SavedRun, "size">): PackedRun {
    const { id, conversation, turn, startedAt, changedAt, question, state, answer, model, degraded, calls, cost } = run;
    const { preset, title, pinned } = run;
    const listed = {
        id,
        conversation,
        turn,
        startedAt,
        changedAt,
        question,
        state,
        answer,
        model,
        degraded,
        calls,
        cost,
        ...(preset ? { preset } : {}),
        ...(title ? { title } : {}),
        ...(pinned ? { pinned } : {}),
    };
    const heavy = {
        id,
        trace: encoder.encode(trace),
        rest: encoder.encode(JSON.stringify({ partials, pictures, notes })),
    };
    const light = encoder.encode(JSON.stringify(listed)).length;
    return { entry: { ...listed, size: light + heavy.trace.length + heavy.rest.length }, heavy };
}

/** undefined: what was stored is damaged. */
export function unpack(entry: unknown, heavy: unknown): SavedRun | undefined {
    if (!isEntry(entry) || !isRecord(heavy)) {
        return undefined;
    }
    try {
        const trace = decoder.decode(heavy.trace as Uint8Array);
        const { partials, pictures, notes } = JSON.parse(decoder.decode(heavy.rest as Uint8Array));
        const run = { ...entry, trace, partials, ...(pictures ? { pictures } : {}), notes };
        return isRun(run) ? run : undefined;
    } catch {
        return undefined;
    }
}

const texts = ["id", "conversation", "question", "answer", "model"] as const;
const figures = ["turn", "calls", "size"] as const;
const moments = ["startedAt", "changedAt"] as const;
/** The last moment that dates know, in ms since 1970. */
const lastMoment = 8.64e15;

/** Stores and files may hold anything. */
export function isEntry(value: unknown): value is HistoryEntry {
    return (
        isRecord(value) &&
        texts.every((key) => isString(value[key])) &&
        figures.every((key) => Number.isFinite(value[key])) &&
        moments.every((key) => Number.isFinite(value[key]) && Math.abs(Number(value[key])) <= lastMoment) &&
        (value.state === "running" || value.state === "done") &&
        Array.isArray(value.degraded) &&
        value.degraded.every(isString) &&
        (value.cost === undefined || Number.isFinite(value.cost)) &&
        (value.preset === undefined || isString(value.preset)) &&
        (value.title === undefined || isString(value.title)) &&
        (value.pinned === undefined || typeof value.pinned === "boolean")
    );
}

function isRun(value: unknown): value is SavedRun {
    if (!isEntry(value)) {
        return false;
    }
    const { trace, partials, pictures } = value as Partial<Record<keyof SavedRun, unknown>>;
    return isString(trace) && isStringRecord(partials) && (pictures === undefined || arePictures(pictures));
}

const format = "smacs-history";
const version = 1;

/** What is wrong with a file. */
export class HistoryFileError extends Error {
    /** `run`: one of its questions is damaged; `at`: which, from 1. */
    constructor(
        readonly reason: "json" | "format" | "version" | "run",
        readonly at?: number,
    ) {
        super(at === undefined ? `history file: ${reason}` : `history file: ${reason} ${at}`);
        this.name = "HistoryFileError";
    }
}

/** One JSON file, put together part by part: together the runs may be longer than a string can be. */
export async function writeFile(runs: AsyncIterable<SavedRun>): Promise<Blob> {
    const parts: Blob[] = [];
    for await (const run of runs) {
        parts.push(new Blob([parts.length > 0 ? ",\n" : "", JSON.stringify(run)]));
    }
    const head = `{"format":"${format}","version":${version},"runs":[\n`;
    return new Blob([head, ...parts, "\n]}\n"], { type: "application/json" });
}

/** Throws a HistoryFileError. */
export function readFile(text: string): SavedRun[] {
    const file = parse(text);
    if (!isRecord(file) || file.format !== format || !Array.isArray(file.runs)) {
        throw new HistoryFileError("format");
    }
    if (file.version !== version) {
        throw new HistoryFileError("version");
    }
    return file.runs.map((run: unknown, i) => {
        if (!isRun(run)) {
            throw new HistoryFileError("run", i + 1);
        }
        return run;
    });
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new HistoryFileError("json");
    }
}

/** As words are compared: without case and diacritics. */
export function fold(text: string): string {
    const lower = text.toLowerCase();
    return isAscii.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Most texts; taking them apart would cost more than all else. */
const isAscii = /^[\0-\x7f]*$/;
