// Calls a model: the page's side of the calls that a run asks for.
import { asFailure, realClock } from "smacs/wire";
import type { CallRequest, CallTools, CallUpdate, Completion } from "./call-types.ts";
import { createCapabilities } from "./capabilities.ts";
import type { Endpoint } from "./endpoint.ts";
import { createLimiters } from "./limiter.ts";
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

/** Sets the default of what calls share. The page does that at its start, with a store. */
export function configureCalls(parts: Partial<CallTools>): CallTools {
    standard = createCallTools(parts);
    return standard;
}

export function configuredTools(): CallTools {
    return standard;
}

// Reading replies is no part of the first visit.
const load = () => import("./one-call.ts");

/** Fetches what calls need before the first one is made. A failure is told when one is. */
export function fetchCalls(): void {
    load().catch(() => {});
}

/** Makes a call. Throws only Failures; each has what had arrived. Aborting ends the call at once. */
export async function call(
    request: CallRequest,
    signal: AbortSignal,
    onUpdate: (update: CallUpdate) => void = () => {},
    tools: CallTools = standard,
): Promise<Completion> {
    const { OneCall } = await load().catch((error: unknown) => {
        throw asFailure(error);
    });
    return new OneCall(request, signal, onUpdate, tools).run();
}
