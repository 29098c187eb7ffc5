// One run: the core decides; this makes the calls that it asks for and shows how they go. A run that was saved or
// imported is the same run, replayed to where its trace ends: it can be looked at step by step, and taken up again.
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import {
    type CallAction,
    type CallOutcome,
    type ChatMessage,
    type CheckResult,
    type Driven,
    drive,
    type RunRequest,
    type RunScores,
    type RunTrace,
    type RunView,
    type RunWeights,
    type UserEvent,
    type CallParams as WantedParams,
} from "smacs";
import type { OpenCheck } from "smacs/checks";
import { Failure, type Patience } from "smacs/wire";
import type { CallParams } from "../../engine/call.ts";
import type { CoreRun, Engine } from "../../engine/core.ts";
import { CallFailed, outcomeOf } from "../../engine/outcome.ts";
import type { SentPicture } from "../../engine/pictures.ts";
import type { PoolModel } from "../endpoint/endpoints.ts";
import { createLiveCalls, type LiveCall, type LiveCalls } from "./live-calls.ts";
import { checkedIn, memberName, messagesOf } from "./trace.ts";

export type RunOrigin = "sample" | "link" | "file";

/** What tells a run apart, and where it stands in its conversation. */
export interface RunIdentity {
    id: string;
    /** Id of the conversation's first run. */
    conversation: string;
    /** 0 for the first. */
    turn: number;
    /** ms since 1970. */
    startedAt: number;
    /** One that comes with the page, from a link or from a file: it is looked at, and not kept. */
    origin?: RunOrigin | undefined;
    /** Those of its conversation up to here; no trace holds them. Left out: none. */
    pictures?: readonly SentPicture[] | undefined;
    /** The ready choice of models that it was asked with, by name; left out: another selection. */
    preset?: string | undefined;
    /** How many there were, of a run that came without them. Left out: none. */
    missingPictures?: number | undefined;
}

export interface Run extends RunIdentity {
    question: string;
    request: RunRequest;
    /** The version of smacs that decided it, where it is shown as recorded and cannot be run again. */
    recordedBy?: string;
    /** As it stands; while it is looked at step by step, as it stood then. */
    view: ReadonlySignal<RunView>;
    /** As it stands, whatever is looked at. */
    latest: ReadonlySignal<RunView>;
    /** This page is at it. */
    active: ReadonlySignal<boolean>;
    /** It has not ended, and this page is not at it. */
    interrupted: ReadonlySignal<boolean>;
    /** What the core threw; undefined as a rule. */
    broken: ReadonlySignal<unknown>;
    /** When this page began to work on it and when it ended, by performance.now(); undefined: not here, not yet. */
    began: ReadonlySignal<number | undefined>;
    ended: ReadonlySignal<number | undefined>;
    /** Events so far. */
    steps: ReadonlySignal<number>;
    /** How many of them are shown; undefined: all, also those to come. */
    step: ReadonlySignal<number | undefined>;
    goTo(step: number | undefined): void;
    /** Where a member of the pool is, and under which name. */
    poolModel(member: string): PoolModel | undefined;
    /** A member as people know it: the index's name of it, else the endpoint's. */
    name(member: string): string;
    /** How a call stands, by its number. */
    live(call: number): ReadonlySignal<LiveCall>;
    /** What a call was sent. */
    messages(call: number): ChatMessage[];
    /** What can be checked about the question; undefined: nothing, or not fetched yet. */
    check: ReadonlySignal<OpenCheck | undefined>;
    /** Fetches it, if the run checks anything. */
    fetchCheck(): Promise<void>;
    /** What came out of a check, by its number; empty: nothing yet, or nothing was run. */
    checked(check: number): readonly CheckResult[];
    /** What other weights would have kept; undefined before anything was scored. */
    rescore(weights: RunWeights): RunScores | undefined;
    /** Ends what is under way; what has arrived is decided on. */
    stop(): void;
    /** Goes on with what has arrived. */
    mergeNow(): void;
    /** Leaves a model out. */
    drop(member: string): void;
    /** Asks a model once more, or after all. */
    ask(member: string): void;
    /** Takes an interrupted run up again: what was in flight is asked anew. */
    resume(): void;
    /** Ends an interrupted run from what had arrived; nobody is asked. */
    finish(): void;
    /** JSON, without keys. */
    trace(): string;
    /** What has come of the calls in flight, by number. */
    partials(): Record<number, string>;
    /** Gives what is under way up and forgets it; the trace so far stays valid. */
    dispose(): void;
}

