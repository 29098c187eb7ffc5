// Errors in the shapes that services use, with an HTTP error status or inside a stream of status 200.
import { Failure, type FailureDetail, kindOf } from "./failure.js";
import { isRecord, isString, parseJson } from "./json.js";
import { choiceIn } from "./openai.js";
import { waitInHeader, waitInWords } from "./waits.js";

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
function saidIn(body: unknown, isError: boolean, ofError = saidInError): Said | undefined {
    if (Array.isArray(body) && body.length > 0) {
        return saidIn(body[0], isError, ofError);
    }
    if (!isRecord(body)) {
        return isError ? said([], String(body)) : undefined;
    }
    const { error, object, message, code } = body;
    if (isRecord(error)) {
        return ofError(error);
    }
    if (isString(error) && error !== "") {
        return said([code], error);
    }
    if (object === "error" || (isError && isString(message))) {
        return ofError(body);
    }
    return saidInChoice(body, ofError) ?? (isError ? said([], "") : undefined);
}

function saidInError(error: Record<string, unknown>): Said {
    const { metadata } = error;
    const outer = saidPlainly(error);
    const inner = isRecord(metadata) && isString(metadata.raw) ? metadata.raw : outer.message;
    return saidInside(inner, outer);
}

/** Gateways pass on what another server said: as text in their own words, or OpenRouter in metadata.raw. */
function saidInside(text: string, outer: Said): Said {
    const value: unknown = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
    const found = saidIn(value, false, saidPlainly);
    const { status, word, message } = found ?? { status: 0, word: "", message: text };
    return { status: outer.status || status, word: `${outer.word} ${word}`, message: message || outer.message };
}

function saidPlainly({ code, type, status, message }: Record<string, unknown>): Said {
    return said([code, type, status], message);
}

function saidInChoice(body: Record<string, unknown>, ofError: typeof saidInError): Said | undefined {
    const choice = choiceIn(body) ?? (Array.isArray(body.choices) ? body.choices[0] : undefined);
    if (!isRecord(choice)) {
        return undefined;
    }
    if (isRecord(choice.error)) {
        return ofError(choice.error);
    }
    const broken = isString(choice.finish_reason) && /^(network_)?error$/i.test(choice.finish_reason);
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
    return new Failure(
        kindOf(status, `${word} ${message}`),
        message,
        status || undefined,
        retryAfter(waitInWords(message)),
    );
}

/** An HTTP error as a failure. The body may be anything. */
export function failureOfResponse(status: number, body: string, headers = new Headers(), now = Date.now()): Failure {
    const { word = "", message: inner } = saidInText(body) ?? {};
    const message = inner || shown(body);
    const asked = waitInHeader(headers.get("retry-after"), now);
    const wait = asked || (waitInWords(inner ?? "") ?? waitInWords(body) ?? asked);
    return new Failure(kindOf(status, `${word} ${message}`), message, status, retryAfter(wait), body);
}

/** What may be shown of a body: nothing of a web page. */
export function shown(body: string): string {
    return /^\s*</.test(body) ? "" : body;
}

function saidInText(body: string): Said | undefined {
    const value = parseJson(body);
    return value === undefined ? undefined : saidIn(value, true);
}

function retryAfter(wait: number | undefined): FailureDetail {
    return wait === undefined ? {} : { retryAfter: wait };
}
