// Whom to ask in the place of a model that failed.
import type { Route } from "smacs";
import type { Run } from "./run.ts";

/** The likeliest right of the pool that is not on the panel; without a route, the next of the pool. */
export function replacementFor(run: Run, route: Route | undefined): string | undefined {
    const asked = new Set(run.latest.value.panel.map(({ member }) => member));
    const left = run.request.pool.filter(({ id }) => !asked.has(id) && run.poolModel(id) !== undefined);
    const prior = (model: string | null | undefined) => route?.priors[model ?? ""] ?? -1;
    return left.toSorted((a, b) => prior(b.model) - prior(a.model))[0]?.id;
}
