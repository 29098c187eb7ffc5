// Who may be asked: the members that the config names, or what the endpoints list and the index knows.

import type { PoolEndpoint } from "../host/fetch-host.js";
import { largestPool, worthAsking } from "../host/listed-models.js";
import type { LoadedTools } from "../load-tools.js";
import type { ScoreIndex } from "../score-index.js";
import { asFailure } from "../wire/failure.js";
import type { ListedModel } from "../wire/model-list.js";
import type { GatewayConfig, MemberConfig } from "./config.js";
import { ApiError, errorOf, type FailedCall } from "./errors.js";
import { type AnyFetch, type Upstream, upstreamAt } from "./upstream.js";

export type Tools = Required<Pick<LoadedTools, "smacs" | "embedder" | "index" | "dispose">>;

export interface Member extends PoolEndpoint {
    /** Its id at the endpoint. */
    served: string;
    upstream: Upstream;
    key: string;
}

/** For how long a list of models holds, in ms, and how many are kept. */
const listHolds = 600_000;
const listsKept = 64;

/** A member without a caller's key. */
type Place = Omit<Member, "key">;

interface KeptList {
    until: number;
    places: Place[];
}

export class Pools {
    readonly #config: GatewayConfig;
    readonly #upstreams: ReadonlyMap<string, Upstream>;
    readonly #fetch: AnyFetch;
    /** What an index says of the members and lists: it takes milliseconds to look up names. */
    #known: { index: ScoreIndex; named: Place[] | undefined; lists: Map<string, KeptList> } | undefined;
    /** Of this process: with it, a digest of a key says nothing about the key. */
    #salt: Uint8Array | undefined;

    constructor(config: GatewayConfig, upstreams: ReadonlyMap<string, Upstream>, fetch: AnyFetch) {
        this.#config = config;
        this.#upstreams = upstreams;
        this.#fetch = fetch;
    }

    /** The pool for a caller with this key ("": none). Throws an ApiError if there is nobody to ask. */
    async poolFor({ index }: Tools, callersKey: string, signal: AbortSignal): Promise<Member[]> {
        if (this.#known?.index !== index) {
            this.#known = { index, named: this.#named(index), lists: new Map() };
        }
        const { named, lists } = this.#known;
        const places = named ?? (await this.#listed(index, lists, callersKey, signal));
        if (places.length === 0) {
            throw new ApiError(
                503,
                "The index knows none of the listed models: name the pool's members in the config.",
                { code: "no_models" },
            );
        }
        return places.slice(0, largestPool).map((place) => ({ ...place, key: place.upstream.keyFor(callersKey) }));
    }

    #named(index: ScoreIndex): Place[] | undefined {
        const { members } = this.#config;
        const matches = members && index.match(members.map(({ index: name, model }) => name ?? model));
        return members?.map((member, at) =>
            placeOf(member, upstreamAt(this.#upstreams, member.endpoint), index, matches?.[at]?.model),
        );
    }

    async #listed(
        index: ScoreIndex,
        lists: Map<string, KeptList>,
        callersKey: string,
        signal: AbortSignal,
    ): Promise<Place[]> {
        const failed: FailedCall[] = [];
        const ofEach = await Promise.all(
            [...this.#upstreams.values()].map(async (upstream) => {
                try {
                    return await this.#list(upstream, index, lists, callersKey, signal);
                } catch (error) {
                    signal.throwIfAborted();
                    failed.push({ member: upstream.name, failure: asFailure(error), ownKey: upstream.hasOwnKey });
                    return [];
                }
            }),
        );
        const places = ofEach.flat();
        if (places.length === 0 && failed.length > 0) {
            throw errorOf(failed, "The list of models could not be read.");
        }
        return places;
    }

    /** Lists may differ from key to key. */
    async #list(
        upstream: Upstream,
        index: ScoreIndex,
        lists: Map<string, KeptList>,
        callersKey: string,
        signal: AbortSignal,
    ): Promise<Place[]> {
        const key = `${upstream.name} ${upstream.takesCallersKey ? await this.#digest(callersKey) : ""}`;
        const kept = lists.get(key);
        if (kept && kept.until > Date.now()) {
            return kept.places;
        }
        const list = await upstream.models(callersKey, this.#fetch, signal);
        // Ids are unique in one list only.
        const prefix = this.#upstreams.size === 1 ? "" : `${upstream.name}/`;
        const places = placesOf(list, upstream, index, prefix);
        lists.delete(key);
        lists.set(key, { until: Date.now() + listHolds, places });
        const oldest = lists.size > listsKept ? lists.keys().next().value : undefined;
        if (oldest !== undefined) {
            lists.delete(oldest);
        }
        return places;
    }

    async #digest(key: string): Promise<string> {
        this.#salt ??= crypto.getRandomValues(new Uint8Array(32));
        return hex(await sha256(this.#salt, key));
    }
}

export async function sha256(salt: Uint8Array, text: string): Promise<Uint8Array> {
    const bytes = new TextEncoder().encode(text);
    const salted = new Uint8Array(salt.length + bytes.length);
    salted.set(salt);
    salted.set(bytes, salt.length);
    return new Uint8Array(await crypto.subtle.digest("SHA-256", salted));
}

export const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A member of the config. `known`: the index's name for it. */
function placeOf(member: MemberConfig, upstream: Upstream, index: ScoreIndex, known: string | null | undefined): Place {
    const { endpoint: _endpoint, model: served, index: _index, price_input, price_output, ...said } = member;
    return {
        ...said,
        ...(price_input === undefined ? {} : { priceInput: price_input }),
        ...(price_output === undefined ? {} : { priceOutput: price_output }),
        maker: member.maker ?? makerOf(index, known) ?? upstream.base,
        ...(known ? { model: known } : {}),
        base: upstream.base,
        served,
        upstream,
    };
}

function placesOf(list: readonly ListedModel[], upstream: Upstream, index: ScoreIndex, prefix: string): Place[] {
    return worthAsking(list, index).map(({ id, price, model }) => ({
        id: `${prefix}${id}`,
        maker: makerOf(index, model) ?? upstream.base,
        ...(price ? { priceInput: price.input, priceOutput: price.output } : {}),
        ...(model ? { model } : {}),
        base: upstream.base,
        served: id,
        upstream,
    }));
}

function makerOf(index: ScoreIndex, model: string | null | undefined): string | undefined {
    return model ? index.info.models.find(({ name }) => name === model)?.facts?.maker : undefined;
}
