// Errors in the shapes that services use, with an HTTP error status or inside a stream of status 200.
import { Failure, type FailureDetail, kindOf } from "./failure.js";
import { isRecord, isString } from "./json.js";

/** What an error says. */
interface Said {
    /** A code that is a number like an HTTP status; 0 if there is none. */
    status: number;
    /** A code that is a word, or "". */
    word: string;
    message: string;
}

/**
 * {error: {message, code}}, {error: "..."}, the same in a list, {object: "error", message}, {type: "error", error}, and
 * finish_reason "error". `isError`: it is known to be an error.
 */
function saidIn(body: unknown, isError: boolean): Said | undefined {
    if (Array.isArray(body) && body.length > 0) {
        return saidIn(body[0], isError);
    }
    if (!isRecord(body)) {
        return isError ? said([], String(body)) : undefined;
    }
    const { error, object, message, code, choices } = body;
    if (isRecord(error)) {
        return said([error.code, error.type, error.status], error.message);
    }
    if (isString(error) && error !== "") {
        return said([code], error);
    }
    if (object === "error" || (isError && isString(message))) {
        return said([code, body.type, body.status], message);
    }
    return saidInChoice(choices) ?? (isError ? said([], "") : undefined);
}

function saidInChoice(choices: unknown): Said | undefined {
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    if (!isRecord(choice)) {
        return undefined;
    }
    if (isRecord(choice.error)) {
        return said([choice.error.code, choice.error.type, choice.error.status], choice.error.message);
    }
    const broken = choice.finish_reason === "error" || choice.finish_reason === "network_error";
    return broken ? said([], "") : undefined;
}

/** What the first of the codes says that says anything. */
function said(codes: unknown[], message: unknown): Said {
    const found = codes.map(codeOf).find(({ status, word }) => status > 0 || word !== "");
    return { status: 0, word: "", ...found, message: isString(message) ? message : "" };
}

/** Some services write the number as a text. */
function codeOf(code: unknown): Pick<Said, "status" | "word"> {
    const number = isString(code) || typeof code === "number" ? Math.trunc(Number(code)) : 0;
    const status = number >= 100 && number < 1000 ? number : 0;
    return { status, word: isString(code) && status === 0 ? code : "" };
}

/** The failure in a chunk of a stream or in a whole reply, if there is one. */
export function failureIn(body: unknown, isError = false): Failure | undefined {
    const found = saidIn(body, isError);
    if (!found) {
        return undefined;
    }
    const { status, word, message } = found;
    return new Failure(kindOf(status, `${word} ${message}`), message, status || undefined, retryAfter(waitIn(message)));
}

/** An HTTP error as a failure. The body may be anything. */
export function failureOfResponse(status: number, body: string, headers = new Headers(), now = Date.now()): Failure {
    const { word = "", message: inner } = saidInText(body) ?? {};
    // A web page is not shown.
    const message = inner || (/^\s*</.test(body) ? "" : body);
    const asked = waitOf(headers.get("retry-after"), now);
    const wait = asked || (waitIn(body) ?? asked);
    return new Failure(kindOf(status, `${word} ${message}`), message, status, retryAfter(wait), body);
}

function saidInText(body: string): Said | undefined {
    try {
        return saidIn(JSON.parse(body), true);
    } catch {
        return undefined;
    }
}

function retryAfter(wait: number | undefined): FailureDetail {
    return wait === undefined ? {} : { retryAfter: wait };
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

/** Pages mostly cannot read the header. Some services say the same in words or in details of the error. */
function waitIn(text: string): number | undefined {
    const found = /(?:again in|"retryDelay":)\s*"?(?:(\d+)\s?m(?!s))?\s?([\d.]+)\s?(ms|s)\b/i.exec(text);
    if (!found) {
        return undefined;
    }
    const [, minutes = "0", amount, unit = "s"] = found;
    const wait = 60_000 * Number(minutes) + Number(amount) * (unit.toLowerCase() === "ms" ? 1 : 1000);
    return Number.isNaN(wait) ? undefined : wait;
}
