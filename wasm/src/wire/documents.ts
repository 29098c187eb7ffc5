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
        throw new Failure(isError ? kindOf(0, text) : "bad-response", text);
    }
    return value === undefined ? [] : [{ value, isError }];
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
        const [, field = "", value = ""] = /^(data|event|id|retry|)(?:: ?(.*))?$/s.exec(line) ?? [];
        const bare = /^[[{]/.test(line);
        if (field === "" && !line.startsWith(":") && !bare) {
            this.#stranger ||= line;
            return [];
        }
        this.#sawField = true;
        if (field === "event") {
            this.#event = value.trim();
        }
        return field === "data" || bare ? this.#takeData(bare ? line : value) : [];
    }

    #takeData(line: string): Document[] {
        // Proxies of proxies write the name of the field twice.
        const text = line.replace(/^(?:\s*data:)+/, "").trim();
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
        const text = line.trim();
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
