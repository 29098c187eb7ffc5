// Why a call failed, as far as a browser can tell.
import { SmacsError } from "../error.js";
import type { CallUsage } from "./events.js";
import type { FailureKind } from "./failure-kinds.js";
import { isRecord, isString } from "./json.js";

/** What may be known besides the kind. */
export interface FailureDetail {
    /** What had arrived. */
    partial?: { text: string; reasoning: string };
    /** How long the server asks to wait, in ms, if it says so readably. */
    retryAfter?: number;
    /** Which time limit ran out. */
    which?: "first" | "idle" | "total";
    /** The service, for advice that depends on it. */
    provider?: string;
    /** What is probably billed nevertheless; absent if the request was refused or never sent. */
    usage?: CallUsage;
}

type Undefinable<T> = { [K in keyof T]: T[K] | undefined };

/** UTF-16 units. */
const longestSaid = 4000;

/** Of what is kept to be shown again without the key: so long that no part of one is left where it was cut. */
const longestMessage = 1 << 18;

/**
 * How a host says why a call failed; `code` is its `kind`. `drive` reads `kind`, `message`, `partial` and `usage`. Any
 * host may throw it.
 */
export class Failure extends SmacsError {
    override readonly name = "Failure";
    readonly kind: FailureKind;
    /** HTTP status, where there was one. */
    readonly status: number | undefined;
    /** What the server said, longer than `message`: to find the field that it refused. Not for display. */
    readonly said: string;
    readonly partial?: { text: string; reasoning: string };
    readonly retryAfter?: number;
    readonly which?: "first" | "idle" | "total";
    readonly provider?: string;
    readonly usage?: CallUsage;
    /** The message before it was shortened, so that a key in it can still be found. */
    readonly #message: string;

    /** `message` is what the server said, shortened; "" if it said nothing. */
    constructor(
        kind: FailureKind,
        message = "",
        status?: number,
        detail: Undefinable<FailureDetail> = {},
        said = message,
    ) {
        super(kind, shorten(message));
        this.kind = kind;
        this.status = status;
        this.said = said.slice(0, longestSaid);
        this.#message = oneLine(message).slice(0, longestMessage);
        Object.assign(this, detail);
    }

    /** The same failure with more detail. `reword` is applied to each text of the server. */
    with(detail: FailureDetail, reword = (text: string) => text, status = this.status): Failure {
        const { partial, retryAfter, which, provider, usage } = this;
        const known = { partial, retryAfter, which, provider, usage, ...detail };
        return new Failure(this.kind, reword(this.#message), status, known, reword(this.said));
    }
}

/** Anything that was thrown while fetching, as a failure. */
export function asFailure(error: unknown): Failure {
    if (error instanceof Failure) {
        return error;
    }
    if (error instanceof DOMException && error.name === "AbortError") {
        return new Failure("cancelled");
    }
    // Each browser words a broken connection differently, and none says more. node's code names no address.
    return error instanceof TypeError
        ? new Failure("network", codeOf(error.cause))
        : new Failure("bad-response", error instanceof Error ? error.message : String(error));
}

/** "ECONNREFUSED", or "". */
function codeOf(cause: unknown): string {
    const code = isRecord(cause) && cause.code;
    return isString(code) ? code : "";
}

/** How much of an error's words is looked at. */
const readForKind = 4096;

const about = {
    credit: /(insufficient|not enough|out of).{0,10}(quota|credit|balance|fund)|(balance|credit).{0,20}(too low|insufficient)|budget.{0,20}exceeded|arrear|billing/s,
    rate: /rate.?limit|too many requests/s,
    // Of its capacity, as of a server's and not as of a battery's.
    busy: /overload|busy|queue.{0,10}full|(?<![a-z])(at|over|out of|no|enough|exceed(s|ed|ing)?|insufficient|limited|maximum|full)[ _]capacity|capacity[ _](is )?(exceeded|reached|limit|constraint|full|error)/s,
    key: /invalid.{0,10}api.?key|api.?key.{0,10}(not valid|invalid)|unauthori[sz]ed|authentication/s,
    place: /(country|region|location).{0,30}not (supported|available)|(not |un)(supported|available) in (your|this) |unsupported_country/s,
    content: /moderat|content.?(policy|filter)|safety|flagged|inappropriate content|data_?inspection|usage polic/,
    model: /model.{0,40}(not.?(found|exist|available)|unavailable)|no such model|(unknown|invalid|a valid|not a supported) model/s,
    // Gone since it was listed.
    gone: /decommissioned|sunset|end.of.(its.)?life|model.?(deprecated|retired|discontinued|removed)|model.{0,60}(no longer|(been|was|is) (deprecated|retired|removed|discontinued|shut down))/s,
    time: /time.?d? ?out/,
};

/** The kind of an error, from its HTTP status or the code inside a stream (0: none) and from its words. */
export function kindOf(status: number, words: string): FailureKind {
    const text = words.slice(0, readForKind).toLowerCase();
    if (status === 402 || about.credit.test(text)) {
        return "credit";
    }
    if (status === 429 || about.rate.test(text) || about.busy.test(text)) {
        return "rate-limit";
    }
    if (status === 401 || status === 403 || status === 451 || about.key.test(text) || about.place.test(text)) {
        return about.content.test(text) ? "refused" : "auth";
    }
    if (about.content.test(text)) {
        return "refused";
    }
    if (status === 404 || status === 410 || about.model.test(text) || about.gone.test(text)) {
        return "unknown-model";
    }
    if (status === 408 || status === 504 || about.time.test(text)) {
        return "timeout";
    }
    return status >= 400 && status < 500 ? "bad-request" : "server";
}

/** Whether a "rate-limit" is no limit of the caller's: the service, or one of its models, has too much to do. */
export function isOverload({ kind, status = 0, message }: Pick<Failure, "kind" | "status" | "message">): boolean {
    return kind === "rate-limit" && (status >= 500 || about.busy.test(message.toLowerCase()));
}

/** Control characters would move a terminal's cursor. */
function oneLine(text: string): string {
    return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function shorten(text: string): string {
    const line = oneLine(text);
    return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
