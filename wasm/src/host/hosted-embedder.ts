// Vectors of texts from an OpenAI-compatible endpoint, for indexes whose vectors its model made.
import { SmacsError } from "../error.js";
import type { IndexInfo, Route, RouteOptions } from "../types.js";
import { type Clock, realClock, sleep, untilAborted } from "../wire/clock.js";
import { failureIn } from "../wire/errors.js";
import { Failure } from "../wire/failure.js";
import { worded } from "../wire/failure-text.js";
import { isRecord, isString } from "../wire/json.js";
import { failureWithoutKey } from "../wire/redact.js";
import { delayAfter, maxAttempts } from "../wire/retry.js";
import { failureFrom, jsonFrom } from "../wire/transport.js";
import { Watch } from "../wire/watch.js";

export interface HostedEmbedderOptions {
    /** The address before "/embeddings", such as "https://api.openai.com/v1". */
    base: string;
    /** The endpoint's name of the model; the index must have the same one. */
    model: string;
    /**
     * Sent as "Authorization: Bearer" to `base` only, and cut out of what the server says. A function is called for
     * each request.
     */
    key?: string | (() => string);
    /** How many numbers a vector should have; left out by default, for what the model gives. */
    dimensions?: number;
    /** ms for one request; default 60000. */
    timeout?: number;
    /** Default: the global one. */
    fetch?: typeof globalThis.fetch;
    /** Default: the real one. It measures the waits between attempts. */
    clock?: Clock;
}

/** An index, here or in a worker: a ScoreIndex, or a SmacsWorker. */
export interface VectorIndex {
    readonly info: Pick<IndexInfo, "embedder">;
    route(vector: ArrayLike<number>, options?: RouteOptions): Route | Promise<Route>;
}

/** A model behind an endpoint that turns texts into vectors. */
export interface HostedEmbedder {
    readonly model: string;
    /** The vectors of texts, in their order. Throws a Failure, "mismatch" if the reply is of another model, or the signal's reason. */
    embed(texts: readonly string[], call?: { signal?: AbortSignal }): Promise<number[][]>;
    /**
     * The vector of a question for this index. Throws "mismatch" if its vectors come from elsewhere, before anything is
     * sent, or if the reply is of another model or has another count of numbers.
     */
    vector(
        index: Pick<VectorIndex, "info"> | undefined,
        question: string,
        call?: { signal?: AbortSignal },
    ): Promise<number[]>;
    /** Embeds a question and routes it. Throws the same. */
    route(
        index: VectorIndex,
        question: string,
        options?: RouteOptions,
        call?: { signal?: AbortSignal },
    ): Promise<Route>;
}

/** ms that all requests of one call may take: a day, which timers can hold. */
const longest = 86_400_000;

/** Texts in one request. */
const textsAtOnce = 32;

/**
 * Embeds by fetch. Failed requests are sent up to three times where that may help; redirects are not followed. Throws
 * "argument" if an option is missing or wrong.
 */
export function hostedEmbedder(given: HostedEmbedderOptions): HostedEmbedder {
    checkOptions(given);
    const { base, model, dimensions, timeout = 60_000, clock = realClock } = given;
    const url = `${base.replace(/\/+$/, "")}/embeddings`;

    const post = async (input: readonly string[], key: string, watch: Watch): Promise<number[][]> => {
        const headers = {
            "Content-Type": "application/json",
            ...(key === "" ? {} : { Authorization: `Bearer ${key}` }),
        };
        const body = JSON.stringify({ model, input, dimensions }); // undefined is not sent
        const fetch = given.fetch ?? globalThis.fetch;
        const { signal } = watch;
        watch.sent();
        try {
            const response = await untilAborted(
                fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }),
                signal,
            );
            if (!response.ok) {
                throw await failureFrom(response, signal);
            }
            const reply = await jsonFrom(response, signal);
            const failure = failureIn(reply);
            if (failure) {
                throw failure;
            }
            checkModel(reply, model);
            return vectorsIn(reply, input.length);
        } catch (error) {
            throw error instanceof SmacsError && error.code === "mismatch"
                ? error
                : failureWithoutKey(watch.explain(error), key);
        } finally {
            watch.rest();
        }
    };

    const embedSome = async (input: readonly string[], watch: Watch): Promise<number[][]> => {
        for (let attempt = 1; ; attempt++) {
            const key = typeof given.key === "function" ? given.key() : (given.key ?? "");
            try {
                return await post(input, key, watch);
            } catch (error) {
                const wait = error instanceof Failure ? delayAfter(attempt, error, Math.random()) : undefined;
                if (wait === undefined || attempt >= maxAttempts) {
                    throw error;
                }
                await sleep(clock, wait, watch.signal);
            }
        }
    };

    const embed: HostedEmbedder["embed"] = async (texts, { signal = new AbortController().signal } = {}) => {
        const watch = new Watch({ first: timeout, idle: timeout, total: longest }, signal, clock);
        const vectors: number[][] = [];
        try {
            for (let i = 0; i < texts.length; i += textsAtOnce) {
                vectors.push(...(await embedSome(texts.slice(i, i + textsAtOnce), watch)));
            }
        } catch (error) {
            signal.throwIfAborted();
            throw error instanceof Failure ? worded(error) : error;
        } finally {
            watch.stop();
        }
        return vectors;
    };

    const vector: HostedEmbedder["vector"] = async (index, question, call) => {
        if (!index) {
            throw new SmacsError("mismatch", "there is no index whose vectors a model made");
        }
        const { name, outside } = index.info.embedder;
        if (outside === undefined || name !== model) {
            const maker = outside === undefined ? "an embedder file" : "another model";
            throw new SmacsError("mismatch", `${maker} made the vectors of this index`, { detail: name });
        }
        const [made = []] = await embed([question], call);
        if (made.length !== outside) {
            throw new SmacsError("mismatch", `${model} gave ${made.length} numbers, not ${outside} as in this index`, {
                detail: name,
            });
        }
        return made;
    };

    return {
        model,
        embed,
        vector,
        async route(index, question, options, call) {
            return index.route(await vector(index, question, call), options);
        },
    };
}

