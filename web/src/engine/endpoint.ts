// An endpoint and the models that it serves.
import { asFailure, Failure, failureFrom, jsonFrom } from "smacs/wire";
import { isRecord, isString } from "../lib/storage.ts";
import { fetchFor } from "./fetch-for.ts";
import { type Provider, providerOf } from "./providers.ts";

export interface Endpoint {
    /** As normaliseAddress returns it. */
    base: string;
    /** "" for servers that need none. */
    key: string;
    /** Id of a row in providers.ts; by default the row of the base address, or "custom". */
    provider?: string;
}

export interface ChatMessage {
    role: "system" | "user" | "assistant";
    content: string;
}

/** A model in the endpoint's list. */
export interface ListedModel {
    id: string;
    /** US dollars per million tokens, if the list has prices in a unit that providers.ts knows. */
    price?: { input: number; output: number };
    /** Context length in tokens. */
    context?: number;
}

/** Only headers that the service's preflight allows. */
export function headersOf({ key }: Endpoint, provider: Provider): Record<string, string> {
    const auth = provider.auth === "bearer" ? { Authorization: `Bearer ${key}` } : { "x-api-key": key };
    return { ...provider.headers, ...(key === "" ? {} : auth) };
}

/**
 * The models that the endpoint serves, sorted by id, each once. Throws a Failure after `patience` ms at the latest. A
 * redirect is a failure: following it would send the key to an address that nobody entered.
 */
export async function listModels(
    endpoint: Endpoint,
    signal: AbortSignal,
    patience: number = 20_000,
): Promise<ListedModel[]> {
    const timeout = AbortSignal.timeout(patience);
    const provider = providerOf(endpoint);
    try {
        const either = AbortSignal.any([signal, timeout]);
        const init = { headers: headersOf(endpoint, provider), signal: either, redirect: "error" } as const;
        const response = await fetchFor(endpoint.base)(endpoint.base + provider.models, init);
        if (!response.ok) {
            throw await failureFrom(response, either);
        }
        const models = modelsIn(await jsonFrom(response, either), provider);
        if (!models) {
            throw new Failure("bad-response", "", response.status);
        }
        return models;
    } catch (error) {
        throw timeout.aborted ? new Failure("timeout") : asFailure(error).with({ provider: provider.id });
    }
}

/** {data: [{id}]}, the same as a bare list, or {models: [{name}]}. */
function modelsIn(body: unknown, provider: Provider): ListedModel[] | undefined {
    const list: unknown = isRecord(body) ? (body.data ?? body.models) : body;
    if (!Array.isArray(list)) {
        return undefined;
    }
    const byId = new Map<string, ListedModel>();
    for (const entry of list) {
        const id: unknown = isRecord(entry) ? (entry.id ?? entry.name) : entry;
        if (isString(id) && !byId.has(id)) {
            byId.set(id, { id, ...(isRecord(entry) ? { ...priceIn(entry, provider), ...contextIn(entry) } : {}) });
        }
    }
    return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id, "en"));
}

function priceIn({ pricing }: Record<string, unknown>, { listPrices }: Provider): Pick<ListedModel, "price"> {
    if (!listPrices || !isRecord(pricing)) {
        return {};
    }
    const read = (value: unknown) => {
        const number = isString(value) && value.trim() !== "" ? Number(value) : value;
        // A negative price means "it depends". Rounding removes the digits that floating point adds.
        return typeof number === "number" && Number.isFinite(number) && number >= 0
            ? Number((number * listPrices.perMillion).toPrecision(9))
            : undefined;
    };
    const input = read(pricing[listPrices.input]);
    const output = read(pricing[listPrices.output]);
    return input === undefined || output === undefined ? {} : { price: { input, output } };
}

/** The names that OpenRouter and Together, vLLM, and Groq use. */
function contextIn(entry: Record<string, unknown>): Pick<ListedModel, "context"> {
    const names = ["context_length", "max_model_len", "context_window"];
    const context = names.map((name) => entry[name]).find((value) => Number.isInteger(value) && Number(value) > 0);
    return context === undefined ? {} : { context: Number(context) };
}
