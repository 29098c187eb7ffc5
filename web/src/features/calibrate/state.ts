// A calibration: which model, which questions, asking them, and what comes of it. It goes on when its sheet is closed.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { asFailure, type Failure, failureWithoutKey, type Patience, textsWithoutKey } from "smacs/wire";
import type { Calibration, CalibrationOptions, CalibrationScore, CalibrationState } from "../../engine/calibrate.ts";
import { type Completion, call } from "../../engine/call.ts";
import { inTab, type Provider, providerOf } from "../../engine/providers.ts";
import type { Store } from "../../lib/storage.ts";
import type { PoolModel } from "../endpoint/endpoints.ts";
import type { IndexState } from "../index/state.ts";
import type { Range } from "../run/estimate.ts";
import { patienceFor } from "../run/patience.ts";
import { createCalibrationRecords, type RecordLine } from "./record.ts";

export interface CalibrationRequest {
    poolModel: PoolModel;
    /** Its name in the index. */
    name: string;
    /** undefined: the set that comes with the page. */
    bank: File | undefined;
    budget: number;
    /** Share of 1. */
    precision: number;
    /** Begin anew, though something is recorded. */
    anew: boolean;
    /** Ask what is recorded once more, to see whether the model has changed. */
    check: boolean;
}

/** A column to come: a model's name in the index, and which model that is, if it can be asked here. */
export interface Column {
    name: string;
    poolModel?: PoolModel | undefined;
}

/** The prior after so many questions. */
export interface PriorPoint {
    asked: number;
    prior: number;
    error: number;
}

export type CalibrationStanding =
    | { state: "preparing" | "running" | "pausing" | "paused" | "done" | "adding" | "added" }
    | { state: "failed"; error: unknown };

export interface CalibrationView {
    request: CalibrationRequest;
    standing: CalibrationStanding;
    now: CalibrationState | undefined;
    points: readonly PriorPoint[];
    last: { right: boolean; found: string } | undefined;
    /** ms left at the pace so far; undefined: not known yet. */
    left: number | undefined;
}

export interface CalibrationPage {
    view: ReadonlySignal<CalibrationView | undefined>;
    /** Which pool model the form begins with, by its id. */
    wanted: Signal<string | undefined>;
    /** How many questions are recorded for it. */
    recorded(name: string, bank: File | undefined): number;
    /** What so many questions would take, in tokens and ms. */
    estimate(questions: number, poolModel: PoolModel): { input: number; output: Range; ms: Range };
    begin(request: CalibrationRequest): Promise<void>;
    /** Asks no more; what is under way is paid for, and waited for. When called again, it is broken off. */
    pause(): void;
    go(): Promise<void>;
    /** Gives the index the column and uses it. */
    add(): Promise<void>;
    /** Gives the index the columns of all these, from what is recorded of the built-in questions, and uses it. */
    addRecorded(columns: readonly Column[]): Promise<void>;
    /** Takes the lines of a saved record, for `addRecorded`. */
    keep(model: string, lines: readonly RecordLine[]): void;
    /** The record as a file. */
    record(): string;
    /** The records of the built-in questions as one file. */
    recordOf(models: readonly string[]): string;
    dispose(): void;
}

export interface CalibrationParts {
    local: Store;
    indexes: IndexState;
    keyFor(poolModel: PoolModel): string;
    /** Of questions, where a model outside made the vectors of the index in use. */
    vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]>;
    patience: Patience;
}

/** Tokens of an answer: a letter or a number at least, and a limit that leaves room to reason. */
const outputOf = (provider: Provider): Range => ({ low: 20, high: provider.id === inTab.id ? 512 : 1024 });
/** Names the built-in questions among sets of questions. */
const builtIn = "";
/** Of the built-in questions, in the mean. */
const questionTokens = 90;
/** Tokens that such models write in a second, roughly. */
const paceAt = (provider: Provider) => (provider.id === inTab.id ? 10 : provider.local ? 25 : 60);

