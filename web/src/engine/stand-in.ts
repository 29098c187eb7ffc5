// What is known of a model that the index does not know: the results that an endpoint's list carries, and the family and
// size that its id names, by which it can be judged at least roughly.
import type { IndexInfo, ModelInfo } from "smacs";
import type { ModelCard } from "smacs/builder";
import { isString } from "../lib/storage.ts";

/** A result that an endpoint's list carries. */
export interface ListedScore {
    benchmark: string;
    score: number;
}

/** What a model is known by, of whose id the index knows nothing. */
export type Judge = (id: string) => Omit<ModelCard, "name"> | undefined;

/** undefined: there is nothing that the index could judge it by. `scores`: from the endpoint's list. */
export function cardOf(
    id: string,
    { models, published }: Pick<IndexInfo, "models" | "published">,
    scores: readonly ListedScore[] = [],
): Omit<ModelCard, "name"> | undefined {
    const family = familyOf(id, models);
    const parameters_b = sizeOf(id);
    // A size alone would do, but what has a size and no family is as a rule no chat model.
    if (!published || (family === undefined && scores.length === 0)) {
        return undefined;
    }
    return {
        ...(family === undefined ? {} : { family }),
        ...(parameters_b === undefined ? {} : { parameters_b }),
        ...(scores.length > 0
            ? { scores: Object.fromEntries(scores.map(({ benchmark, score }) => [benchmark, score])) }
            : {}),
    };
}

/** The longest name of a family that the id's last part begins with. */
function familyOf(id: string, models: readonly ModelInfo[]): string | undefined {
    const name = plain(id.replace(/^.*\//, ""));
    const families = new Set(models.map(({ facts }) => facts?.family).filter(isString));
    return [...families]
        .filter((family) => family.length > 1 && name.startsWith(plain(family)))
        .sort((a, b) => b.length - a.length)[0];
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, "");

/** "qwen3-235b-a22b": 235. */
function sizeOf(id: string): number | undefined {
    const size = /(?:^|[^a-z\d.])(\d+(?:\.\d+)?)b(?![a-z\d])/i.exec(id)?.[1];
    return size === undefined || Number(size) === 0 ? undefined : Number(size);
}
