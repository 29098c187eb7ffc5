// A text that grows by small pieces. Engines keep the pieces of a concatenated string apart until it is read, which
// takes much memory for a million pieces. Here they are joined into blocks, so that every character is copied once.

/** UTF-16 units that are joined into one string at a time. */
const blockSize = 1 << 14;

export class TextBuffer {
    length = 0;
    readonly #blocks: string[] = [];
    #pieces: string[] = [];
    #waiting = 0;

    add(piece: string): void {
        this.#pieces.push(piece);
        this.length += piece.length;
        this.#waiting += piece.length;
        if (this.#waiting >= blockSize) {
            this.#blocks.push(this.#pieces.join(""));
            this.#pieces = [];
            this.#waiting = 0;
        }
    }

    toString(): string {
        return this.#blocks.concat(this.#pieces).join("");
    }
}
