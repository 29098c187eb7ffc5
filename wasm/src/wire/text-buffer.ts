// A text that grows by small pieces. Strings that are added one to the other keep every piece apart until they are read,
// and reading them copies all of them: both cost too much for a text of a million pieces that is shown as it grows.

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
