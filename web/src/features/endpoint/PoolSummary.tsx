import type { ModelInfo } from "smacs";
import type { EndpointState } from "./endpoint.ts";
import { setupStrings } from "./strings.ts";
import { useCards } from "./use-cards.tsx";

/** How much is known of the endpoint's models. */
export function PoolSummary({ endpoint, models }: { endpoint: EndpointState; models: readonly ModelInfo[] }) {
    const words = setupStrings.pool.known;
    const cardOf = useCards();
    const counts = { scores: 0, published: 0, family: 0, nothing: 0 };
    const from = new Map(models.map((model) => [model.name, model.from]));
    for (const id of endpoint.ids.value) {
        const name = endpoint.known.value.get(id);
        const standing = name === undefined ? undefined : from.get(name);
        counts[standing ?? (cardOf(id) ? "family" : "nothing")]++;
    }
    const kinds = ["scores", "published", "family", "nothing"] as const;
    const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => words[kind](counts[kind]));
    return <p class="hint">{words.all(parts)}</p>;
}
