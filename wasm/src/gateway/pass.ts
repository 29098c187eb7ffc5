// Passes a request on to one model as it came, and its reply back as it comes. The run learns what it needs on the way.
import type { CallOutcome } from "../host/drive.js";
import { explained, outcomeOf, reportedUsage, type TellingHost } from "../host/fetch-host.js";
import { untilAborted } from "../wire/clock.js";
import { Collector } from "../wire/collect.js";
import { DocumentReader } from "../wire/documents.js";
import { failureIn } from "../wire/errors.js";
import { Failure } from "../wire/failure.js";
import { isRecord, isString } from "../wire/json.js";
import { longestReply, longestText } from "../wire/limits.js";
import { openai } from "../wire/openai.js";
import { partsOf } from "../wire/read.js";
import { refusedFields } from "../wire/refused.js";
import { failureFrom, textFrom } from "../wire/transport.js";
import { defaultPatience, Watch } from "../wire/watch.js";
import type { FailedCall } from "./errors.js";
import { hostOf } from "./host.js";
import type { Member } from "./pool.js";
import { wholeOf } from "./together.js";
import type { AnyFetch } from "./upstream.js";

type Body = Record<string, unknown>;

/** Where the reply goes. */
export interface PassedReply {
    /** A chunk of a stream, without usage. Nothing comes before the first that says something. */
    chunk(chunk: Body): Promise<void>;
    /** A whole reply. */
    whole(reply: Body): void;
}

export interface Passing {
    /** What the caller sent. */
    body: Body;
    stream: boolean;
    fetch: AnyFetch;
    limitMs: number;
    reply: PassedReply;
}

const cost = { field: "cost", usd: 1 } as const;

/** Another model is asked only while nothing of a reply has been passed on. */
export function passingHost(members: readonly Member[], failed: FailedCall[], passing: Passing): TellingHost {
    let begun = false;
    const reply: PassedReply = {
        chunk(chunk) {
            begun = true;
            return passing.reply.chunk(chunk);
        },
        whole: (whole) => passing.reply.whole(whole),
    };
    return hostOf(members, failed, (upstream, own) => ({
        async call(action, signal) {
            const member = own.find(({ id }) => id === action.member);
            if (!member || begun) {
                throw new Failure("cancelled");
            }
            const limitMs = Math.min(upstream.timeoutMs ?? passing.limitMs, passing.limitMs);
            return passOn(member, signal, { ...passing, limitMs, reply });
        },
    }));
}

async function passOn(member: Member, outer: AbortSignal, passing: Passing): Promise<CallOutcome> {
    const { stream, limitMs } = passing;
    const { key, served } = member;
    // A whole reply comes in one piece, so its first word is its last.
    const first = stream ? Math.min(defaultPatience.first, limitMs) : limitMs;
    const watch = new Watch({ ...defaultPatience, first, total: limitMs }, outer);
    const heard = new Heard();
    const current = { collector: heard.collector, key, asked: served };
    try {
        watch.sent();
        const response = await open(member, passing, watch.signal);
        if (stream) {
            await passStream(response, heard, passing.reply, watch);
        } else {
            await passWhole(response, heard, passing.reply, watch.signal);
        }
        if (heard.said || heard.calls.length === 0) {
            return outcomeOf(heard.collector, key, served);
        }
        const usage = reportedUsage(heard.collector.usage);
        return { text: JSON.stringify(heard.calls), finish: "stop", ...(usage ? { usage } : {}) };
    } catch (error) {
        throw explained(watch.explain(error), current);
    } finally {
        watch.stop();
    }
}

/** Sends the request. An endpoint that knows no stream_options is asked without. */
async function open({ base, key, served }: Member, passing: Passing, signal: AbortSignal): Promise<Response> {
    const { fetch, stream } = passing;
    const { stream_options: _, ...rest } = passing.body;
    const body: Body = { ...rest, model: served, stream };
    for (const options of stream ? [{ stream_options: { include_usage: true } }, {}] : [{}]) {
        const init = {
            method: "POST",
            headers: { "Content-Type": "application/json", ...(key === "" ? {} : { Authorization: `Bearer ${key}` }) },
            body: JSON.stringify({ ...body, ...options }),
            signal,
        };
        const response = await untilAborted(fetch(`${base}/chat/completions`, init), signal);
        if (response.ok) {
            return response;
        }
        const failure = await failureFrom(response, signal);
        if (refusedFields(failure, Object.keys(options)).length === 0) {
            throw failure;
        }
    }
    throw new Failure("bad-request", "the endpoint streams only with options that it refuses");
}

