// One call to one model, from waiting for its turn to the whole answer: the page's side of what the core asks for.
import { realClock } from "smacs/wire";
import type { CallRequest, CallTools, CallUpdate, Completion } from "./call-types.ts";
import { createCapabilities } from "./capabilities.ts";
import type { Endpoint } from "./endpoint.ts";
import { createLimiters } from "./limiter.ts";
import { OneCall } from "./one-call.ts";
import type { CallParams } from "./request.ts";

export type { CallParams, CallRequest, CallTools, CallUpdate, Completion, Endpoint };

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
