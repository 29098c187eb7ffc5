// Which answer to keep. For now: that of the highest prior among those that arrived, a whole one before one cut short.

export interface Candidate {
    /** Position on the panel, 0 the best; decides between equal priors. */
    rank: number;
    prior: number;
    arrived: boolean;
    /** Not cut short by a limit or by a stream that ended unannounced. */
    whole: boolean;
}

export function keepBest(candidates: readonly Candidate[]): Candidate | undefined {
    const arrived = candidates.filter((candidate) => candidate.arrived);
    const whole = arrived.filter((candidate) => candidate.whole);
    const order = (a: Candidate, b: Candidate) => b.prior - a.prior || a.rank - b.rank;
    return (whole.length > 0 ? whole : arrived).toSorted(order)[0];
}
