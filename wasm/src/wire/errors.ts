// Errors in the shapes that services use, with an HTTP error status or inside a stream of status 200.
import { Failure, type FailureDetail, kindOf } from "./failure.js";
import { isRecord, isString, parseJson } from "./json.js";
import { choiceIn } from "./openai.js";

let waits: typeof import("./waits.js") | undefined;

/** Loads what reads waits, which few calls need. Call it before the failures below are made; else they ask for none. */
export async function loadWaits(): Promise<void> {
    waits ??= await import("./waits.js").catch(() => undefined);
}

/** What an error says. */
interface Said {
    /** A code that is a number like an HTTP status; 0 if there is none. */
    status: number;
    /** A code that is a word, or "". */
    word: string;
    message: string;
}

/** How deep errors inside errors are looked for. */
const deepest = 3;

/**
 * {error: {message, code}}, {error: "..."}, {errors: [..]}, the same in a list, {object: "error", message}, {type: "error",
 * error}, MiniMax's {base_resp}, a {detail} or {msg} without choices, and finish_reason "error". `isError`: it is known to
 * be an error.
 */
function saidIn(given: unknown, isError: boolean, depth = 0): Said | undefined {
    const body: unknown = Array.isArray(given) && given.length > 0 ? given[0] : given;
    if (!isRecord(body)) {
        return isError ? said([], String(body)) : undefined;
    }
    const isReply = Array.isArray(body.choices);
    const errors = Array.isArray(body.errors) && !isReply ? body.errors : [];
    const error = isTold(body.error) ? body.error : errors[0];
    if (isTold(error)) {
        return isRecord(error) ? saidInError(error, depth) : said([body.code], error);
    }
    const { base_resp: answered } = body;
    if (isRecord(answered) && answered.status_code) {
        return said([answered.status_code], answered.status_msg);
    }
    const tells = messageOf(body) !== "" && (isError || (!isReply && !isString(body.message)));
    return body.object === "error" || body.type === "error" || tells
        ? saidInError(body, depth)
        : (saidInChoice(body, depth) ?? (isError ? said([], "") : undefined));
}

function isTold(error: unknown): error is Record<string, unknown> | string {
    return isRecord(error) || (isString(error) && error !== "");
}

/** {message}, {detail} or {msg}. A detail may be a list of those, as FastAPI writes it. */
function messageOf({ message, detail, msg }: Record<string, unknown>): string {
    const [first] = [detail].flat();
    const inside = isRecord(first) ? [first.msg, first.message] : [];
    return [message, detail, msg, ...inside].filter(isString).find(Boolean) ?? "";
}

function saidInError(error: Record<string, unknown>, depth: number): Said {
    const { code, type, status, metadata } = error;
    const outer = said([code, type, status], messageOf(error));
    return depth < deepest ? saidInside(isRecord(metadata) ? metadata.raw : undefined, outer, depth) : outer;
}

/** Gateways pass on what another server said: as text in their own words, or OpenRouter in metadata.raw. */
function saidInside(raw: unknown, outer: Said, depth: number): Said {
    const text = isString(raw) ? raw : outer.message;
    const value: unknown = isRecord(raw) ? raw : /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
    const found = value === undefined ? undefined : saidIn(value, isTold(raw), depth + 1);
    const { status = 0, word = "", message = "" } = found ?? {};
    return {
        status: outer.status || status,
        word: `${outer.word} ${word}`,
        message: message || shown(text) || outer.message,
    };
}

function saidInChoice(body: Record<string, unknown>, depth: number): Said | undefined {
    const choice = choiceIn(body) ?? (Array.isArray(body.choices) ? body.choices[0] : undefined);
    if (!isRecord(choice)) {
        return undefined;
    }
    if (isRecord(choice.error)) {
        return saidInError(choice.error, depth);
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
export function failureIn(body: unknown, isError = false, now = Date.now()): Failure | undefined {
    const found = saidIn(body, isError);
    if (!found) {
        return undefined;
    }
    const { status, word, message } = found;
    return new Failure(
        kindOf(status, `${word} ${message}`),
        message,
        status || undefined,
        retryAfter(waits?.waitInWords(message, now)),
    );
}

/** An HTTP error as a failure. The body may be anything. */
export function failureOfResponse(status: number, body: string, headers = new Headers(), now = Date.now()): Failure {
    const { word = "", message: inner } = saidInText(body) ?? {};
    const message = inner || shown(body);
    const wait =
        waits?.waitInHeaders(headers, now) ??
        waits?.waitInWords(inner ?? "", now) ??
        waits?.waitInWords(body, now) ??
        waits?.waitForReset(headers, now);
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
