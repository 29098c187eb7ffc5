// Why an answer did not come, told apart as far as a browser can. The words for each kind are in strings.ts.

export type FailureKind =
    | "rate-limit"
    | "auth"
    | "credit"
    | "refused"
    | "unknown-model"
    | "timeout"
    | "network"
    | "server"
    | "bad-request"
    | "bad-response"
    | "empty"
    | "cancelled";

export class Failure extends Error {
    override readonly name = "Failure";
    readonly kind: FailureKind;
    /** HTTP status, where there was one. */
    readonly status: number | undefined;

    /** `message` is what the server said, shortened; "" when it said nothing. */
    constructor(kind: FailureKind, message = "", status?: number) {
        super(shorten(message));
        this.kind = kind;
        this.status = status;
    }
}

/** Anything thrown while fetching, as a failure. */
export function asFailure(error: unknown): Failure {
    if (error instanceof Failure) {
        return error;
    }
    if (error instanceof DOMException && error.name === "AbortError") {
        return new Failure("cancelled");
    }
    // Browsers spell a broken connection in their own ways, and tell no more than that.
    return error instanceof TypeError
        ? new Failure("network")
        : new Failure("bad-response", error instanceof Error ? error.message : String(error));
}

/** The kind of an error that came as an HTTP status or inside a stream, where the code may be a number or a word. */
export function kindOf(code: number | string | undefined, message: string): FailureKind {
    const status = Number(code);
    const text = `${code ?? ""} ${message}`.toLowerCase();
    if (status === 402 || /insufficient.{0,10}(quota|credit|balance|fund)|out of credit|billing/.test(text)) {
        return "credit";
    }
    if (status === 429 || /rate.?limit|too many requests|overloaded|capacity/.test(text)) {
        return "rate-limit";
    }
    if (status === 401 || status === 403 || /invalid.{0,10}(api.?)?key|unauthori[sz]ed|authentication/.test(text)) {
        return /moderat|content.?(policy|filter)|safety/.test(text) ? "refused" : "auth";
    }
    if (/content.?filter|moderat|safety/.test(text)) {
        return "refused";
    }
    if (status === 404 || /model.{0,40}(not found|does not exist|not exist)|no such model|unknown model/.test(text)) {
        return "unknown-model";
    }
    if (status === 408 || status === 504 || /time.?d? ?out/.test(text)) {
        return "timeout";
    }
    if (status >= 500) {
        return "server";
    }
    return status >= 400 ? "bad-request" : "server";
}

function shorten(text: string): string {
    const line = text.replace(/\s+/g, " ").trim();
    return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
