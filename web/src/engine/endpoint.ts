// An endpoint and the models that it serves.
import { isRecord, isString } from "../lib/storage.ts";
import { asFailure, Failure } from "./failure.ts";
import { providerOf } from "./providers.ts";
import { headersOf } from "./request.ts";
import { failureOfResponse } from "./wire-errors.ts";

export interface Endpoint {
    /** As normaliseAddress gives it. */
    base: string;
    /** "" for servers that want none. */
    key: string;
    /** Id of a row in providers.ts; without one, that of the base, or "custom". */
    provider?: string;
}

export interface ChatMessage {
    role: "system" | "user" | "assistant";
    content: string;
}

/** Ids of the models that the endpoint serves, sorted. Throws a Failure. */
export async function listModels(endpoint: Endpoint, signal: AbortSignal): Promise<string[]> {
    const timeout = AbortSignal.timeout(20_000);
    const provider = providerOf(endpoint);
    try {
        const init = { headers: headersOf(endpoint, provider), signal: AbortSignal.any([signal, timeout]) };
        const response = await fetch(endpoint.base + provider.models, init);
        if (!response.ok) {
            throw failureOfResponse(response.status, await response.text());
        }
        const ids = idsIn(await response.json());
        if (!ids) {
            throw new Failure("bad-response", "", response.status);
        }
        return ids;
    } catch (error) {
        throw timeout.aborted ? new Failure("timeout") : asFailure(error).with({ provider: provider.id });
    }
}

/** {data: [{id}]}, the same as a bare list, or {models: [{name}]}. */
function idsIn(body: unknown): string[] | undefined {
    const list: unknown = isRecord(body) ? (body.data ?? body.models) : body;
    if (!Array.isArray(list)) {
        return undefined;
    }
    const ids = list.map((entry) => (isRecord(entry) ? (entry.id ?? entry.name) : entry)).filter(isString);
    return [...new Set(ids)].sort((a, b) => a.localeCompare(b, "en"));
}