/** Some servers stream although a whole reply was asked for. */
async function passWhole(response: Response, heard: Heard, reply: PassedReply, signal: AbortSignal): Promise<void> {
    const values = valuesIn(await textFrom(response, signal));
    const parts = values.filter(isRecord).filter(openai.isReply);
    for (const part of parts) {
        heard.hears(part);
    }
    if (!heard.hears({})) {
        if (parts.length === 0 && values.length > 0) {
            throw new Failure("bad-response", JSON.stringify(values.at(-1)), response.status);
        }
        // Without an answer this throws the reason.
        heard.collector.answer();
    }
    reply.whole(parts.find(openai.isWhole) ?? wholeOf(parts));
}

/** The documents of a body, which may be a stream all the same. Throws the failure that one of them reports. */
function valuesIn(text: string): unknown[] {
    const documents = new DocumentReader();
    const values: unknown[] = [];
    for (const document of [...documents.read(text), ...documents.last()]) {
        values.push(...(document === "done" ? [] : partsOf(document)));
    }
    return values;
}

async function passStream(response: Response, heard: Heard, reply: PassedReply, watch: Watch): Promise<void> {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    const documents = new DocumentReader();
    let left = longestReply;
    try {
        for (;;) {
            const { done, value } = (await (reader && untilAborted(reader.read(), watch.signal))) ?? { done: true };
            left -= value?.length ?? 0;
            const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
            for (const document of [...documents.read(text), ...(done ? documents.last() : [])]) {
                if (document === "done") {
                    return;
                }
                const failure = failureIn(document.value, document.isError);
                if (failure) {
                    throw failure;
                }
                await take(document.value, heard, reply, watch);
                if (heard.full) {
                    break;
                }
            }
            if (done) {
                return;
            }
            if (documents.tooLong || left < 0 || heard.full) {
                heard.cut();
                return;
            }
        }
    } finally {
        reader?.cancel().catch(() => {});
    }
}

async function take(value: unknown, heard: Heard, reply: PassedReply, watch: Watch): Promise<void> {
    if (isRecord(value) && heard.hears(value)) {
        watch.progress();
        if (Array.isArray(value.choices) && value.choices.length > 0) {
            await reply.chunk({ ...value, choices: value.choices.map(asDelta) });
        }
    }
}

/** A choice of a stream; some servers answer a request for one with a whole reply. */
function asDelta(choice: unknown): unknown {
    if (!isRecord(choice) || !isRecord(choice.message) || isRecord(choice.delta)) {
        return choice;
    }
    const { message, ...rest } = choice;
    return { ...rest, delta: message };
}

/** What of a reply the run wants to know. */
class Heard {
    readonly collector = new Collector();
    readonly calls: { name: string; arguments: string }[] = [];
    /** UTF-16 units of text, thoughts and calls. */
    #length = 0;

    /** More is not read: the run keeps it all, and a server may send without end. */
    get full(): boolean {
        return this.#length > longestText;
    }

    /** The reply ends here, as one that has reached its limit. */
    cut(): void {
        this.collector.add({ kind: "finish", reason: "length" });
    }

    /** Whether there is text, or a thought or a refusal. */
    get said(): boolean {
        return this.collector.started;
    }

    /** Takes a chunk or a whole reply; whether anything has been said by now. */
    hears(value: Body): boolean {
        for (const event of openai.read(value, cost)) {
            this.collector.add(event);
            this.#length += "text" in event ? event.text.length : 0;
        }
        const choices: unknown[] = Array.isArray(value.choices) ? value.choices : [];
        for (const choice of choices.filter(isRecord)) {
            const message = isRecord(choice.delta) ? choice.delta : choice.message;
            this.#addCalls(isRecord(message) ? message.tool_calls : undefined);
        }
        return this.said || this.calls.length > 0;
    }

    #addCalls(calls: unknown): void {
        for (const [at, call] of (Array.isArray(calls) ? calls : []).entries()) {
            if (isRecord(call) && isRecord(call.function)) {
                const { name, arguments: given } = call.function;
                const number = typeof call.index === "number" && call.index >= 0 ? Math.min(call.index, 127) : at;
                while (this.calls.length <= number) {
                    this.calls.push({ name: "", arguments: "" });
                }
                const known = this.calls[number];
                if (known) {
                    known.name += isString(name) ? name : "";
                    known.arguments += isString(given) ? given : "";
                    this.#length += isString(given) ? given.length : 0;
                }
            }
        }
    }
}
