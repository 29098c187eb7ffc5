// What a person says of answers, and what that tells of the models: scores for the index.
import type { Domain, Route, RunView } from "smacs";
import { campOf, campsIn, claimOf, keptCamp } from "../run/model/camps.ts";

export type Verdict = "right" | "wrong";

/** By the number of the call that gave the answer. */
export type Verdicts = Readonly<Record<number, Verdict>>;

/** Test and subject of the questions most like it. */
export type Kind = Pick<Domain, "benchmark" | "category">;

/** A question that was marked. */
export interface Mark {
    /** The run's; imported: the file's. */
    id: string;
    question: string;
    kind: Kind;
    /** Models that answered. */
    answered: readonly string[];
    verdicts: Verdicts;
    /** 0 to 1, of each model that the verdicts tell of. */
    scores: Readonly<Record<string, number>>;
    /** A moment of Date.now(). */
    markedAt: number;
}

/** What a question is most like; of one that the index has nothing like, nothing is said. */
export function kindOf(route: Pick<Route, "evidence" | "nearness"> | undefined): Kind {
    const [first] = route && route.nearness !== "none" ? route.evidence.toSorted((a, b) => b.share - a.share) : [];
    const { benchmark = null, category } = first ?? {};
    return { benchmark, ...(category === undefined ? {} : { category }) };
}

/** The camp of an answer; undefined: in none, as where a question is open or a merged answer says what nobody said. */
function campAt(view: RunView, call: number): number | undefined {
    const camps = campsIn(view);
    const own = campOf(camps, call);
    return own === undefined && call === view.kept && camps.length > 0 ? keptCamp(view, camps) : own;
}

/** Whether both are one answer. */
const same = (view: RunView, a: number, b: number) => {
    const camp = campAt(view, a);
    return a === b || (camp !== undefined && camp === campAt(view, b));
};

/** What was said of this answer, or of another that comes to the same. */
export function verdictOn(view: RunView, verdicts: Verdicts, call: number): Verdict | undefined {
    const said = Object.keys(verdicts).find((other) => same(view, Number(other), call));
    return said === undefined ? undefined : verdicts[Number(said)];
}

/**
 * The verdicts with one more; said once more, it is taken back. Where answers can be compared one of them is right at
 * most.
 */
export function withVerdict(view: RunView, verdicts: Verdicts, call: number, verdict: Verdict): Verdicts {
    const before = verdictOn(view, verdicts, call);
    const rest = Object.entries(verdicts).filter(([other, said]) => {
        const rivals = verdict === "right" && said === "right" && before !== verdict && campsIn(view).length > 0;
        return !same(view, Number(other), call) && !rivals;
    });
    return Object.fromEntries(before === verdict ? rest : [...rest, [call, verdict]]);
}

/** Models that gave a whole answer, each once. */
export function answeredBy(view: RunView, name: (member: string) => string): string[] {
    const whole = view.calls.filter(({ role, state, cut }) => role === "reference" && state === "done" && !cut);
    return [...new Set(whole.map(({ member }) => name(member)))];
}

/**
 * What the verdicts tell of the models. A right answer: its camp is right, all other camps are wrong. A wrong one: its
 * camp is wrong, and of the others nothing is known. Where there are no camps, a verdict is of its own model alone.
 */
export function scoresOf(view: RunView, verdicts: Verdicts, name: (member: string) => string): Record<string, number> {
    const camps = campsIn(view);
    const scores = new Map<string, number>();
    const give = (calls: readonly number[], score: number) => {
        for (const call of calls) {
            scores.set(name(view.calls[call]?.member ?? ""), score);
        }
    };
    for (const [number, verdict] of Object.entries(verdicts)) {
        const call = Number(number);
        const at = view.calls[call];
        const camp = campAt(view, call);
        const compared = camp !== undefined || (at && claimOf(view, at) !== undefined);
        if (compared && verdict === "right") {
            for (const [place, { members }] of camps.entries()) {
                give(members, place === camp ? 1 : 0);
            }
        }
        if (camp !== undefined && verdict === "wrong") {
            give(camps[camp]?.members ?? [], 0);
        }
        if (camp === undefined && at?.role === "reference") {
            give([call], verdict === "right" ? 1 : 0);
        }
    }
    return Object.fromEntries(scores);
}

/** Which models were right, at least in part, and which were not. */
export function outcomeOf(scores: Mark["scores"]): { right: string[]; wrong: string[] } {
    const models = Object.keys(scores);
    const isRight = (model: string) => (scores[model] ?? 0) > 0;
    return { right: models.filter(isRight), wrong: models.filter((model) => !isRight(model)) };
}