function checkOptions({ base, model, dimensions, timeout = 1 }: Partial<HostedEmbedderOptions>): void {
    const needs: [name: string, right: boolean, what: string][] = [
        ["base", isText(base), 'the address before "/embeddings"'],
        ["model", isText(model), "the endpoint's name of it"],
        ["dimensions", isCount(dimensions), "a whole number above 0, or none"],
        ["timeout", timeout > 0, "ms above 0, or none"],
    ];
    for (const [name, right, what] of needs) {
        if (!right) {
            throw new SmacsError("argument", `hostedEmbedder needs ${name}: ${what}`, { detail: name });
        }
    }
}

const isText = (value: unknown) => isString(value) && value.trim() !== "";
const isCount = (value: unknown) => value === undefined || (Number.isSafeInteger(value) && Number(value) > 0);

/** A server of one model answers with it whatever it is asked for, and says so. */
function checkModel(reply: unknown, asked: string): void {
    const served = isRecord(reply) && typeof reply.model === "string" ? reply.model : "";
    if (served !== "" && plainName(served) !== plainName(asked)) {
        throw new SmacsError("mismatch", `${served} made the vectors, not ${asked}`, { detail: served });
    }
}

/** Without its house, its tag, its date, and the kind of its file and numbers. Another version is another model. */
const plainName = (model: string) =>
    model
        .toLowerCase()
        .replace(/^.*[/\\]/, "")
        .replace(/[:@].*|\.gguf$/, "")
        .replace(/[-_.](q\d\w*|iq\d\w*|b?f(p?16|p?32)|fp?8|gguf)$/, "")
        .replace(/[-_]20\d\d-?[01]\d-?[0-3]\d$/, "")
        // OpenAI's own name of what it calls text-embedding-ada-002.
        .replace(/^(text-embedding-ada-002)-v2$/, "$1");

/** The vectors of a reply, which may come in any order. */
function vectorsIn(body: unknown, count: number): number[][] {
    const data = isRecord(body) && Array.isArray(body.data) ? body.data : [];
    const vectors: (number[] | undefined)[] = new Array(count).fill(undefined);
    if (data.some((item: unknown) => isRecord(item) && isString(item.embedding))) {
        throw new Failure("bad-response", "the server sends vectors as base64, where lists of numbers are needed", 200);
    }
    data.forEach((item: unknown, place) => {
        const at = isRecord(item) && item.index !== undefined ? item.index : place;
        if (typeof at !== "number" || !Number.isInteger(at)) {
            throw new Failure("bad-response", 'an embedding has an "index" that is no whole number', 200);
        }
        if (isRecord(item) && isVector(item.embedding) && at in vectors && vectors[at] === undefined) {
            vectors[at] = item.embedding;
        }
    });
    if (data.length !== count || vectors.includes(undefined)) {
        throw new Failure("bad-response", `the reply has not one embedding for each of ${count} texts`, 200);
    }
    if (vectors.some((vector) => vector?.every((number) => number === 0))) {
        throw new Failure("bad-response", "a vector is all zeros, so it is like no other", 200);
    }
    return vectors as number[][];
}

const isVector = (value: unknown): value is number[] =>
    Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
