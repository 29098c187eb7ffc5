// The gateway as one function from Request to Response, for any runtime that has fetch and streams.
import type { Checker } from "../check/checker.js";
import { readBody } from "../wire/body.js";
import { parseJson } from "../wire/json.js";
import { answerChat, callerLeft } from "./chat.js";
import { checkConfig, defaultLimits, type Environment, type GatewayConfig, secretOf } from "./config.js";
import { corsHeaders, preflight, refuseStrangers } from "./cors.js";
import { type Embed, Embeddings } from "./embeddings.js";
import { ApiError } from "./errors.js";
import { modelEntry, offered, offeredModel } from "./models.js";
import { hex, Pools, sha256, type Tools } from "./pool.js";
import type { ModelUsage, RunResult } from "./reply.js";
import { extensionOf } from "./reply.js";
import { chatRequest } from "./request.js";
import { routeText } from "./route.js";
import { type AnyFetch, stayingFetch, upstreamsOf } from "./upstream.js";

export interface GatewayOptions {
    /** A GatewayConfig; it is checked. */
    config: unknown;
    /** Loads what decides, an index included: loadTools. Called at the first request, and again after a crash. */
    load(): Promise<Tools>;
    /** Where the keys are that the config names; default none. */
    env?: Environment;
    /** Default: the global one. */
    fetch?: AnyFetch;
    /**
     * Runs programs of questions and answers, to check them (`smacs/checks`); `smacs/route` does without. Default: nothing
     * is run.
     */
    checker?: Checker;
    /** Called when a chat request has ended. It gets no text and no key. */
    onEnd?(report: RequestReport): void;
    /** Called with what is a fault of the gateway and not of a request or an endpoint. */
    onError?(error: unknown): void;
}

/** A chat request that has ended. */
export interface RequestReport {
    /** As the reply's trace_id. */
    id: string;
    model: string;
    /** 499: the caller left before the end. */
    status: number;
    ms: number;
    /** Empty if no run began. */
    models: ModelUsage[];
    degraded: readonly string[];
}

export interface Gateway {
    /** Answers a request. Never rejects. */
    fetch(request: Request): Promise<Response>;
    /** Loads what decides, for who does not want to wait at the first request. Rejects with what is wrong. */
    ready(): Promise<Tools>;
    /** Requests in flight that chat or route. */
    readonly active: number;
}

/**
 * A gateway for this config. Throws a SmacsError that says what is wrong with it. It keeps nothing of a request: no
 * question, no answer, no key.
 */
export function createGateway(options: GatewayOptions): Gateway {
    return new FetchGateway(options);
}

/** Seconds in which the body of a request has to come. */
const longestBody = 30;

interface Place {
    method: "GET" | "POST";
    /** Whether it needs the access key, where there is one. */
    guarded: boolean;
    answer(request: Request): Promise<Response>;
}

class FetchGateway implements Gateway {
    active = 0;
    readonly #config: GatewayConfig;
    readonly #options: GatewayOptions;
    readonly #fetch: AnyFetch;
    readonly #pools: Pools;
    readonly #embeddings: Embeddings;
    /** "": anybody may ask. */
    readonly #access: string;
    /** Loaded, or on the way. */
    #tools: Promise<Tools> | undefined;

    constructor(options: GatewayOptions) {
        const { config, env = {}, fetch = (...asked) => globalThis.fetch(...asked) } = options;
        this.#options = options;
        this.#config = checkConfig(config);
        this.#fetch = stayingFetch(fetch);
        this.#pools = new Pools(this.#config, upstreamsOf(this.#config.endpoints, env), this.#fetch);
        this.#embeddings = new Embeddings(this.#config.embeddings, env, this.#fetch);
        this.#access = this.#config.access_key_env === undefined ? "" : secretOf(this.#config.access_key_env, env);
    }

