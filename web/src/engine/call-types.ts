// What is asked of a call and what it tells.
import type { Answer, CallUsage, Clock, Patience } from "smacs/wire";
import type { CapabilityCache } from "./capabilities.ts";
import type { ChatMessage, Endpoint } from "./endpoint.ts";
import type { Limiters } from "./limiter.ts";
import type { CallParams } from "./request.ts";

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
    firstMs?: number;
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
