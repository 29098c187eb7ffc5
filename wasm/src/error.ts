import type { StatusName } from "./status.js";

/**
 * What can go wrong: the core's statuses, and the loader's own
 *  - fetch: the network failed or the server answered with an error
 *  - module: the bytes are not the SMACS core
 *  - disposed: use of an object after its dispose()
 *  - crash: the core or its worker stopped unexpectedly and must be loaded again
 */
export type SmacsErrorCode = Exclude<StatusName, "ok"> | "fetch" | "module" | "disposed" | "crash";

export interface SmacsErrorInit {
    /** The name, tag or value concerned, cut to some 90 bytes; "" if there is none. */
    detail?: string;
    /** Byte offset in the input concerned. */
    position?: number | undefined;
    /** 1-based line of text input. */
    line?: number | undefined;
    /** 1-based byte column in that line. */
    column?: number | undefined;
    cause?: unknown;
}

/** The one error that this package throws, besides the reason of an AbortSignal. */
export class SmacsError extends Error {
    override readonly name = "SmacsError";
    readonly code: SmacsErrorCode;
    readonly detail: string;
    readonly position: number | undefined;
    readonly line: number | undefined;
    readonly column: number | undefined;

    constructor(code: SmacsErrorCode, message: string, init: SmacsErrorInit = {}) {
        super(message, init.cause === undefined ? undefined : { cause: init.cause });
        this.code = code;
        this.detail = init.detail ?? "";
        this.position = init.position;
        this.line = init.line;
        this.column = init.column;
    }
}