    async fetch(request: Request): Promise<Response> {
        const id = newId();
        const response = await this.#answer(request, id).catch((error: unknown) => this.#sorry(error));
        const headers = { ...corsHeaders(request, this.#config.cors), "x-request-id": id };
        for (const [name, value] of Object.entries(headers)) {
            response.headers.set(name, value);
        }
        return response;
    }

    async ready(): Promise<Tools> {
        // A core that has crashed is disposed of.
        if ((await this.#tools)?.smacs.core.disposed) {
            this.#tools = undefined;
        }
        this.#tools ??= this.#load().catch((error: unknown) => {
            this.#tools = undefined;
            throw error;
        });
        return this.#tools;
    }

    /** Tools that the config does not go with are of no use. */
    async #load(): Promise<Tools> {
        const tools = await this.#options.load();
        try {
            this.#embeddings.embedFor(tools.index);
        } catch (error) {
            tools.dispose();
            throw error;
        }
        return tools;
    }

    async #answer(request: Request, id: string): Promise<Response> {
        const { pathname } = new URL(request.url);
        const path = pathname.replace(/(?<=.)\/+$/, "");
        refuseStrangers(request, this.#config.cors);
        if (request.method === "OPTIONS") {
            return preflight(request);
        }
        const place = this.#placeOf(path, id);
        if (!place) {
            throw new ApiError(404, `There is nothing at ${path}.`, { code: "not_found" });
        }
        if (request.method !== place.method) {
            throw new ApiError(405, `${path} takes ${place.method}.`, { headers: { allow: place.method } });
        }
        if (place.guarded) {
            await this.#admit(request);
        }
        return place.answer(request);
    }

