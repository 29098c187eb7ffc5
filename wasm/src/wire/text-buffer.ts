// A text that grows by small pieces. Engines keep the pieces of a concatenated string apart until it is read, which
// takes much memory for a million pieces. Here they are joined into blocks, so that every character is copied once.

/** UTF-16 units that are joined into one string at a time. */
const blockSize = 1 << 14;

export class TextBuffer {
    length = 0;
    /** How many pieces it was made of. */
    pieces = 0;
    readonly #blocks: string[] = [];
    #waitingPieces: string[] = [];
    #waiting = 0;

    add(piece: string): void {
        this.#waitingPieces.push(piece);
        this.pieces++;
        this.length += piece.length;
        this.#waiting += piece.length;
        if (this.#waiting >= blockSize) {
            this.#blocks.push(this.#waitingPieces.join(""));
            this.#waitingPieces = [];
            this.#waiting = 0;
        }
    }

    toString(): string {
        return this.#blocks.concat(this.#waitingPieces).join("");
    }
}
