import { type Signal, useSignal } from "@preact/signals";
import { useAppState } from "../../app/context.ts";
import { Choice } from "../../ui/Choice.tsx";
import { Field } from "../../ui/Field.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Select } from "../../ui/Select.tsx";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { priceOf } from "../endpoint/prices.ts";
import type { CalibrationPage } from "./state.ts";
import { calibrateStrings } from "./strings.ts";
import { VectorsNote } from "./VectorsNote.tsx";

/** Which model, which questions, how many; what that would take; and the ways to begin. */
export function CalibrateForm({ page, onBegin }: { page: CalibrationPage; onBegin(): void }) {
    const { endpoints } = useAppState();
    const words = calibrateStrings;
    const pool = endpoints.pool.value;
    const poolModel = pool.find(({ id }) => id === page.wanted.value) ?? pool.find(({ model }) => !model) ?? pool[0];
    const typed = useSignal<string | undefined>(undefined);
    const own = useSignal(false);
    const bank = useSignal<File | undefined>(undefined);
    const budget = useSignal<number | undefined>(100);
    const points = useSignal<number | undefined>(5);
    if (!poolModel) {
        return <p class="notice">{words.noModel}</p>;
    }
    const name = (typed.value ?? poolModel.model ?? poolModel.served).trim();
    const used = own.value ? bank.value : undefined;
    const recorded = page.recorded(name, used);
    const begin = (anew: boolean, check: boolean) => {
        onBegin();
        void page.begin({
            poolModel,
            name,
            bank: used,
            budget: budget.value ?? 100,
            precision: (points.value ?? 5) / 100,
            anew,
            check,
        });
    };
    /** Others may be asked after a higher number was entered. */
    const left = Math.max(0, (budget.value ?? 100) - recorded);
    const ready = name !== "" && (!own.value || bank.value !== undefined);
    return (
        <form
            class="index-form"
            onSubmit={(event) => {
                event.preventDefault();
                if (ready && left > 0) {
                    begin(false, false);
                }
            }}
        >
            <Model page={page} pool={pool} poolModel={poolModel} name={name} typed={typed} />
            <Source own={own} bank={bank} />
            <div class="calibrate-numbers">
                <NumberField
                    label={words.budget}
                    empty="100"
                    whole
                    value={budget.value}
                    onChange={(value) => {
                        budget.value = value;
                    }}
                />
                <NumberField
                    label={words.error}
                    empty="5"
                    value={points.value}
                    onChange={(value) => {
                        points.value = value;
                    }}
                />
            </div>
            <VectorsNote />
            {left > 0 && <Takes page={page} poolModel={poolModel} questions={left} />}
            <div class="buttons">
                {left > 0 && (
                    <button type="submit" class="primary" aria-disabled={!ready}>
                        {recorded > 0 ? words.resume(recorded) : words.start}
                    </button>
                )}
                {recorded > 0 && (
                    <>
                        <button type="button" onClick={() => begin(true, false)}>
                            {words.anew}
                        </button>
                        <button type="button" onClick={() => begin(false, true)}>
                            {words.check}
                        </button>
                    </>
                )}
            </div>
            {recorded > 0 && <p class="hint">{words.checkHint}</p>}
        </form>
    );
}

interface ModelProps {
    page: CalibrationPage;
    pool: readonly PoolModel[];
    poolModel: PoolModel;
    name: string;
    typed: Signal<string | undefined>;
}

function Model({ page, pool, poolModel, name, typed }: ModelProps) {
    const words = calibrateStrings;
    return (
        <>
            <Select
                label={words.model}
                value={poolModel.id}
                options={pool.map((one) => [one.id, one.id])}
                onChange={(id) => {
                    page.wanted.value = id;
                    typed.value = undefined;
                }}
            />
            <Field label={words.name} hint={words.nameHint}>
                {(id, below) => (
                    <input
                        id={id}
                        autocomplete="off"
                        aria-describedby={below}
                        value={name}
                        onInput={(event) => {
                            typed.value = event.currentTarget.value;
                        }}
                    />
                )}
            </Field>
        </>
    );
}

function Source({ own, bank }: { own: Signal<boolean>; bank: Signal<File | undefined> }) {
    const words = calibrateStrings;
    return (
        <>
            <Choice
                legend={words.source}
                options={[
                    { value: "builtin", label: words.builtin },
                    { value: "own", label: words.own },
                ]}
                value={own.value ? "own" : "builtin"}
                onChange={(value) => {
                    own.value = value === "own";
                }}
            />
            {own.value ? (
                <>
                    <FileField
                        label={words.ownLabel}
                        accept=".jsonl,.json,.ndjson,.gz"
                        onFiles={([file]) => {
                            bank.value = file;
                        }}
                    />
                    <p class="hint">{words.ownHint}</p>
                </>
            ) : (
                <p class="hint">{words.builtinHint}</p>
            )}
        </>
    );
}

/** Calls, tokens, cost and time, before anything is asked. */
function Takes({ page, poolModel, questions }: { page: CalibrationPage; poolModel: PoolModel; questions: number }) {
    const { loading } = useAppState();
    const words = calibrateStrings;
    const { input, output, ms } = page.estimate(questions, poolModel);
    const models = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    const price = priceOf(poolModel, models);
    const cost = (written: number) => ((price?.input ?? 0) * input + (price?.output ?? 0) * written) / 1e6;
    const money = price ? words.cost(cost(output.low), cost(output.high)) : words.costUnknown;
    return (
        <p class="muted" data-testid="calibration-takes">
            {[
                words.before(questions, input + output.low, input + output.high),
                money,
                words.time(ms.low, ms.high),
            ].join(" · ")}
        </p>
    );
}