export interface RunSurroundings {
    engine: Engine;
    pool: readonly PoolModel[];
    /** Read again for each call. */
    keyFor(poolModel: PoolModel): string;
    patienceFor(poolModel: PoolModel): Patience;
    /** What can be checked about the question, where that is known already. The run disposes of it. */
    check?: OpenCheck | undefined;
    openCheck?(question: string): Promise<OpenCheck | undefined> | undefined;
    /** After each event, and as text arrives. */
    onChange?(run: Run): void;
}

/** Asks. Throws what is wrong with the request. */
export function startRun(request: RunRequest, identity: RunIdentity, surroundings: RunSurroundings): Run {
    const run = createRun(surroundings.engine.start(request), request, identity, surroundings);
    run.resume();
    return run;
}

interface Step {
    step: number;
    view: RunView;
    calls: LiveCalls;
}

/** A run around one of the core, which may have begun before. `partials`: text of calls in flight, by number. */
export function createRun(
    core: CoreRun,
    request: RunRequest,
    identity: RunIdentity,
    surroundings: RunSurroundings,
    partials: Readonly<Record<number, string>> = {},
): Run {
    const current = signal(core.view());
    const steps = signal(0);
    const stepping = signal<Step | undefined>(undefined);
    const broken = signal<unknown>(undefined);
    const driven = signal<Driven | undefined>(undefined);
    const began = signal<number | undefined>(undefined);
    const ended = signal<number | undefined>(undefined);
    const calls = createLiveCalls(() => surroundings.onChange?.(run));
    const pool = new Map(surroundings.pool.map((poolModel) => [poolModel.id, poolModel]));
    const underWay = new Set<Promise<unknown>>();
    const check = signal(surroundings.check);
    let fetching: Promise<void> | undefined;
    let disposed = false;

    const readTrace = () => JSON.parse(core.trace()) as RunTrace;
    const look = () => {
        batch(() => {
            current.value = core.view();
            steps.value++;
            ended.value = current.value.phase === "done" ? performance.now() : undefined;
        });
        surroundings.onChange?.(run);
    };
    const call = (action: CallAction, stop: AbortSignal) => {
        const outcome = makeCall(action, pool.get(action.member), identity.pictures, surroundings, calls, stop);
        const settled = Promise.allSettled([outcome]);
        underWay.add(settled);
        void settled.then(() => underWay.delete(settled));
        return outcome;
    };
    const fetchCheck = async () => {
        if (request.checks && !check.value && surroundings.openCheck) {
            fetching ??= surroundings.openCheck(request.question)?.then((opened) => {
                fetching = undefined;
                if (disposed) {
                    opened?.dispose();
                } else {
                    check.value = opened;
                }
            });
            await fetching;
        }
    };
    const runCheck = async (_: unknown, answer: string | null, stop: AbortSignal) => {
        await fetchCheck();
        return check.value?.run(answer, stop) ?? [];
    };
    const watch = () => {
        driven.value?.answer.catch((error: unknown) => {
            broken.value ??= error;
        });
    };
    const driveOn = () => {
        if (!driven.value) {
            began.value = performance.now();
            driven.value = drive(core, { call, partial: calls.partial, check: runCheck }, { onChange: look });
            watch();
        }
        return driven.value;
    };
    const tell = (event: Omit<UserEvent, "type">) =>
        batch(() => {
            stepping.value = undefined;
            driveOn().user(event);
            watch();
        });
    const active = computed(() => driven.value !== undefined && isOpen(current.value) && broken.value === undefined);
    const restore = () => {
        const trace = readTrace();
        steps.value = trace.steps.length;
        calls.restore(trace, partials);
    };

    const run: Run = {
        ...identity,
        question: request.question,
        request,
        view: computed(() => stepping.value?.view ?? current.value),
        latest: current,
        active,
        interrupted: computed(() => driven.value === undefined && isOpen(current.value)),
        broken,
        began,
        ended,
        steps,
        step: computed(() => stepping.value?.step),
        goTo(step) {
            stepping.value = step === undefined ? undefined : stepAt(surroundings.engine, readTrace(), step);
        },
        poolModel: (member) => pool.get(member),
        name: (member) => memberName(request, pool.get(member), member),
        live: (number) => (stepping.value?.calls ?? calls).of(number),
        messages: (number) => messagesOf(readTrace(), number),
        check,
        fetchCheck,
        checked: (number) => checkedIn(readTrace(), number),
        rescore: (weights) => (current.value.candidates.length > 0 ? core.rescore(weights) : undefined),
        stop: () => {
            if (active.value) {
                tell({ what: "stop" });
            }
        },
        mergeNow: () => tell({ what: "merge-now" }),
        drop: (member) => tell({ what: "drop", member }),
        ask: (member) => tell({ what: "ask", member }),
        resume: () => void driveOn(),
        finish() {
            for (const { call: number, state, text } of current.value.calls) {
                const rest = state === "flying" ? (partials[number] ?? "").slice((text ?? "").length) : "";
                if (rest !== "") {
                    core.feed({ type: "delta", call: number, text: rest });
                    look();
                }
            }
            core.feed({ type: "user", what: "stop" });
            look();
        },
        trace: () => core.trace(),
        partials: () =>
            Object.fromEntries(
                current.value.calls
                    .filter(({ state }) => state === "flying")
                    .map(({ call: number }) => [number, calls.partial(number)])
                    .filter(([, text]) => text !== ""),
            ),
        dispose() {
            if (disposed) {
                return;
            }
            disposed = true;
            run.stop();
            // What is still to be told has to find the core's run there.
            void Promise.all(underWay).then(() => setTimeout(() => core.dispose()));
            check.value?.dispose();
            check.value = undefined;
        },
    };
    if (current.value.phase !== "new") {
        restore();
    }
    return run;
}

