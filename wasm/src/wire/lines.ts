// Lines of a text that arrives in pieces cut anywhere.

export class LineReader {
    /** A line became too long. Nothing more is read then. */
    tooLong = false;
    readonly #longest: number;
    /** The pieces of the line that is not complete yet. */
    #pieces: string[] = [];
    #length = 0;
    #endsInReturn = false;

    /** `longest`: the most UTF-16 units of a line. */
    constructor(longest: number) {
        this.#longest = longest;
    }

    /** The lines that have become complete. They end with LF, CR or both. */
    read(text: string): string[] {
        const lines: string[] = [];
        // A CR at the end of a piece and an LF at the start of the next one end the same line.
        let from = this.#endsInReturn && text.startsWith("\n") ? 1 : 0;
        this.#endsInReturn = text === "" ? this.#endsInReturn : text.endsWith("\r");
        const ends = /\r\n|\n|\r/g;
        ends.lastIndex = from;
        for (let end = ends.exec(text); end; end = ends.exec(text)) {
            this.#add(text.slice(from, end.index));
            if (this.tooLong) {
                return lines;
            }
            lines.push(this.last());
            from = ends.lastIndex;
        }
        this.#add(text.slice(from));
        return lines;
    }

    /** What is left: a line without an end. */
    last(): string {
        const line = this.#pieces.length === 1 ? (this.#pieces[0] ?? "") : this.#pieces.join("");
        this.#pieces = [];
        this.#length = 0;
        return line;
    }

    #add(piece: string): void {
        this.#length += piece.length;
        this.tooLong ||= this.#length > this.#longest;
        if (piece !== "" && !this.tooLong) {
            this.#pieces.push(piece);
        }
    }
}
