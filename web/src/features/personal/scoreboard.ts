// How often each model was right, by kind of question.
import type { Kind, Mark } from "./mark.ts";

export interface Standing {
    model: string;
    /** Sum of scores. */
    right: number;
    of: number;
}

export interface KindStandings {
    /** undefined: all kinds together. */
    kind: Kind | undefined;
    /** Marked questions of the kind. */
    questions: number;
    /** Best first. */
    models: readonly Standing[];
}

/** A model with fewer marks is not called the best. */
const fewest = 3;

/** All kinds together, then each, that with the most questions first. */
export function scoreboard(marks: readonly Mark[]): KindStandings[] {
    const kinds = new Map<string, Mark[]>();
    for (const mark of marks) {
        const key = JSON.stringify([mark.kind.benchmark, mark.kind.category]);
        kinds.set(key, [...(kinds.get(key) ?? []), mark]);
    }
    const each = [...kinds.values()]
        .map((of) => standingsOf(of[0]?.kind, of))
        .sort((a, b) => b.questions - a.questions);
    return each.length > 1 ? [standingsOf(undefined, marks), ...each] : each;
}

function standingsOf(kind: Kind | undefined, marks: readonly Mark[]): KindStandings {
    const models = new Map<string, Standing>();
    for (const { scores } of marks) {
        for (const [model, score] of Object.entries(scores)) {
            const { right, of } = models.get(model) ?? { right: 0, of: 0 };
            models.set(model, { model, right: right + score, of: of + 1 });
        }
    }
    // Drawn to the middle: one of one is less than nine of ten.
    const worth = ({ right, of }: Standing) => (right + 1) / (of + 2);
    const sorted = [...models.values()].sort(
        (a, b) => worth(b) - worth(a) || b.of - a.of || (a.model < b.model ? -1 : 1),
    );
    return { kind, questions: marks.length, models: sorted };
}

/** The best so far; undefined: nobody was marked often enough, or nobody was ever right. */
export function bestOf({ models }: KindStandings): Standing | undefined {
    return models.find(({ right, of }) => of >= fewest && right > 0);
}
