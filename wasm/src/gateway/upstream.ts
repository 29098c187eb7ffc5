// An endpoint as the gateway uses it: its key, its turns, and requests that stay with its host.
import { SmacsError } from "../error.js";
import { listModels } from "../host/listed-models.js";
import { Limiter } from "../wire/limiter.js";
import type { ListedModel } from "../wire/model-list.js";
import { type EndpointConfig, type Environment, secretOf } from "./config.js";

export type AnyFetch = typeof globalThis.fetch;

/**
 * A fetch that follows no redirect, because that could take a key to another host. A redirect comes back as it is, and
 * its status is no success. "error" would do, but workerd does not know it.
 */
export const stayingFetch =
    (fetch: AnyFetch): AnyFetch =>
    (url, init) =>
        fetch(url, { ...init, redirect: "manual" });

export class Upstream {
    readonly name: string;
    /** Without a slash at its end. */
    readonly base: string;
    readonly takesCallersKey: boolean;
    readonly timeoutMs: number | undefined;
    /** "": none. */
    readonly #own: string;
    readonly #limiter: Limiter;

    constructor(name: string, { base, key_env, caller_key, parallel, timeout_s }: EndpointConfig, env: Environment) {
        this.name = name;
        this.base = base.replace(/\/+$/, "");
        this.takesCallersKey = caller_key === true;
        this.timeoutMs = timeout_s === undefined ? undefined : timeout_s * 1000;
        this.#own = key_env === undefined ? "" : secretOf(key_env, env);
        this.#limiter = new Limiter(parallel || Number.POSITIVE_INFINITY);
    }

    /** Whether the gateway has a key of its own for it. */
    get hasOwnKey(): boolean {
        return this.#own !== "";
    }

    /** What goes along as a bearer token; "": nothing. */
    keyFor(callersKey: string): string {
        return this.takesCallersKey ? callersKey : this.#own;
    }

    /** Does the work once fewer calls than allowed are in flight. Rejects with the signal's reason. */
    async inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
        const release = await this.#limiter.acquire(signal);
        try {
            return await work();
        } finally {
            release();
        }
    }

    /** Its models. Rejects as listModels does. */
    models(callersKey: string, fetch: AnyFetch, signal: AbortSignal): Promise<ListedModel[]> {
        return listModels(this.base, this.keyFor(callersKey), signal, fetch);
    }
}

export function upstreamsOf(endpoints: Record<string, EndpointConfig>, env: Environment): Map<string, Upstream> {
    return new Map(
        Object.entries(endpoints).map(([name, endpoint]) => [name, new Upstream(name, endpoint, env)] as const),
    );
}

/** The one endpoint of this name, which the config was checked to have. */
export function upstreamAt(upstreams: ReadonlyMap<string, Upstream>, name: string): Upstream {
    const found = upstreams.get(name);
    if (!found) {
        throw new SmacsError("not-found", `there is no endpoint "${name}"`);
    }
    return found;
}
