import type { ModelInfo } from "smacs";
import type { Judge } from "../../engine/stand-in.ts";
import type { EndpointState } from "./endpoint.ts";
import { setupStrings } from "./strings.ts";

interface PoolSummaryProps {
    endpoint: EndpointState;
    models: readonly ModelInfo[];
    judge: Judge;
}

/** How much is known of the endpoint's models. */
export function PoolSummary({ endpoint, models, judge }: PoolSummaryProps) {
    const words = setupStrings.pool.known;
    const counts = { scores: 0, published: 0, family: 0, nothing: 0 };
    const from = new Map(models.map((model) => [model.name, model.from]));
    for (const id of endpoint.ids.value) {
        const name = endpoint.known.value.get(id);
        const standing = name === undefined ? undefined : from.get(name);
        counts[standing ?? standingOf(judge(id))]++;
    }
    const kinds = ["scores", "published", "family", "nothing"] as const;
    const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => words[kind](counts[kind]));
    return <p class="hint">{words.all(parts)}</p>;
}

function standingOf(card: ReturnType<Judge>) {
    return card ? (card.scores ? "published" : "family") : "nothing";
}
