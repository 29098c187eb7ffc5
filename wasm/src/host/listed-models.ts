// The models that an endpoint lists: reading the list, and choosing those that are worth asking.
import { idsByModel } from "../ids-by-model.js";
import type { ScoreIndex } from "../score-index.js";
import { untilAborted } from "../wire/clock.js";
import { asFailure, Failure } from "../wire/failure.js";
import { type ListedModel, readModelList } from "../wire/model-list.js";
import { failureWithoutKey } from "../wire/redact.js";
import { failureFrom, jsonFrom } from "../wire/transport.js";

/** The core's own limit. */
export const largestPool = 256;

/** A list this short is of somebody's own models: all may be asked, even if the index knows none. */
const shortList = 8;

/** What the endpoint lists. Rejects with a Failure, in which the key does not stand, or with the signal's reason. */
export async function listModels(
    base: string,
    key: string,
    signal: AbortSignal = new AbortController().signal,
    fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<ListedModel[]> {
    try {
        const headers = key === "" ? {} : { Authorization: `Bearer ${key}` };
        // A redirect could take the key to another host. It comes back as it is, and its status is no success.
        const init = { headers, signal, redirect: "manual" } as const;
        const response = await untilAborted(fetch(`${base.replace(/\/+$/, "")}/models`, init), signal);
        if (!response.ok) {
            throw await failureFrom(response, signal);
        }
        const list = readModelList(await jsonFrom(response, signal));
        if (!list) {
            throw new Failure("bad-response", "this is no list of models");
        }
        return list;
    } catch (error) {
        signal.throwIfAborted();
        throw failureWithoutKey(asFailure(error), key);
    }
}

/** Those that the index knows, each model once and with its name, or a whole short list. */
export function worthAsking(
    list: readonly ListedModel[],
    index: ScoreIndex | null | undefined,
): (ListedModel & { model?: string })[] {
    const ids = idsByModel(index?.match(list.map(({ id }) => id)) ?? []);
    if (ids.size === 0) {
        return list.length > shortList ? [] : [...list];
    }
    const models = new Map([...ids].map(([model, id]) => [id, model]));
    return list.flatMap((listed) => {
        const model = models.get(listed.id);
        return model === undefined ? [] : [{ ...listed, model }];
    });
}
