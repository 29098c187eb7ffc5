// Errors in the shapes that services give them, with an HTTP status of their own or inside a stream of status 200.
import { Failure, kindOf } from "./failure.js";
import { isRecord, isString } from "./json.js";

/**
 * {error: {message, code}}, {error: "..."}, the same in a list, {object: "error", message}, {type: "error", error}, and
 * finish_reason "error". `isError`: that it is one is known already.
 */
export function failureIn(body: unknown, isError = false): Failure | undefined {
    if (Array.isArray(body) && body.length > 0) {
        return failureIn(body[0], isError);
    }
    if (!isRecord(body)) {
        return isError ? new Failure("server", String(body)) : undefined;
    }
    const { error, object, message, code, choices } = body;
    if (isRecord(error)) {
        return failureOf(error.code ?? error.type ?? error.status, error.message);
    }
    if (isString(error) && error !== "") {
        return failureOf(code, error);
    }
    if (object === "error" || (isError && isString(message))) {
        return failureOf(code, message);
    }
    return failureInChoice(choices) ?? (isError ? new Failure("server") : undefined);
}

function failureInChoice(choices: unknown): Failure | undefined {
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    if (!isRecord(choice)) {
        return undefined;
    }
    if (isRecord(choice.error)) {
        return failureOf(choice.error.code, choice.error.message);
    }
    const broken = choice.finish_reason === "error" || choice.finish_reason === "network_error";
    return broken ? new Failure("server") : undefined;
}

function failureOf(code: unknown, message: unknown): Failure {
    const text = isString(message) ? message : "";
    const known = isString(code) || typeof code === "number" ? code : undefined;
    const status = Number(known);
    const wait = waitIn(text);
    const detail = wait === undefined ? {} : { retryAfter: wait };
    return new Failure(kindOf(known, text), text, status >= 100 ? status : undefined, detail);
}

/** An HTTP error as a failure; the body is whatever the server sent. */
export function failureOfResponse(status: number, body: string, headers = new Headers(), now = Date.now()): Failure {
    let message = /^\s*</.test(body) ? "" : body;
    let code: number | string = status;
    try {
        const inner = failureIn(JSON.parse(body), true);
        message = inner?.message || message;
        code = inner?.kind === "credit" ? 402 : status;
    } catch {
        // Not JSON.
    }
    const wait = waitOf(headers.get("retry-after"), now) ?? waitIn(body);
    const detail = wait === undefined ? {} : { retryAfter: wait };
    return new Failure(kindOf(code, message), message, status, detail, body);
}

/** Retry-After: seconds or a date. */
function waitOf(header: string | null, now: number): number | undefined {
    if (header === null || header.trim() === "") {
        return undefined;
    }
    const seconds = Number(header);
    const wait = Number.isNaN(seconds) ? Date.parse(header) - now : 1000 * seconds;
    return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The header is mostly unreadable from a page; some services say the same in words or in details of the error. */
function waitIn(text: string): number | undefined {
    const found = /(?:again in|"retryDelay":)\s*"?(?:(\d+)\s?m(?!s))?\s?([\d.]+)\s?(ms|s)\b/i.exec(text);
    if (!found) {
        return undefined;
    }
    const [, minutes = "0", amount, unit = "s"] = found;
    return 60_000 * Number(minutes) + Number(amount) * (unit.toLowerCase() === "ms" ? 1 : 1000);
}
