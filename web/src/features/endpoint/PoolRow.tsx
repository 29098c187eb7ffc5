import { useSignal } from "@preact/signals";
import type { ModelInfo } from "smacs";
import { useAppState } from "../../app/context.ts";
import type { Judge } from "../../engine/stand-in.ts";
import { count, percent } from "../../lib/format.ts";
import { isString } from "../../lib/storage.ts";
import { NumberField } from "../../ui/NumberField.tsx";
import type { EndpointState } from "./endpoint.ts";
import type { TestOutcome } from "./model-tests.ts";
import { PriceFields } from "./PriceFields.tsx";
import { setupStrings } from "./strings.ts";
import { TestResult } from "./TestResult.tsx";

interface PoolRowProps {
    endpoint: EndpointState;
    id: string;
    models: readonly ModelInfo[];
    judge: Judge;
    outcome: TestOutcome | undefined;
}

/** One model of the endpoint: whether it is asked, which model it is, what it costs, how long it may take. */
export function PoolRow({ endpoint, id, models, judge, outcome }: PoolRowProps) {
    const words = setupStrings.pool;
    const name = endpoint.known.value.get(id) ?? "";
    const model = models.find((one) => one.name === name);
    const notes = endpoint.notes.value[id] ?? {};
    return (
        <li class="pool-row" data-known={model !== undefined}>
            <div class="pool-ask">
                <label class="check">
                    <input
                        type="checkbox"
                        checked={endpoint.isAsked(id)}
                        onChange={(event) => endpoint.setAsked(id, event.currentTarget.checked)}
                    />
                    <span>{id}</span>
                </label>
                <p class="hint">{factsOf(model, notes.context).join(" · ")}</p>
            </div>
            <div class="pool-model">
                <KnownAs endpoint={endpoint} id={id} name={name} models={models} />
                <p class="hint">{name === "" ? unknownHint(judge(id)) : howSure(endpoint, id, name)}</p>
                {name === "" && <Calibrate endpoint={endpoint} id={id} />}
            </div>
            <PriceFields endpoint={endpoint} id={id} model={name === "" ? undefined : name} models={models} />
            <NumberField
                class="figure"
                label={words.columns.limit}
                of={words.of(id)}
                empty={words.usual}
                value={notes.timeLimit}
                onChange={(seconds) => endpoint.setTimeLimit(id, seconds)}
            />
            <button type="button" class="pool-test" onClick={() => void endpoint.tests.test([id])}>
                {words.test}
                <span class="visually-hidden"> {words.of(id)}</span>
            </button>
            <TestResult base={endpoint.base.value} id={id} outcome={outcome} />
        </li>
    );
}

/** Which model of the index it is. The others are listed once the field is used: most rows are only read. */
function KnownAs({ endpoint, id, name, models }: Omit<PoolRowProps, "judge" | "outcome"> & { name: string }) {
    const words = setupStrings.pool;
    const used = useSignal(false);
    const use = () => {
        used.value = true;
    };
    return (
        <select
            aria-label={`${words.columns.model} ${words.of(id)}`}
            value={name}
            onFocus={use}
            onPointerDown={use}
            onChange={(event) => endpoint.identify(id, event.currentTarget.value)}
        >
            <option value="">{words.unknown}</option>
            {models
                .filter((one) => used.value || one.name === name)
                .map((one) => (
                    <option key={one.name} value={one.name}>
                        {one.name}
                    </option>
                ))}
        </select>
    );
}

/** The way for a model that the index does not know to become one that it knows. */
function Calibrate({ endpoint, id }: Pick<PoolRowProps, "endpoint" | "id">) {
    const { endpoints, openCalibration } = useAppState();
    const poolModel = endpoints.pool.value.find((one) => one.endpoint === endpoint && one.served === id);
    return poolModel ? (
        <button type="button" class="quiet" onClick={() => void openCalibration(poolModel.id)}>
            {setupStrings.pool.calibrate}
            <span class="visually-hidden"> {setupStrings.pool.of(id)}</span>
        </button>
    ) : null;
}

/** What the index and the endpoint's list know of it. */
function factsOf(model: ModelInfo | undefined, listed: number | undefined): string[] {
    const words = setupStrings.pool.facts;
    const { parameters_b, context: catalogued } = model?.facts ?? {};
    const context = listed ?? catalogued;
    const number = (value: unknown, say: (text: string) => string) =>
        typeof value === "number" && Number.isFinite(value) ? [say(count(value))] : [];
    const mean = model && (model.mean === null ? words.unscored : words.mean(percent(model.mean), count(model.scored)));
    const effort = model?.facts?.effort;
    return [
        ...(mean === undefined ? [] : [mean]),
        ...(isString(effort) && effort !== "none" ? [words.effort(effort)] : []),
        ...number(parameters_b, words.parameters),
        ...number(context, words.context),
    ];
}

function unknownHint(card: ReturnType<Judge>): string {
    const words = setupStrings.pool;
    if (!card) {
        return words.unknownHint;
    }
    return card.scores ? words.listedHint : words.familyHint(card.family ?? "");
}

/** Where the match comes from; nothing where only the choice is remembered. */
function howSure(endpoint: EndpointState, id: string, model: string): string {
    const words = setupStrings.pool;
    const list = endpoint.list.value;
    if (list.state !== "ready") {
        return "";
    }
    return list.matches.get(model) === id ? words.recognised : words.chosen;
}
