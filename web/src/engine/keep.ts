// Which answer to keep. For now: that of the highest prior among those that arrived.

export interface Candidate {
    model: string;
    /** Position on the panel, 0 the best; decides between equal priors. */
    rank: number;
    prior: number;
    /** Arrived whole, with some text. */
    arrived: boolean;
}

export function keepBest<T extends Candidate>(candidates: readonly T[]): T | undefined {
    let best: T | undefined;
    for (const candidate of candidates) {
        if (!candidate.arrived) {
            continue;
        }
        if (!best || candidate.prior > best.prior || (candidate.prior === best.prior && candidate.rank < best.rank)) {
            best = candidate;
        }
    }
    return best;
}
