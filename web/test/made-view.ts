// Views of ended runs, made for tests of what the page says of them.
import type { CallView, RunView } from "smacs";

export const usage = { input: 1, output: 1, cost: 0, basis: "actual", cost_basis: "actual" } as const;

export function call(number: number, found: string | null, more: Partial<CallView> = {}): CallView {
    return {
        call: number,
        role: "reference",
        member: `m${number}`,
        subset: null,
        of: null,
        state: "done",
        why: "none",
        cut: false,
        late: false,
        text: `The answer is ${found}.`,
        finish: "stop",
        failure: null,
        served: null,
        answer: found === null ? null : { kind: "text", found, key: found.toLowerCase() },
        how: null,
        mean_logprob: null,
        ms: 1,
        usage,
        ...more,
    };
}

/** An ended run in which m0, m1, .. said so; `null`: no final answer. The first answer is kept. */
export function said(answers: readonly (string | null)[], more: Partial<RunView> = {}): RunView {
    const calls = answers.map((found, at) => call(at, found));
    const camps = [...new Set(answers.filter((found) => found !== null))]
        .map((claim) => ({ claim, members: calls.filter((at) => at.answer?.found === claim).map((at) => at.call) }))
        .map(({ claim, members }) => ({
            key: claim.toLowerCase(),
            claim,
            members,
            makers: members.length,
            share: members.length / calls.length,
        }))
        .sort((a, b) => b.members.length - a.members.length);
    const kept = more.kept ?? 0;
    const at = camps.findIndex(({ members }) => members.includes(kept));
    return {
        phase: "done",
        mode: "auto",
        pace: "fast",
        panel: calls.map(({ member }) => ({ member, model: null, prior: 0.5, standard_error: 0.1, dropped: false })),
        calls,
        subsets: [],
        similarity: [],
        weights: { agreement: 1, confidence: 1, vote: 4 },
        camps,
        kept_camp: at < 0 ? null : at,
        unread: answers.filter((found) => found === null).length,
        failed: 0,
        certainty: { p: 0.934, why: "none" },
        asked_back: { calls: 0, usage },
        referee: null,
        settled: "select",
        kept,
        candidates: calls.map(({ call: number, member, answer }) => ({
            call: number,
            member,
            answer,
            agreement: 0.5,
            confidence: null,
            vote: 0.5,
            score: 1,
        })),
        degraded: [],
        guarded: false,
        stopped_early: false,
        calls_made: calls.length,
        calls_planned: calls.length,
        calls_saved: 0,
        usage,
        ...more,
    };
}
