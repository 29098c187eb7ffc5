// Whether and when to ask again; the command has the same rule (src/wire/retry.c). Only failures that are likely to
// pass are tried again, and only while nothing of an answer has arrived: a second attempt after that would be paid
// twice.
import type { Failure } from "./failure.js";

/** Attempts at one call, the first included. */
export const maxAttempts = 3;

/** If a server asks for a longer wait, in ms, the call is given up so that the run does not wait for it. */
const longestWait = 60_000;

/** First and longest wait, in ms. Each wait is three times the one before, and up to half shorter or longer. */
type Profile = readonly [first: number, longest: number];

const network: Profile = [500, 8000];
const busy: Profile = [1000, 30_000];
const stumbled: Profile = [200, 2000];

function profileOf({ kind, status = 0 }: Failure): Profile | undefined {
    if (kind === "network") {
        return network;
    }
    if (kind === "rate-limit") {
        return busy;
    }
    if ((kind !== "server" && kind !== "timeout") || status < 500) {
        return undefined;
    }
    return status === 502 || status === 503 ? busy : stumbled;
}

/** ms to wait after the n-th attempt failed; undefined: do not ask again. `random` is in [0, 1). */
export function delayAfter(attempt: number, failure: Failure, random: number): number | undefined {
    const profile = profileOf(failure);
    const asked = failure.retryAfter ?? 0;
    if (!profile || asked > longestWait) {
        return undefined;
    }
    const [first, longest] = profile;
    const wait = first * 3 ** (attempt - 1) * (0.5 + random);
    return Math.max(asked, first, Math.min(longest, wait));
}
