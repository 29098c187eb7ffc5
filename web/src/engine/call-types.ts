// The types of a call: what it is asked for, and what it reports.
import type { Answer, CallUsage, Clock, Patience } from "smacs/wire";
import type { CapabilityCache } from "./capabilities.ts";
import type { ChatMessage, Endpoint } from "./endpoint.ts";
import type { Limiters } from "./limiter.ts";
import type { SentPicture } from "./pictures.ts";
import type { CallParams } from "./request.ts";

export interface CallRequest {
    endpoint: Endpoint;
    model: string;
    messages: ChatMessage[];
    /** They go with the messages that hold their questions; left out: none. */
    pictures?: readonly SentPicture[] | undefined;
    params: CallParams;
    patience: Patience;
}

export interface CallUpdate {
    text: string;
    reasoning: string;
    phase: "queued" | "waiting" | "streaming" | "backing-off";
    /** While backing off: the time of the next attempt, in ms of performance.now(). */
    retryAt?: number;
}

export interface Completion extends Answer {
    usage: CallUsage;
    /** Time from sending the successful attempt to its end, and to its first text or thought. */
    ms: number;
    firstMs?: number;
    /** Fields that were asked for but left out because the server refuses them. */
    dropped: string[];
}

/** What all calls share. */
export interface CallTools {
    limiters: Limiters;
    capabilities: CapabilityCache;
    clock: Clock;
    /** In [0, 1). */
    random: () => number;
}
