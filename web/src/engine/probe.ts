// Tests what a model at an endpoint can do, with a call of a few tokens that costs next to nothing.
import { Failure } from "smacs/wire";
import { type CallTools, call, configuredTools, type Endpoint } from "./call.ts";
import type { Capabilities } from "./capabilities.ts";

const patience = { first: 60_000, idle: 20_000, total: 90_000 };

export interface Probed {
    capabilities: Capabilities;
    /** How long the whole answer took, in ms, including the wait for a turn. */
    ms: number;
}

/** Some thinking models refuse calls with fewer tokens. */
const tokens = 16;

/** Asks now, even if the answers are known. Throws Failures. */
export async function probe(
    endpoint: Endpoint,
    model: string,
    signal: AbortSignal,
    tools: CallTools = configuredTools(),
): Promise<Probed> {
    const messages = [{ role: "user" as const, content: "Reply with the word yes." }];
    const request = { endpoint, model, messages, params: { max_tokens: tokens, logprobs: true }, patience };
    const start = tools.clock.now();
    let ms: number | undefined;
    try {
        ms = (await call(request, signal, () => {}, tools)).ms;
    } catch (error) {
        // All tokens may have been thoughts. The call has still shown what it was for.
        if (!(error instanceof Failure) || error.kind !== "empty") {
            throw error;
        }
    }
    const found = tools.capabilities.get(endpoint.base, model);
    return {
        capabilities: found ?? tools.capabilities.learn(endpoint.base, model, { logprobs: false }),
        ms: ms ?? tools.clock.now() - start,
    };
}
