// The models that the gateway offers. Each is a way to run a question.
import type { RunMode, RunPace } from "../run-messages.js";
import { ApiError } from "./errors.js";

export interface Offered {
    id: string;
    mode: RunMode;
    pace: RunPace;
    description: string;
}

export const offered: readonly Offered[] = [
    {
        id: "smacs/auto",
        mode: "auto",
        pace: "fast",
        description: "The usual way: as smacs/fast.",
    },
    {
        id: "smacs/fast",
        mode: "auto",
        pace: "fast",
        description:
            "Asks the models likely to be right, as many at once as could settle the answer. Keeps one answer.",
    },
    {
        id: "smacs/thrifty",
        mode: "auto",
        pace: "thrifty",
        description: "As smacs/fast with the fewest calls: one more model is asked only while the answer is open.",
    },
    {
        id: "smacs/thorough",
        mode: "auto",
        pace: "thorough",
        description: "Asks all models likely to be right and waits for them. Merges their answers where they disagree.",
    },
    {
        id: "smacs/select",
        mode: "select",
        pace: "fast",
        description: "As smacs/fast, but weaker models may be asked too: up to seven of them. Keeps one answer.",
    },
    {
        id: "smacs/aggregate",
        mode: "aggregate",
        pace: "fast",
        description: "Asks up to seven models and always merges their answers. For open questions and texts.",
    },
    {
        id: "smacs/route",
        mode: "route",
        pace: "fast",
        description: "Asks the model that is best for the question and passes its answer on as it comes.",
    },
];

export function offeredModel(id: unknown): Offered {
    const found = offered.find((model) => model.id === id);
    if (!found) {
        const names = offered.map((model) => model.id).join(", ");
        const said = typeof id === "string" ? `There is no model "${id}" here.` : "The request names no model.";
        throw new ApiError(404, `${said} Use one of ${names}.`, { param: "model", code: "model_not_found" });
    }
    return found;
}

/** An entry of /v1/models. `created`: seconds since 1970. */
export function modelEntry({ id, description }: Offered, created: number) {
    return { id, object: "model", created, owned_by: "smacs", description };
}