export function createCalibrationPage(parts: CalibrationParts): CalibrationPage {
    const { local, indexes, keyFor, vectorsOf, patience } = parts;
    const records = createCalibrationRecords(local);
    const view = signal<CalibrationView | undefined>(undefined);
    const wanted = signal<string | undefined>(undefined);
    let calibration: Calibration | undefined;
    let lines: RecordLine[] = [];
    let stopper = new AbortController();
    let pausing = false;

    const change = (changed: Partial<CalibrationView>) => {
        view.value = view.value && { ...view.value, ...changed };
    };
    const stand = (standing: CalibrationStanding) => change({ standing });
    const setOf = (bank: File | undefined) => (bank ? `${bank.name} ${bank.size}` : builtIn);

    const note = () => {
        const now = calibration?.state();
        if (now && view.value) {
            const point = { asked: now.asked, prior: now.prior, error: now.standard_error };
            const points = view.value.points.filter(({ asked }) => asked < now.asked);
            change({ now, points: now.asked > 0 ? [...points, point] : points });
        }
        return now;
    };
    /** The index in use, with what makes the vectors of questions for it. */
    const sources = async (stop: AbortSignal): Promise<Sources> => {
        const { index, embedder } = await indexes.usedFiles(stop);
        return { index, embedder, vectors: embedder ? undefined : (texts) => vectorsOf(texts, stop) };
    };
    const open = async (request: CalibrationRequest) => {
        const { signal: stop } = stopper;
        calibration = await prepare(request, lines, await sources(stop), stop);
        if (request.check) {
            lines = [];
        }
    };

    /** Asks one; what it comes to is in the record before the next one leaves. */
    const ask = async (place: number, { request }: CalibrationView, stop: AbortSignal) => {
        const question = calibration?.question(place);
        if (!calibration || !question || question.asked) {
            return;
        }
        const { poolModel, check, name, bank } = request;
        const completion = await answer(
            poolModel,
            question.question,
            keyFor(poolModel),
            patienceFor(poolModel, undefined, patience),
            stop,
        );
        const graded = calibration.grade(place, completion.text);
        lines.push({
            id: question.id,
            score: graded.right ? 1 : 0,
            model: name,
            answered: graded.answered,
            found: graded.found,
            finish: completion.finish,
            ms: Math.round(completion.ms),
            tokens: completion.usage.output ?? null,
            on: new Date().toISOString(),
        });
        if (!check) {
            records.write(name, setOf(bank), lines);
        }
        change({ last: { right: graded.right, found: graded.found ?? "" } });
    };

    const run = async () => {
        const begun = view.value;
        const mine = new AbortController();
        const start = performance.now();
        let now = note();
        if (!begun || !now) {
            return;
        }
        stopper = mine;
        pausing = false;
        stand({ state: "running" });
        const before = now.asked;
        const failures: unknown[] = [];
        let place = 0;
        const askOn = async () => {
            while (now && !now.done && !pausing && failures.length === 0 && place < now.chosen) {
                await ask(place++, begun, mine.signal);
                now = note() ?? now;
                const asked = now.asked - before;
                const pace = asked > 1 ? (performance.now() - start) / asked : undefined;
                change({ left: pace && (now.chosen - now.asked) * pace });
            }
        };
        // When one fails, the others' answers are waited for: they may be paid for.
        const { parallel } = providerOf(begun.request.poolModel);
        await Promise.all(Array.from({ length: parallel }, () => askOn().catch((error) => failures.push(error))));
        if (mine.signal.aborted || (pausing && !now.done && failures.length === 0)) {
            stand({ state: "paused" });
        } else {
            stand(failures.length > 0 ? { state: "failed", error: failures[0] } : { state: "done" });
        }
    };

    return {
        view,
        wanted,
        recorded(name, bank) {
            const { request, now } = view.value ?? {};
            // Whoever shows the number has to hear when it grows.
            const current = request && !request.check && request.name === name && request.bank === bank;
            return current && now ? lines.length : records.read(name, setOf(bank)).length;
        },
        estimate(questions, poolModel) {
            const provider = providerOf(poolModel);
            const { low, high } = outputOf(provider);
            const all = { low: questions * low, high: questions * high };
            const msPerToken = 1000 / paceAt(provider) / provider.parallel;
            return {
                input: questions * questionTokens,
                output: all,
                ms: { low: all.low * msPerToken, high: all.high * msPerToken },
            };
        },
        async begin(request) {
            stopper.abort();
            stopper = new AbortController();
            calibration?.dispose();
            calibration = undefined;
            lines = request.anew ? [] : records.read(request.name, setOf(request.bank));
            view.value = {
                request,
                standing: { state: "preparing" },
                now: undefined,
                points: [],
                last: undefined,
                left: undefined,
            };
            try {
                await open(request);
            } catch (error) {
                stand({ state: "failed", error });
                return;
            }
            await run();
        },
        pause() {
            if (pausing) {
                stopper.abort();
            }
            pausing = true;
            if (view.value?.standing.state === "running") {
                stand({ state: "pausing" });
            }
        },
        async go() {
            if (calibration) {
                await run();
            } else if (view.value) {
                await this.begin({ ...view.value.request, anew: false });
            }
        },
        async add() {
            const { request } = view.value ?? {};
            if (!calibration || !request) {
                return;
            }
            stand({ state: "adding" });
            try {
                await indexes.takeColumn(request.name, calibration.finish());
                // From now on the index knows it, and it is routed to.
                const { endpoint, served } = request.poolModel;
                endpoint.identify(served, request.name);
                endpoint.setCalibrated(served);
                stand({ state: "added" });
            } catch (error) {
                stand({ state: "failed", error });
            }
        },
        async addRecorded(columns) {
            const files = await sources(stopper.signal);
            for (const { name } of columns) {
                const before = records.read(name, builtIn);
                const made = await prepare(
                    { name, bank: undefined, budget: Math.max(1, before.length), precision: 0, check: false },
                    before,
                    files,
                    stopper.signal,
                );
                files.index = made.finish();
                made.dispose();
            }
            await indexes.takeColumn(columns.map(({ name }) => name).join(", "), new Uint8Array(files.index));
            for (const { name, poolModel } of columns) {
                poolModel?.endpoint.identify(poolModel.served, name);
                poolModel?.endpoint.setCalibrated(poolModel.served);
            }
        },
        keep: (model, more) => records.write(model, builtIn, more),
        record: () => textOf(lines),
        recordOf: (models) => textOf(models.flatMap((model) => records.read(model, builtIn))),
        dispose() {
            stopper.abort();
            calibration?.dispose();
            calibration = undefined;
        },
    };
}

