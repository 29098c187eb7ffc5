import { useSignal } from "@preact/signals";
import { useAppState } from "../../app/context.ts";
import { count } from "../../lib/format.ts";
import { saveFile } from "../../lib/save-file.ts";
import { FileButton } from "../../ui/FileButton.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { priceOf } from "../endpoint/prices.ts";
import type { Batch, BatchMember, BatchModel, BatchView } from "./batch.ts";
import { problemText } from "./problem-text.ts";
import type { CalibrationPage } from "./state.ts";
import { calibrateStrings } from "./strings.ts";
import { VectorsNote } from "./VectorsNote.tsx";

/** Percentage points are 100 times this. */
const precision = 0.05;

/** All models that can be asked and have no scores, in one go. */
export function CalibrateAll({ page, batch }: { page: CalibrationPage; batch: Batch }) {
    const words = calibrateStrings.all;
    const left = useSignal<ReadonlySet<string>>(new Set());
    const budget = useSignal<number | undefined>(100);
    const candidates = useCandidates();
    const chosen = candidates.filter(({ poolModel }) => !left.value.has(poolModel.id));
    const most = budget.value ?? 100;
    if (candidates.length < 2) {
        return null;
    }
    return (
        <form
            class="index-form"
            onSubmit={(event) => {
                event.preventDefault();
                if (chosen.length > 0) {
                    void batch.begin(chosen, most, precision);
                }
            }}
        >
            <h3>{words.title}</h3>
            <p class="hint">{words.intro}</p>
            <fieldset class="calibrate-models">
                <legend class="visually-hidden">{words.models}</legend>
                {candidates.map(({ poolModel: { id } }) => (
                    <label key={id}>
                        <input
                            type="checkbox"
                            checked={!left.value.has(id)}
                            onChange={(event) => {
                                const next = new Set(left.value);
                                if (event.currentTarget.checked) {
                                    next.delete(id);
                                } else {
                                    next.add(id);
                                }
                                left.value = next;
                            }}
                        />
                        <span>{id}</span>
                    </label>
                ))}
            </fieldset>
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
            </div>
            <VectorsNote />
            <div class="buttons">
                <button type="submit" class="primary" aria-disabled={chosen.length === 0}>
                    {words.start(chosen.length, chosen.length === candidates.length)}
                </button>
                <Takes page={page} models={chosen} budget={most} />
            </div>
        </form>
    );
}

/** The models that were never scored, one for each name. */
function useCandidates(): BatchModel[] {
    const { endpoints, loading } = useAppState();
    const models = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    const scored = new Set(models.filter(({ from }) => from === "scores").map(({ name }) => name));
    const named = new Map<string, PoolModel>();
    for (const poolModel of endpoints.pool.value) {
        const name = poolModel.model ?? poolModel.served;
        if (!scored.has(name) && !named.has(name)) {
            named.set(name, poolModel);
        }
    }
    return [...named].map(([name, poolModel]) => ({ name, poolModel }));
}

/** Calls, time and cost of all of them, less what is recorded. */
function Takes({ page, models, budget }: { page: CalibrationPage; models: readonly BatchModel[]; budget: number }) {
    const { loading } = useAppState();
    const words = calibrateStrings;
    const known = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    let calls = 0;
    const ms = { low: 0, high: 0 };
    const cost = { low: 0, high: 0 };
    let unpriced = 0;
    for (const { name, poolModel } of models) {
        const questions = Math.max(0, budget - page.recorded(name, undefined));
        const takes = page.estimate(questions, poolModel);
        const price = priceOf(poolModel, known);
        const paid = (written: number) => ((price?.input ?? 0) * takes.input + (price?.output ?? 0) * written) / 1e6;
        calls += questions;
        ms.low += takes.ms.low;
        ms.high += takes.ms.high;
        cost.low += paid(takes.output.low);
        cost.high += paid(takes.output.high);
        unpriced += price ? 0 : 1;
    }
    return (
        <span class="muted" data-testid="batch-takes">
            {[
                words.all.calls(calls),
                words.time(ms.low, ms.high),
                unpriced === models.length ? words.costUnknown : words.cost(cost.low, cost.high),
                ...(unpriced > 0 && unpriced < models.length ? [words.all.unpriced(unpriced)] : []),
            ].join(" · ")}
        </span>
    );
}

