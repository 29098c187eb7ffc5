// One run: the core decides; this makes the calls that it asks for and shows how they go.
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import {
    type CallAction,
    type CallOutcome,
    drive,
    type RunRequest,
    type RunView,
    type UserEvent,
    type CallParams as WantedParams,
} from "smacs";
import type { CallParams } from "../engine/call.ts";
import type { Engine } from "../engine/core.ts";
import { CallFailed, outcomeOf } from "../engine/outcome.ts";
import type { Patience } from "../engine/timeouts.ts";
import type { Offer } from "./endpoints-state.ts";
import { createLiveCalls, type LiveCall, type LiveCalls } from "./live-calls.ts";

export interface Run {
    question: string;
    request: RunRequest;
    view: ReadonlySignal<RunView>;
    active: ReadonlySignal<boolean>;
    /** What the core threw; undefined as a rule. */
    broken: ReadonlySignal<unknown>;
    /** Where a member of the pool is, and under which name. */
    offer(member: string): Offer | undefined;
    /** How a call stands, by its number. */
    live(call: number): ReadonlySignal<LiveCall>;
    /** Ends what is under way; what has arrived is decided on. */
    stop(): void;
    /** Goes on with what has arrived. */
    mergeNow(): void;
    /** Leaves a model out. */
    drop(member: string): void;
    /** Asks a model once more, or after all. */
    ask(member: string): void;
    /** JSON, without keys. */
    trace(): string;
    dispose(): void;
}

export interface RunSurroundings {
    offers: readonly Offer[];
    /** Read again for each call. */
    keyFor(offer: Offer): string;
    patience: Patience;
}

export function startRun(engine: Engine, request: RunRequest, surroundings: RunSurroundings): Run {
    const core = engine.start(request);
    const view = signal(core.view());
    const broken = signal<unknown>(undefined);
    const calls = createLiveCalls();
    const offers = new Map(surroundings.offers.map((offer) => [offer.id, offer]));
    const underWay = new Set<Promise<unknown>>();

    const call = (action: CallAction, stop: AbortSignal) => {
        const outcome = makeCall(action, offers.get(action.member), surroundings, calls, stop);
        const settled = Promise.allSettled([outcome]);
        underWay.add(settled);
        void settled.then(() => underWay.delete(settled));
        return outcome;
    };
    const onChange = () => {
        view.value = core.view();
    };
    const driven = drive(core, { call, partial: calls.partial }, { onChange });
    const watch = () => {
        driven.answer.catch((error: unknown) => {
            broken.value ??= error;
        });
    };
    const tell = (event: Omit<UserEvent, "type">) =>
        batch(() => {
            driven.user(event);
            watch();
        });
    watch();
    return {
        question: request.question,
        request,
        view,
        active: computed(() => view.value.phase !== "done" && broken.value === undefined),
        broken,
        offer: (member) => offers.get(member),
        live: calls.of,
        stop: () => tell({ what: "stop" }),
        mergeNow: () => tell({ what: "merge-now" }),
        drop: (member) => tell({ what: "drop", member }),
        ask: (member) => tell({ what: "ask", member }),
        trace: () => core.trace(),
        dispose() {
            tell({ what: "stop" });
            // What is still to be told has to find the core's run there.
            void Promise.all(underWay).then(() => setTimeout(() => core.dispose()));
        },
    };
}

async function makeCall(
    action: CallAction,
    offer: Offer | undefined,
    { keyFor, patience }: RunSurroundings,
    calls: LiveCalls,
    stop: AbortSignal,
): Promise<CallOutcome> {
    if (!offer) {
        throw new Error("a call to nobody");
    }
    const { base, provider, served } = offer;
    const { messages } = action;
    const endpoint = { base, provider, key: keyFor(offer) };
    const request = { endpoint, model: served, messages, params: paramsOf(action.params), patience };
    const result = await calls.make(action.call, request, stop);
    if (!result.ok) {
        throw new CallFailed(result.failure);
    }
    return outcomeOf(result.completion);
}

function paramsOf({ temperature, max_tokens, logprobs }: WantedParams): CallParams {
    return { max_tokens, logprobs, ...(temperature === null ? {} : { temperature }) };
}
