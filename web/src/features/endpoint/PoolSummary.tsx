import type { ModelInfo } from "smacs";
import { cardOf } from "../../engine/stand-in.ts";
import type { EndpointState } from "./endpoint.ts";
import { setupStrings } from "./strings.ts";

/** How much is known of the endpoint's models. */
export function PoolSummary({ endpoint, models }: { endpoint: EndpointState; models: readonly ModelInfo[] }) {
    const words = setupStrings.pool.known;
    const counts = { scores: 0, published: 0, family: 0, nothing: 0 };
    const scored = new Map(models.map((model) => [model.name, model.scored > 0]));
    for (const id of endpoint.ids.value) {
        const name = endpoint.known.value.get(id);
        const standing = name === undefined ? undefined : scored.get(name);
        if (standing === undefined) {
            counts[cardOf(id, models) ? "family" : "nothing"]++;
        } else {
            counts[standing ? "scores" : "published"]++;
        }
    }
    const kinds = ["scores", "published", "family", "nothing"] as const;
    const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => words[kind](counts[kind]));
    return <p class="hint">{words.all(parts)}</p>;
}
