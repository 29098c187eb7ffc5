// An endpoint and the models that it serves.
import { asFailure, Failure, failureFrom, failureIn, jsonFrom, type ListedModel, readModelList } from "smacs/wire";
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
        const init = { headers: headersOf(endpoint, provider), signal: either, redirect: "manual" } as const;
        const response = await fetchFor(endpoint.base)(endpoint.base + provider.models, init);
        if (!response.ok) {
            throw await failureFrom(response, either);
        }
        const body = await jsonFrom(response, either);
        const models = readModelList(body, provider);
        if (!models) {
            throw failureIn(body) ?? new Failure("bad-response", "", response.status);
        }
        return models;
    } catch (error) {
        throw timeout.aborted ? new Failure("timeout") : asFailure(error).with({ provider: provider.id });
    }
}
