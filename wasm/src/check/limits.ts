// What stops a program: it runs too long, takes too much memory or writes too much, or reaches for the host.

/** How a program or an input ended. "refused": the sandbox cannot run it as it is meant. */
export type Outcome = "value" | "error" | "timeout" | "memory" | "refused";

/** What a program may take. */
export interface Limits {
    /** Milliseconds for a program with all its inputs. One that has not ended then is tried again for three times as long. */
    ms: number;
    /** Bytes of the interpreter's memory. */
    memory: number;
    /** Bytes of output, and of each value. */
    output: number;
}

export const defaultLimits: Readonly<Limits> = { ms: 4000, memory: 192 << 20, output: 1 << 16 };

/** Thrown through an interpreter, which is of no use afterwards. */
export class Stopped extends Error {
    readonly outcome: Outcome;
    /** Of what was refused: what for. */
    readonly why: string;

    constructor(outcome: Outcome, why = "") {
        super(outcome);
        this.outcome = outcome;
        this.why = why;
    }
}

/** What a trap means: endless recursion is an error of the program, anything else the end of its memory. */
export function stopped(error: unknown): Stopped {
    const outcome: Outcome = error instanceof RangeError ? "error" : "memory";
    return error instanceof Stopped ? error : new Stopped(outcome);
}

/** Stands in place of every way to the host: a program that takes it fails, as it would where there is none. */
export function noHost(): never {
    throw new Stopped("error", "it reaches for what lies outside the sandbox");
}

/** What came of a piece of code. */
export interface Ran {
    outcome: Outcome;
    /** What it printed, or the value as its language writes it; of an error, what the error says. */
    out: string;
}

/** A language, running in an instance of its own that knows nothing of the host. */
export interface Interpreter {
    /** Runs a program, and gives what it printed. */
    run(code: string): Ran;
    /** Evaluates an expression in the program, and gives its value as the language writes it. */
    show(expression: string): Ran;
}

/** Collects what is written, up to a limit. */
export class Output {
    readonly #limit: number;
    #parts: Uint8Array[] = [];
    #size = 0;

    constructor(limit: number) {
        this.#limit = limit;
    }

    /** Throws Stopped when there is more than the limit. */
    write(bytes: Uint8Array): void {
        this.#size += bytes.length;
        if (this.#size > this.#limit) {
            throw new Stopped("memory");
        }
        this.#parts.push(bytes.slice());
    }

    /** What was written since the last time. */
    take(): string {
        const all = new Uint8Array(this.#parts.reduce((size, part) => size + part.length, 0));
        let at = 0;
        for (const part of this.#parts) {
            all.set(part, at);
            at += part.length;
        }
        this.#parts = [];
        this.#size = 0;
        return new TextDecoder().decode(all);
    }
}
