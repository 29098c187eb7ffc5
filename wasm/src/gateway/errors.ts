// Errors as the OpenAI API words them, so that its clients show them and know whether to ask again.
import { type Failure, isOverload } from "../wire/failure.js";
import type { FailureKind } from "../wire/failure-kinds.js";
import { failureText } from "../wire/failure-text.js";

interface ApiErrorDetail {
    /** The field of the request that is wrong. */
    param?: string;
    /** A word for programs. */
    code?: string;
    headers?: Record<string, string>;
}

/** What a request is answered with when it cannot be served. */
export class ApiError extends Error {
    override readonly name = "ApiError";
    readonly status: number;
    readonly detail: ApiErrorDetail;

    constructor(status: number, message: string, detail: ApiErrorDetail = {}) {
        super(message);
        this.status = status;
        this.detail = detail;
    }

    /** {error: {message, type, param, code}} */
    get body() {
        const { param = null, code = null } = this.detail;
        return { error: { message: this.message, type: typeOf(this.status), param, code } };
    }

    response(): Response {
        return Response.json(this.body, { status: this.status, headers: this.detail.headers ?? {} });
    }
}

function typeOf(status: number): string {
    if (status === 429) {
        return "rate_limit_error";
    }
    if (status === 402) {
        return "insufficient_quota";
    }
    return status >= 500 ? "server_error" : "invalid_request_error";
}

/** A field of the request that is wrong or not served. */
export const badField = (param: string, message: string, code = "invalid_value") =>
    new ApiError(400, message, { param, code });

/** A call that failed. */
export interface FailedCall {
    /** Id in the pool. */
    member: string;
    failure: Failure;
    /** Whether the call was made with a key of the gateway's own. */
    ownKey: boolean;
}

/** Status and code for a run that no model answered. */
const statuses: Partial<Record<FailureKind, [status: number, code: string]>> = {
    auth: [401, "invalid_api_key"],
    credit: [402, "insufficient_quota"],
    "rate-limit": [429, "rate_limit_exceeded"],
    refused: [400, "content_filter"],
    "bad-request": [400, "upstream_bad_request"],
    timeout: [504, "upstream_timeout"],
};

const badGateway: [number, string] = [502, "upstream_error"];

/** No limit of the caller's, so their client need not slow down. */
const overloaded: [number, string] = [503, "upstream_overloaded"];

/** The longest list of reasons in a message. */
const reasonsShown = 5;

/** What is told where nobody answered: the status of the failures if all are of one kind, else 502. */
export function errorOf(failed: readonly FailedCall[], what = "No model answered."): ApiError {
    const last = failed.at(-1);
    if (!last) {
        return new ApiError(502, "No model was asked: every call would have exceeded the budget or the time.", {
            code: "not_asked",
            headers: settled,
        });
    }
    const { kind } = last.failure;
    // The caller can do nothing about a key that is not theirs.
    const hidden = last.ownKey && (kind === "auth" || kind === "credit");
    const same = failed.every(({ failure }) => failure.kind === kind);
    const own = failed.every(({ failure }) => isOverload(failure)) ? overloaded : statuses[kind];
    const [status, code] = (same && !hidden && own) || badGateway;
    const reasons = [...new Set(failed.map(reasonOf))];
    const more = reasons.length > reasonsShown ? `; and ${reasons.length - reasonsShown} more` : "";
    const message = `${what} ${reasons.slice(0, reasonsShown).join("; ")}${more}`;
    const wait = Math.max(0, ...failed.map(({ failure }) => failure.retryAfter ?? 0));
    return new ApiError(status, message, {
        code,
        headers:
            (status === 429 || status === 503) && wait > 0
                ? { "retry-after": String(Math.ceil(wait / 1000)) }
                : settled,
    });
}

/** The official clients ask again after 429 and 5xx, unless told so. The gateway has done that already. */
const settled = { "x-should-retry": "false" };

function reasonOf({ member, failure, ownKey }: FailedCall): string {
    const whose = ownKey && failure.kind === "auth" ? ", the gateway's own" : "";
    return `${member}: ${failureText(failure)}${whose}`;
}
