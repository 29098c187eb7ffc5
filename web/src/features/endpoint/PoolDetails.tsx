import { useSignal } from "@preact/signals";
import type { ModelInfo } from "smacs";
import { useAppState } from "../../app/context.ts";
import { cardOf } from "../../engine/stand-in.ts";
import { builtInBase, tabBase } from "../../engine/tab-address.ts";
import { isString } from "../../lib/storage.ts";
import { NumberField } from "../../ui/NumberField.tsx";
import type { EndpointState } from "./endpoint.ts";
import { type Effort, efforts, seesPictures } from "./memory.ts";
import type { Offer } from "./offers.ts";
import { PriceFields } from "./PriceFields.tsx";
import { poolStrings } from "./pool-strings.ts";

interface PoolDetailsProps {
    offer: Offer;
    models: readonly ModelInfo[];
}

/** What only few want to see or set of a model: which one it is, its price and time limit, testing, calibrating. */
export function PoolDetails({ offer, models }: PoolDetailsProps) {
    const { endpoint, id } = offer;
    const words = poolStrings;
    const notes = endpoint.notes.value[id] ?? {};
    const name = endpoint.known.value.get(id) ?? "";
    return (
        <div class="pool-details">
            <p class="hint">{factsOf(offer, models).join(" · ")}</p>
            <div class="pool-fields">
                <div class="pool-model">
                    <KnownAs endpoint={endpoint} id={id} name={name} models={models} />
                    <p class="hint">{name === "" ? <UnknownHint offer={offer} /> : howSure(endpoint, id, name)}</p>
                </div>
                <PriceFields endpoint={endpoint} id={id} model={name === "" ? undefined : name} models={models} />
                <div>
                    <NumberField
                        class="figure"
                        label={words.fields.limit}
                        of={words.of(id)}
                        empty={words.usual}
                        value={notes.timeLimit}
                        onChange={(seconds) => endpoint.setTimeLimit(id, seconds)}
                    />
                    <p class="hint">{words.limitHint}</p>
                </div>
            </div>
            <div class="pool-fields">
                {endpoint.provider.value.effort !== "" && <Thinking offer={offer} effort={notes.effort} />}
                {endpoint.provider.value.temperatureMax > 0 && (
                    <Temperature
                        offer={offer}
                        value={notes.temperature}
                        most={endpoint.provider.value.temperatureMax}
                    />
                )}
            </div>
            {takesPictures(endpoint) && (
                <label class="check">
                    <input
                        type="checkbox"
                        checked={seesPictures(notes)}
                        onChange={(event) => endpoint.setSees(id, event.currentTarget.checked)}
                    />
                    <span>
                        {words.sees} <span class="visually-hidden">{words.of(id)}</span>
                    </span>
                </label>
            )}
            <div class="buttons">
                <button type="button" onClick={() => void endpoint.tests.test([id])}>
                    {words.test}
                    <span class="visually-hidden"> {words.of(id)}</span>
                </button>
                {name === "" && <Calibrate endpoint={endpoint} id={id} />}
            </div>
        </div>
    );
}

/** What runs in the tab or comes with the browser is given text. */
function takesPictures({ base }: EndpointState): boolean {
    return base.value !== tabBase && base.value !== builtInBase;
}

/** Which model of the index it is. The others are listed once the field is used: most rows are only read. */
function KnownAs({
    endpoint,
    id,
    name,
    models,
}: Pick<Offer, "endpoint" | "id"> & { name: string } & Pick<PoolDetailsProps, "models">) {
    const words = poolStrings;
    const used = useSignal(false);
    const use = () => {
        used.value = true;
    };
    return (
        <label>
            {words.fields.model} <span class="visually-hidden">{words.of(id)}</span>
            <select
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
        </label>
    );
}

/** How much it is asked to think. */
function Thinking({
    offer: { endpoint, id },
    effort,
}: Pick<PoolDetailsProps, "offer"> & { effort: Effort | undefined }) {
    const words = poolStrings;
    return (
        <div class="pool-thinking">
            <label>
                {words.fields.effort} <span class="visually-hidden">{words.of(id)}</span>
                <select
                    value={effort ?? ""}
                    onChange={({ currentTarget: { value } }) =>
                        endpoint.setEffort(
                            id,
                            efforts.find((one) => one === value),
                        )
                    }
                >
                    <option value="">{words.usual}</option>
                    {efforts.map((one) => (
                        <option key={one} value={one}>
                            {words.efforts[one]}
                        </option>
                    ))}
                </select>
            </label>
            <p class="hint">{words.effortHint}</p>
        </div>
    );
}

/** How much chance there is in its words. */
function Temperature({
    offer: { endpoint, id },
    value,
    most,
}: Pick<PoolDetailsProps, "offer"> & { value: number | undefined; most: number }) {
    const words = poolStrings;
    return (
        <div class="pool-temperature">
            <NumberField
                class="figure"
                zero
                label={words.fields.temperature}
                of={words.of(id)}
                empty={words.usual}
                value={value}
                onChange={(temperature) => endpoint.setTemperature(id, temperature)}
            />
            <p class="hint">{words.temperatureHint(most, (value ?? 0) > most)}</p>
        </div>
    );
}

/** The way for a model that the index does not know to become one that it knows. */
function Calibrate({ endpoint, id }: Pick<Offer, "endpoint" | "id">) {
    const { endpoints, openCalibration } = useAppState();
    const poolModel = endpoints.pool.value.find((one) => one.endpoint === endpoint && one.served === id);
    return poolModel ? (
        <button type="button" onClick={() => void openCalibration(poolModel.id)}>
            {poolStrings.calibrate}
            <span class="visually-hidden"> {poolStrings.of(id)}</span>
        </button>
    ) : null;
}

/** What the index and the endpoint's list know of it. */
function factsOf(
    { means, parameters, context, openWeights, endpoint, id }: Offer,
    models: readonly ModelInfo[],
): string[] {
    const words = poolStrings.facts;
    const model = endpoint.known.value.has(id) ? models.find(({ name }) => name === means) : undefined;
    const effort = model?.facts?.effort;
    return [
        ...(model ? [model.mean === null ? words.unscored : words.mean(model.mean, model.scored)] : []),
        ...(isString(effort) && effort !== "none" ? [words.effort(effort)] : []),
        ...(parameters === undefined ? [] : [words.parameters(parameters)]),
        ...(context === undefined ? [] : [words.context(context)]),
        ...(openWeights ? [words.openWeights] : []),
    ];
}

/** What a model is judged by that the index does not have. */
function UnknownHint({ offer: { endpoint, id, means } }: Pick<PoolDetailsProps, "offer">) {
    const words = poolStrings;
    const { loading } = useAppState();
    if (means !== undefined) {
        return <>{words.sameHint(means, endpoint.mapping.value[means] ?? "")}</>;
    }
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    const card = engine && cardOf(engine.match([id])[0]?.like, engine.info, endpoint.notes.value[id]?.scores);
    if (!card) {
        return <>{words.unknownHint}</>;
    }
    return <>{card.scores ? words.listedHint : words.familyHint(card.family ?? "")}</>;
}

/** Where the match comes from; nothing where only the choice is remembered. */
function howSure(endpoint: EndpointState, id: string, model: string): string {
    const list = endpoint.list.value;
    if (list.state !== "ready") {
        return "";
    }
    return list.meant.get(id) === model ? poolStrings.recognised : poolStrings.chosen;
}