    #placeOf(path: string, id: string): Place | undefined {
        const places: Record<string, Place> = {
            "/healthz": { method: "GET", guarded: false, answer: () => this.#health() },
            "/v1/models": { method: "GET", guarded: true, answer: () => this.#models() },
            "/v1/route": { method: "POST", guarded: true, answer: (request) => this.#route(request) },
            "/v1/chat/completions": { method: "POST", guarded: true, answer: (request) => this.#chat(request, id) },
        };
        const ofModel: Place = { method: "GET", guarded: true, answer: () => this.#model(path) };
        return Object.hasOwn(places, path) ? places[path] : path.startsWith("/v1/models/") ? ofModel : undefined;
    }

    /** Compares digests under a salt of this moment, so that the time it takes tells nothing. */
    async #admit(request: Request): Promise<void> {
        if (this.#access === "") {
            return;
        }
        const salt = crypto.getRandomValues(new Uint8Array(16));
        const [given, wanted] = await Promise.all([sha256(salt, bearerOf(request)), sha256(salt, this.#access)]);
        if (hex(given) !== hex(wanted)) {
            throw new ApiError(401, "This gateway needs its access key as a bearer token.", {
                code: "invalid_api_key",
            });
        }
    }

    async #health(): Promise<Response> {
        const { smacs, index } = await this.ready();
        const { questions, models, digest } = index.info;
        return Response.json({
            status: "ok",
            version: smacs.version,
            index: { questions, models: models.length, digest },
            active: this.active,
        });
    }

    async #models(): Promise<Response> {
        const created = await this.#created();
        return Response.json({ object: "list", data: offered.map((model) => modelEntry(model, created)) });
    }

    async #model(path: string): Promise<Response> {
        const id = decoded(path.slice("/v1/models/".length));
        return Response.json(modelEntry(offeredModel(id), await this.#created()));
    }

    /** The day on which the index was made, in seconds since 1970; 0 where it does not say. */
    async #created(): Promise<number> {
        const { index } = await this.ready();
        return Math.floor(Date.parse(index.info.dates?.made ?? "1970-01-01") / 1000) || 0;
    }

    async #route(request: Request): Promise<Response> {
        const { body, leave } = await this.#enter(request);
        try {
            const tools = await this.ready();
            const text = await routeText(tools, this.#embedFor(tools), body, request.signal);
            return new Response(text, { headers: { "content-type": "application/json" } });
        } finally {
            leave();
        }
    }

    #embedFor({ index }: Tools): Embed | undefined {
        return this.#embeddings.embedFor(index);
    }

    #refuseIfBusy(): void {
        const { concurrent } = { ...defaultLimits, ...this.#config.limits };
        if (this.active >= concurrent) {
            throw new ApiError(503, `The gateway is busy with ${concurrent} requests. Ask again in a moment.`, {
                code: "overloaded",
                headers: { "retry-after": "1" },
            });
        }
    }

    /** A request takes a place once its body is there, so that callers who send none keep no place from others. */
    async #enter(request: Request): Promise<{ body: unknown; leave(): void }> {
        this.#refuseIfBusy();
        const body = await this.#json(request);
        this.#refuseIfBusy();
        this.active++;
        return {
            body,
            leave: () => {
                this.active--;
            },
        };
    }

    async #chat(request: Request, id: string): Promise<Response> {
        const started = Date.now();
        let model = "";
        let leave = () => {};
        let ended = false;
        const end = (status: number, result?: RunResult) => {
            if (!ended) {
                ended = true;
                leave();
                const ms = Date.now() - started;
                const { models = [], degraded = [] } = result ? extensionOf({ ...result, trace: undefined }) : {};
                this.#options.onEnd?.({ id, model, status, ms, models, degraded });
            }
        };
        try {
            const entered = await this.#enter(request);
            leave = entered.leave;
            const asked = chatRequest(entered.body);
            model = asked.model.id;
            const tools = await this.ready();
            const callersKey = this.#access === "" ? bearerOf(request) : "";
            const members = await this.#pools.poolFor(tools, callersKey, request.signal);
            return await answerChat(asked, {
                id,
                tools,
                embed: this.#embedFor(tools),
                checker: this.#options.checker,
                members,
                config: this.#config,
                limits: { ...defaultLimits, ...this.#config.limits },
                fetch: this.#fetch,
                gone: request.signal,
                onEnd: ({ status, result }) => end(status, result),
                onError: (error) => this.#options.onError?.(error),
            });
        } catch (error) {
            const told = request.signal.aborted ? new ApiError(callerLeft, "The caller left.") : error;
            end(told instanceof ApiError ? told.status : 500);
            throw told;
        }
    }

    /** The body as JSON. Pages cannot send its type unasked, so none can use a gateway that does not let it. */
    async #json(request: Request): Promise<unknown> {
        const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
        if (type !== "application/json") {
            throw new ApiError(415, "Send JSON, with the header Content-Type: application/json.");
        }
        const limit = this.#config.limits?.body_bytes ?? defaultLimits.body_bytes;
        const within = Math.min(longestBody, this.#config.limits?.seconds ?? defaultLimits.seconds);
        const slow = AbortSignal.timeout(within * 1000);
        const { text, whole } = await readBody(request, limit, AbortSignal.any([request.signal, slow])).catch(
            (error) => {
                throw slow.aborted ? new ApiError(408, `The body did not come within ${within} seconds.`) : error;
            },
        );
        if (!whole) {
            throw new ApiError(413, `The body is larger than ${limit} bytes.`, { code: "request_too_large" });
        }
        const value = parseJson(text);
        if (value === undefined) {
            throw new ApiError(400, "The body is no JSON.", { code: "invalid_json" });
        }
        return value;
    }

    #sorry(error: unknown): Response {
        if (error instanceof ApiError) {
            return error.response();
        }
        this.#options.onError?.(error);
        return new ApiError(500, "The gateway failed.", { code: "internal_error" }).response();
    }
}

function bearerOf(request: Request): string {
    return /^Bearer +(.*)$/i.exec(request.headers.get("authorization") ?? "")?.[1]?.trim() ?? "";
}

function decoded(part: string): string {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

const newId = () => hex(crypto.getRandomValues(new Uint8Array(16)));
