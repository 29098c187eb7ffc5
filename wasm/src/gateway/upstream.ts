// An endpoint as the gateway uses it: its key, its turns, and requests that stay with its host.
import { SmacsError } from "../error.js";
import { listModels } from "../host/listed-models.js";
import { untilAborted, withResolvers } from "../wire/clock.js";
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
    readonly #parallel: number;
    #busy = 0;
    readonly #waiting: (() => void)[] = [];

    constructor(name: string, { base, key_env, caller_key, parallel, timeout_s }: EndpointConfig, env: Environment) {
        this.name = name;
        this.base = base.replace(/\/+$/, "");
        this.takesCallersKey = caller_key === true;
        this.timeoutMs = timeout_s === undefined ? undefined : timeout_s * 1000;
        this.#own = key_env === undefined ? "" : secretOf(key_env, env);
        this.#parallel = parallel || Number.POSITIVE_INFINITY;
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
        if (this.#busy >= this.#parallel) {
            await this.#turn(signal);
        } else {
            this.#busy++;
        }
        try {
            return await work();
        } finally {
            this.#free();
        }
    }

    /** Its models. Rejects as listModels does. */
    models(callersKey: string, fetch: AnyFetch, signal: AbortSignal): Promise<ListedModel[]> {
        return listModels(this.base, this.keyFor(callersKey), signal, fetch);
    }

    async #turn(signal: AbortSignal): Promise<void> {
        const { promise, resolve } = withResolvers<void>();
        this.#waiting.push(resolve);
        try {
            await untilAborted(promise, signal);
        } catch (error) {
            const at = this.#waiting.indexOf(resolve);
            if (at >= 0) {
                this.#waiting.splice(at, 1);
            } else {
                // The turn came at the same time: it goes to the next.
                this.#free();
            }
            throw error;
        }
    }

    /** A turn goes straight to the next who waits. */
    #free(): void {
        const next = this.#waiting.shift();
        if (next) {
            next();
        } else {
            this.#busy--;
        }
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
