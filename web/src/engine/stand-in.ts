// What is known of a model that the index does not know: the results that an endpoint's list carries, and what the core
// reads in its id (family, size and generation), by which it can be judged at least roughly.
import type { IndexInfo, ModelMatch } from "smacs";
import type { ModelCard } from "smacs/builder";

/** A result that an endpoint's list carries. */
export interface ListedScore {
    benchmark: string;
    score: number;
}

/** undefined: there is nothing that the index could judge it by. `scores`: from the endpoint's list. */
export function cardOf(
    like: ModelMatch["like"],
    { published }: Pick<IndexInfo, "published">,
    scores: readonly ListedScore[] = [],
): Omit<ModelCard, "name"> | undefined {
    // A size alone would do, but what has a size and no family is as a rule no chat model.
    if (!published || (like?.family === undefined && scores.length === 0)) {
        return undefined;
    }
    return {
        ...like,
        ...(scores.length > 0
            ? { scores: Object.fromEntries(scores.map(({ benchmark, score }) => [benchmark, score])) }
            : {}),
    };
}
