// What OpenRouter says of a key: how much it may spend, and until when.
import { Failure, jsonFrom } from "smacs/wire";
import { isRecord, isString } from "../lib/storage.ts";
import type { Endpoint } from "./endpoint.ts";

/** US dollars; undefined: no limit, or no end. */
export interface GrantedTerms {
    limit: number | undefined;
    /** Of the limit. */
    left: number | undefined;
    /** An ISO date. */
    expires: string | undefined;
}

/** Of the endpoint's key, which goes nowhere but to its own address. Throws where it does not say. */
export async function grantedTerms({ base, key }: Endpoint, signal: AbortSignal): Promise<GrantedTerms> {
    const headers = { Authorization: `Bearer ${key}` };
    const response = await fetch(`${base}/key`, { headers, signal, redirect: "error" });
    const body: unknown = response.ok ? await jsonFrom(response, signal) : undefined;
    const data = isRecord(body) && isRecord(body.data) ? body.data : undefined;
    if (!data || !("limit" in data)) {
        throw new Failure("bad-response");
    }
    const amount = (value: unknown) => (typeof value === "number" && value >= 0 ? value : undefined);
    return {
        limit: amount(data.limit),
        left: amount(data.limit_remaining),
        expires: isString(data.expires_at) && !Number.isNaN(Date.parse(data.expires_at)) ? data.expires_at : undefined,
    };
}
