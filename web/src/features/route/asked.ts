// Who would be asked, in the order of asking: decided by the core, which begins the run that asking would begin, and
// ends it unasked.
import type { HistoryMessage, ModelInfo, ModelRoute, Route, RunRequest, RunView } from "smacs";
import type { CoreRun } from "../../engine/core.ts";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { priceOf } from "../endpoint/prices.ts";
import { type Askable, type RunOptions, runRequest } from "../run/options.ts";
import type { Run } from "../run/run.ts";

/** A model that would be asked. */
export interface Asked {
    /** In the pool; where nobody can be asked yet, the model's name. */
    id: string;
    /** As people know it. */
    name: string;
    /** undefined where nobody can be asked yet. */
    poolModel: PoolModel | undefined;
    /** What the index says of it; undefined: it knows nothing of it. */
    told: ModelRoute | undefined;
}

export interface AskedParts {
    /** Begins a run. Throws what is wrong with the request. */
    start(request: RunRequest): CoreRun;
    route: Route;
    question: string;
    /** Turns that go with it, oldest first. */
    earlier?: readonly HistoryMessage[];
    options: RunOptions;
    pool: readonly PoolModel[];
    models: readonly ModelInfo[];
    /** Of the question, where a model outside made the index's vectors. */
    vector?: readonly number[] | undefined;
}

/** Empty where the core would not begin. Without a pool: whom the index would ask. */
export function askedOf(from: AskedParts): Asked[] {
    const { start, route, question, earlier = [], options, pool, models, vector } = from;
    const candidates: readonly Askable[] = pool.length > 0 ? pool : route.panel.map(inNoPool);
    const parts = {
        question,
        history: earlier,
        options,
        pool: candidates,
        models,
        seed: 0,
        panel: route.panel,
        vector,
    };
    const members = panelOf(() => start({ ...runRequest(parts), nonce: "preview" }));
    const asked = members.map((id) => {
        const poolModel = pool.find((one) => one.id === id);
        const name = poolModel ? poolModel.model : id;
        const told = route.models.find(({ model }) => model === name);
        return { id, name: name ?? poolModel?.served ?? id, poolModel, told };
    });
    const { maxCost, maxCalls } = options;
    const isPayable = ({ poolModel }: Asked) => maxCost === undefined || !poolModel || priceOf(poolModel, models);
    return asked.filter(isPayable).slice(0, maxCalls);
}

/** Who is on the panel of a run. */
export function askedIn(run: Run, route: Route): Asked[] {
    return run.view.value.panel.map(({ member, model }) => ({
        id: member,
        name: run.name(member),
        poolModel: run.poolModel(member),
        told: route.models.find((entry) => entry.model === model),
    }));
}

/** The index has no endpoint. */
function inNoPool(model: string): Askable {
    const nowhere = { label: "", base: "", provider: "custom", price: undefined, timeLimitMs: undefined };
    return { id: model, served: model, model, ...nowhere };
}

function panelOf(begin: () => CoreRun): string[] {
    let run: CoreRun;
    try {
        run = begin();
    } catch {
        return []; // asking would say why
    }
    const { panel, settled }: RunView = run.view();
    run.dispose();
    return panel.slice(0, settled === "route" ? 1 : panel.length).map(({ member }) => member);
}