/** How the batch stands, model by model, and what can be done with it. */
export function BatchProgress({ page, batch, view }: { page: CalibrationPage; batch: Batch; view: BatchView }) {
    const words = calibrateStrings.all;
    const { members, standing } = view;
    const done = members.filter(({ state }) => state === "done").length;
    return (
        <section class="calibrate-progress" aria-label={words.title}>
            <h3>{words.progress(done, members.length)}</h3>
            <ul class="calibrate-members">
                {members.map((member) => (
                    <li key={member.poolModel.id}>
                        <span class="break">{member.name}</span>{" "}
                        <span class="hint">{memberText(member, page.view.value?.now?.asked ?? 0)}</span>
                    </li>
                ))}
            </ul>
            <div role="status">
                {standing === "done" && <p>{words.done(done, members.length)}</p>}
                {standing === "added" && <p>{words.added(done)}</p>}
            </div>
            {typeof standing === "object" && (
                <p class="problem" role="alert">
                    {calibrateStrings.failed} {problemText(standing.failed)}
                </p>
            )}
            <BatchActions batch={batch} view={view} done={done} />
        </section>
    );
}

function memberText(member: BatchMember, asked: number): string {
    const words = calibrateStrings.all;
    switch (member.state) {
        case "done":
            return words.result(member.right, member.asked, member.prior, member.error);
        case "failed":
            return problemText(member.error);
        case "running":
            return words.running(asked);
        default:
            return words[member.state];
    }
}

function BatchActions({ batch, view: { standing, members }, done }: { batch: Batch; view: BatchView; done: number }) {
    const words = calibrateStrings;
    const rests = standing !== "running" && standing !== "adding";
    const open = members.some(({ state }) => state === "waiting" || state === "failed");
    return (
        <div class="buttons">
            {standing === "running" && (
                <button type="button" onClick={batch.pause}>
                    {words.pause}
                </button>
            )}
            {standing === "adding" && <p>{words.adding}</p>}
            {rests && open && (
                <button type="button" onClick={() => void batch.go()}>
                    {words.go}
                </button>
            )}
            {rests && done > 0 && standing !== "added" && (
                <button type="button" class="primary" onClick={() => void batch.add()}>
                    {words.all.add(done)}
                </button>
            )}
            {rests && done > 0 && (
                <button
                    type="button"
                    class="quiet"
                    onClick={() => saveFile("smacs-columns.jsonl", "application/jsonl", batch.record())}
                >
                    {words.all.save(count(done))}
                </button>
            )}
        </div>
    );
}

/** Columns that somebody saved: results on the built-in questions, without asking them again. */
export function TakeColumns({ batch }: { batch: Batch }) {
    const { endpoints } = useAppState();
    const words = calibrateStrings.all;
    const said = useSignal("");
    const problem = useSignal("");
    const load = async (file: File) => {
        said.value = problem.value = "";
        try {
            const names = await batch.take(file, endpoints.pool.value);
            said.value = names ? words.taken(names) : "";
            problem.value = names ? "" : words.noRecord;
        } catch (error) {
            problem.value = `${words.notTaken} ${problemText(error)}`;
        }
    };
    return (
        <div class="calibrate-take">
            <p class="hint">{words.takeHint}</p>
            <FileButton label={words.takeLabel} accept=".jsonl,.json,.ndjson" onFile={load}>
                {words.take}
            </FileButton>
            <p role="status">{said.value}</p>
            {problem.value !== "" && (
                <p class="problem" role="alert">
                    {problem.value}
                </p>
            )}
        </div>
    );
}
