// The JSON documents of a reply as it arrives. What a reply is follows from how it begins, because servers name types
// that are not theirs or none: server-sent events, one document, or one document a line.
import { Failure, kindOf } from "./failure.js";
import { parseJson } from "./json.js";
import { largestReply, longestText } from "./limits.js";
import { LineReader } from "./lines.js";
import { TextBuffer } from "./text-buffer.js";

/** A parsed document, or the server's end mark. `isError`: an event named "error" carried it. */
export type Document = "done" | { value: unknown; isError: boolean };

interface Reading {
    /** Gives each document before what follows it is looked at: that may be none. */
    read(text: string): Iterable<Document>;
    /** Call it when nothing more comes. */
    last(): Iterable<Document>;
    /** A line, or the lines of one event, became too long. Nothing more is read then. */
    readonly tooLong: boolean;
}

export class DocumentReader implements Reading {
    /** Whether the reply comes as events; undefined before it has begun. */
    isEvents: boolean | undefined;
    #reading: Reading | undefined;
    #blank = 0;

    get tooLong(): boolean {
        return this.#reading?.tooLong ?? this.#blank > largestReply;
    }

    read(text: string): Iterable<Document> {
        if (this.#reading) {
            return this.#reading.read(text);
        }
        const begun = text.trimStart();
        this.#blank += text.length - begun.length;
        if (begun === "") {
            return [];
        }
        if (begun.startsWith("<")) {
            // A page for people, such as that of a proxy.
            throw new Failure("bad-response");
        }
        this.isEvents = !/^[[{]/.test(begun);
        this.#reading = this.isEvents ? new Events() : new Json();
        return this.#reading.read(begun);
    }

    last(): Iterable<Document> {
        return this.#reading?.last() ?? [];
    }
}

const endMark = /^"?\[?done\]?"?$/i;

/** What some servers send for a sign of life in place of a comment. */
const signOfLife = /^(?:ping|keep-?alive|heartbeat)$/i;

function documentOf(text: string, isError: boolean, value = parseJson(text)): Document[] {
    if (endMark.test(text)) {
        return ["done"];
    }
    if (value === undefined && !signOfLife.test(text)) {
        const glued = valuesIn(text);
        if (glued.length > 0) {
            return glued.map((value) => (value === "done" ? value : { value, isError }));
        }
        throw new Failure(isError ? kindOf(0, text) : "bad-response", text);
    }
    return value === undefined ? [] : [{ value, isError }];
}

/** A string, which may hold brackets, or a bracket. */
const bracketPattern = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs;

/** Proxies of proxies write the name of the field twice. */
const fieldPattern = /^(?:\s*data:)+/i;

/**
 * The documents of a text in which each begins where the one before ends: some servers lose the lines between. Empty: it
 * holds something else.
 */
function valuesIn(text: string): unknown[] {
    const values: unknown[] = [];
    let depth = 0;
    let from = 0;
    for (const { 0: mark, index } of text.matchAll(bracketPattern)) {
        depth += /^[{[]/.test(mark) ? 1 : mark.length === 1 ? -1 : 0;
        if (depth === 0 && mark.length === 1) {
            const piece = text
                .slice(from, index + 1)
                .replace(fieldPattern, "")
                .trim();
            values.push(endMark.test(piece) ? "done" : parseJson(piece));
            from = index + 1;
        }
    }
    return values.includes(undefined) || text.slice(from).trim() !== "" ? [] : values;
}

/**
 * Server-sent events. A line that is a document by itself is one at once: some servers leave out the empty lines between
 * events.
 */
class Events implements Reading {
    tooLong = false;
    readonly #lines = new LineReader(longestText);
    #data: string[] = [];
    #length = 0;
    #event = "";
    #sawField = false;
    #stranger = "";

    *read(text: string): Iterable<Document> {
        for (const line of this.#lines.read(text)) {
            yield* this.tooLong ? [] : this.#take(line);
        }
        this.tooLong ||= this.#lines.tooLong;
    }

    *last(): Iterable<Document> {
        yield* this.#take(this.#lines.last());
        // The last event may lack its empty line.
        yield* this.#take("");
        if (!this.#sawField) {
            throw new Failure("bad-response", this.#stranger);
        }
    }

    #take(line: string): Document[] {
        if (line.trim() === "") {
            return this.#dispatch();
        }
        // The standard has names in small letters at the start of a line. No server means anything else by others.
        const [, field, value = ""] = /^\s*(data|event|error|id|retry|)(?::(.*))?$/is.exec(line) ?? [];
        const name = field?.toLowerCase();
        const bare = /^\s*[[{]/.test(line);
        if (!name && !/^\s*:/.test(line) && !bare) {
            this.#stranger ||= line;
            return [];
        }
        this.#sawField = true;
        if (name === "event" || name === "error") {
            // llama.cpp has written errors as a field of their own.
            this.#event = name === "error" ? name : value.trim().toLowerCase();
        }
        return name === "data" || name === "error" || bare ? this.#takeData(bare ? line : value) : [];
    }

    #takeData(line: string): Document[] {
        const text = line.replace(fieldPattern, "").trim();
        if (text === "") {
            return [];
        }
        if (this.#data.length === 0) {
            const value = parseJson(text);
            if (value !== undefined || endMark.test(text) || signOfLife.test(text)) {
                return documentOf(text, this.#event === "error", value);
            }
        }
        this.#data.push(text);
        this.#length += text.length;
        this.tooLong ||= this.#length > longestText;
        return [];
    }

    #dispatch(): Document[] {
        const [text, isError] = [this.#data.join("\n"), this.#event === "error"];
        this.#data = [];
        this.#length = 0;
        this.#event = "";
        return text === "" ? [] : documentOf(text, isError);
    }
}

/** One document, or one a line. */
class Json implements Reading {
    tooLong = false;
    readonly #lines = new LineReader(largestReply);
    /** What has come of a document of several lines. */
    #whole: TextBuffer | undefined;
    #begun = false;

    *read(text: string): Iterable<Document> {
        for (const line of this.#lines.read(text)) {
            yield* this.#take(line);
        }
        this.tooLong = this.#lines.tooLong || (this.#whole?.length ?? 0) > largestReply;
    }

    last(): Document[] {
        const documents = this.#take(this.#lines.last());
        return this.#whole ? documentOf(String(this.#whole), false) : documents;
    }

    #take(line: string): Document[] {
        if (this.#whole) {
            this.#whole.add(`${line}\n`);
            return [];
        }
        const text = line.replace(fieldPattern, "").trim();
        if (text === "") {
            return [];
        }
        const value = parseJson(text);
        if (!this.#begun && !endMark.test(text) && value === undefined) {
            this.#whole = new TextBuffer();
            return this.#take(line);
        }
        this.#begun = true;
        return documentOf(text, false, value);
    }
}
