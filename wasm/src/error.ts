import type { StatusName } from "./status.js";
import type { FailureKind } from "./wire/failure-kinds.js";

/**
 * What can go wrong. One list for everything that this package throws:
 *  - the core's statuses
 *  - fetch: a file could not be fetched; module: the bytes are not the SMACS core
 *  - disposed: an object was used after its dispose()
 *  - crash: the core or its worker stopped unexpectedly and must be loaded again
 *  - the kinds of failures of calls, which a Failure has
 */
export type SmacsErrorCode = Exclude<StatusName, "ok"> | "fetch" | "module" | "disposed" | "crash" | FailureKind;

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

/** Everything that this package throws is one of these, except the reason of an aborted signal. */
export class SmacsError extends Error {
    override readonly name: string = "SmacsError";
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