const textOf = (lines: readonly RecordLine[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

interface Sources extends Pick<CalibrationOptions, "embedder" | "vectors"> {
    index: Uint8Array;
}

/** The core's side of a calibration, with what is recorded so far. */
async function prepare(
    request: Pick<CalibrationRequest, "name" | "bank" | "budget" | "precision" | "check">,
    lines: readonly RecordLine[],
    files: Sources,
    stop: AbortSignal,
): Promise<Calibration> {
    const { builtinQuestions, openCalibration, questionsIn } = await import("../../engine/calibrate.ts");
    const before: CalibrationScore[] = lines.map(({ id, score, answered }) => ({ id, right: score === 1, answered }));
    return openCalibration({
        ...files,
        model: request.name,
        questions: await (request.bank ? questionsIn(request.bank) : builtinQuestions(stop)),
        source: request.bank?.name.replace(/\..*/, "") ?? "smacs",
        budget: request.budget,
        precision: request.check ? 0 : request.precision,
        ...(request.check ? { compare: before } : { recall: before }),
    });
}

/** An answer without words is an answer: the model named no result. All else that fails says nothing of the model. */
async function answer(
    poolModel: PoolModel,
    question: string,
    key: string,
    patience: Patience,
    stop: AbortSignal,
): Promise<Pick<Completion, "text" | "finish" | "ms" | "usage">> {
    const { base, provider, served } = poolModel;
    try {
        const completion = await call(
            {
                endpoint: { base, provider, key },
                model: served,
                messages: [{ role: "user", content: question }],
                params: { temperature: 0, max_tokens: outputOf(providerOf(poolModel)).high },
                patience,
            },
            stop,
        );
        return textsWithoutKey(completion, key);
    } catch (error) {
        const failure: Failure = failureWithoutKey(asFailure(error), key);
        if (failure.kind === "empty") {
            return { text: "", finish: "stop", ms: 0, usage: failure.usage ?? { basis: "unknown" } };
        }
        throw failure;
    }
}
