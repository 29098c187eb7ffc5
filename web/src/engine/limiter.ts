// The page's limiters of calls, one for each host.
import { type Clock, Limiter, realClock } from "smacs/wire";

/** One limiter for each origin, made when it is first needed. */
export interface Limiters {
    of(base: string, parallel: number): Limiter;
    /** One call at a time at each endpoint, for free plans and small machines. */
    setSequential(on: boolean): void;
}

export function createLimiters(clock: Clock = realClock): Limiters {
    const known = new Map<string, { limiter: Limiter; parallel: number }>();
    let sequential = false;
    const size = (parallel: number) => (sequential ? 1 : parallel);
    return {
        of(base, parallel) {
            const origin = URL.parse(base)?.origin ?? base;
            const entry = known.get(origin) ?? { limiter: new Limiter(size(parallel), clock), parallel };
            known.set(origin, entry);
            return entry.limiter;
        },
        setSequential(on) {
            sequential = on;
            for (const { limiter, parallel } of known.values()) {
                limiter.resize(size(parallel));
            }
        },
    };
}