const isOpen = ({ phase }: RunView) => phase !== "done";

/** The run after its first `step` events. Nothing is asked: a trace holds all that was said. */
function stepAt(engine: Engine, trace: RunTrace, step: number): Step {
    const part = { ...trace, steps: trace.steps.slice(0, step) };
    const core = engine.replay(part);
    const calls = createLiveCalls();
    calls.restore(part, {});
    const view = core.view();
    core.dispose();
    return { step, view, calls };
}

async function makeCall(
    action: CallAction,
    poolModel: PoolModel | undefined,
    pictures: RunIdentity["pictures"],
    { keyFor, patienceFor }: RunSurroundings,
    calls: LiveCalls,
    stop: AbortSignal,
): Promise<CallOutcome> {
    if (!poolModel) {
        // A run that is taken up again may miss an endpoint that it began with.
        throw new CallFailed(calls.fail(action.call, new Failure("not-here")));
    }
    const { base, provider, served, effort } = poolModel;
    const { messages } = action;
    const endpoint = { base, provider, key: keyFor(poolModel) };
    const params = { ...paramsOf(action.params), ...(effort ? { effort } : {}) };
    const request = { endpoint, model: served, messages, pictures, params, patience: patienceFor(poolModel) };
    const result = await calls.make(action.call, request, stop);
    if (!result.ok) {
        throw new CallFailed(result.failure);
    }
    return outcomeOf(result.completion, served);
}

function paramsOf({ temperature, max_tokens, logprobs }: WantedParams): CallParams {
    return { max_tokens, logprobs, ...(temperature === null ? {} : { temperature }) };
}
