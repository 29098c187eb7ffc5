// One call to one model, from waiting for its turn to the whole answer: the page's side of what the core asks for.
import { type Answer, type CallUsage, type Clock, type Patience, realClock } from "smacs/wire";
import { type CapabilityCache, createCapabilities } from "./capabilities.ts";
import type { ChatMessage, Endpoint } from "./endpoint.ts";
import { createLimiters, type Limiters } from "./limiter.ts";
import { OneCall } from "./one-call.ts";
import type { CallParams } from "./request.ts";

export type { CallParams, Endpoint };

export interface CallRequest {
    endpoint: Endpoint;
    model: string;
    messages: ChatMessage[];
    params: CallParams;
    patience: Patience;
}

export interface CallUpdate {
    text: string;
    reasoning: string;
    phase: "queued" | "waiting" | "streaming" | "backing-off";
    /** While backing off: when it is asked again, in ms of performance.now(). */
    retryAt?: number;
}

export interface Completion extends Answer {
    usage: CallUsage;
    /** From sending the attempt that was answered, and to its first text or thought. */
    ms: number;
    first_ms?: number;
    /** Fields that were asked for but left out, because the server refuses them. */
    dropped: string[];
}

/** What calls share. */
export interface CallTools {
    limiters: Limiters;
    capabilities: CapabilityCache;
    clock: Clock;
    /** In [0, 1). */
    random: () => number;
}

export function createCallTools(parts: Partial<CallTools> = {}): CallTools {
    const clock = parts.clock ?? realClock;
    return {
        clock,
        limiters: createLimiters(clock),
        capabilities: createCapabilities(),
        random: Math.random,
        ...parts,
    };
}

let standard = createCallTools();

/** Sets what calls share when they are given nothing else: at the page's start, with a store to remember in. */
export function configureCalls(parts: Partial<CallTools>): CallTools {
    standard = createCallTools(parts);
    return standard;
}

export function configuredTools(): CallTools {
    return standard;
}

/** Asks. Throws Failures only; each carries what had arrived. Aborting ends it at once, whatever it is doing. */
export function call(
    request: CallRequest,
    signal: AbortSignal,
    onUpdate: (update: CallUpdate) => void = () => {},
    tools: CallTools = standard,
): Promise<Completion> {
    return new OneCall(request, signal, onUpdate, tools).run();
}
