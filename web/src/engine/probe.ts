// Finds out what a model at an endpoint can do, with a call of one token. Costs next to nothing, once in 30 days.
import { type CallTools, call, configuredTools, type Endpoint } from "./call.ts";
import type { Capabilities } from "./capabilities.ts";
import { Failure } from "./failure.ts";

const patience = { first: 60_000, idle: 20_000, total: 90_000 };

/** What was learnt before if that is still fresh, else what one call tells. Throws Failures. */
export async function probe(
    endpoint: Endpoint,
    model: string,
    signal: AbortSignal,
    tools: CallTools = configuredTools(),
): Promise<Capabilities> {
    const known = tools.capabilities.get(endpoint.base, model);
    if (known?.logprobs !== undefined) {
        return known;
    }
    const messages = [{ role: "user" as const, content: "Reply with the word yes." }];
    const request = { endpoint, model, messages, params: { max_tokens: 1, logprobs: true }, patience };
    try {
        await call(request, signal, () => {}, tools);
    } catch (error) {
        // One token may be no word yet, or a thought: what the call was for is known all the same.
        if (!(error instanceof Failure) || error.kind !== "empty") {
            throw error;
        }
    }
    const found = tools.capabilities.get(endpoint.base, model);
    return found ?? tools.capabilities.learn(endpoint.base, model, { logprobs: false });
}
