// The host's loop of a run: makes the calls that it asks for, tells it how they ended, until there is an answer.
import { SmacsError } from "../error.js";
import type { Run } from "../run.js";
import type {
    AnswerAction,
    CallAction,
    CancelAction,
    CompletedEvent,
    FailedEvent,
    RunAction,
    RunEvent,
    RunTrace,
    UserEvent,
} from "../run-messages.js";
import { type Options, spelt } from "../spelling.js";
import { withResolvers } from "../wire/clock.js";

/** What a call came to, without what the loop knows itself. */
export type CallOutcome = Options<Omit<CompletedEvent, "type" | "call">>;

export interface RunHost {
    /**
     * Makes a call. `signal` aborts when the run gives it up; what has arrived may still be told. May throw anything: an
     * error's `kind` (a text) says what failed, its `partial` ({text, reasoning}) what had arrived, its `usage` what it
     * took; an AbortError is "cancelled", anything else "network". An outcome that is not as the schema says counts as
     * failed with "bad-response"; its text is kept.
     */
    call(action: CallAction, signal: AbortSignal): Promise<CallOutcome>;
    /**
     * What has come so far of a call in flight, without reasoning. Asked before calls are given up, so that a part can be
     * kept should nothing whole have come.
     */
    partial?(call: number): string | undefined;
}

export interface DriveOptions {
    /** Aborting it stops the run as its user would: it decides from what is there. */
    signal?: AbortSignal;
    /** Before each action is done. */
    onAction?(action: RunAction): void;
    /** After each event that the run took. */
    onChange?(event: RunEvent): void;
    /** Milliseconds from any start; measures calls whose outcome does not say how long they took. */
    now?(): number;
}

/** A run under way. */
export interface Driven {
    /** The answer, once the run waits for no call. After each "ask" that reopens the run there is a new promise here. */
    readonly answer: Promise<AnswerAction>;
    /** Stop, merge now, drop or ask. Throws what the run refuses, which changes nothing. */
    user(event: Omit<UserEvent, "type">): void;
}

/**
 * Sees a run through: begins one that nothing has been fed yet; takes one that was replayed up on where its trace ends,
 * making the calls again that were in flight there. The answer rejects only if the core itself fails, or is disposed
 * before.
 */
export function drive(run: Run, host: RunHost, options: DriveOptions = {}): Driven {
    const now = options.now ?? (() => performance.now());
    const deadline = run.request.config?.deadline_ms ?? 0;
    const flying = new Map<number, AbortController>();
    const told = new Map<number, number>();
    const todo: RunAction[] = [];
    let working = false;
    let open = true;
    let answered = promised();

    /** Tells the run; what it wants goes to the end of `todo`. */
    const tell = (event: RunEvent) => {
        try {
            todo.push(...run.feed(event));
        } catch (error) {
            if (isRefusal(error)) {
                throw error;
            }
            abortAll(flying);
            answered.reject(error);
            return;
        }
        options.onChange?.(event);
    };
    /** One action after the other, even if a callback of the host tells the run something meanwhile. */
    const work = () => {
        if (working) {
            return;
        }
        working = true;
        try {
            for (let action = todo.shift(); action; action = todo.shift()) {
                options.onAction?.(action);
                perform(action);
            }
        } finally {
            working = false;
        }
    };
    const feed = (event: RunEvent) => {
        tell(event);
        work();
    };
    const perform = (action: RunAction) => {
        if (action.type === "cancel") {
            flying.get(action.call)?.abort(reasonOf(action));
            return;
        }
        if (!open) {
            open = true;
            answered = promised();
        }
        if (action.type === "call") {
            void make(action);
        } else {
            open = false;
            answered.resolve(action);
        }
    };
    const make = async (action: CallAction) => {
        const { call } = action;
        const controller = new AbortController();
        flying.set(call, controller);
        const givenUp = todo.find((other): other is CancelAction => other.type === "cancel" && other.call === call);
        if (givenUp) {
            controller.abort(reasonOf(givenUp));
        }
        const started = now();
        const outcome = await outcomeOf(host, action, controller.signal);
        flying.delete(call);
        // Even when it was given up: what has arrived was paid for.
        const event = { ms: Math.max(0, Math.round(now() - started)), ...outcome, call };
        try {
            tell(event);
        } catch (error) {
            if (!isRefusal(error)) {
                throw error;
            }
            tell(badResponse(event, error));
        }
        work();
    };
    /** Before calls are given up: what has come of them since it was last told. */
    const tellParts = () => {
        for (const call of flying.keys()) {
            const text = host.partial?.(call)?.slice(told.get(call) ?? 0) ?? "";
            if (text !== "") {
                told.set(call, (told.get(call) ?? 0) + text.length);
                tell({ type: "delta", call, text });
            }
        }
    };
    const giveUp = (event: RunEvent) => {
        tellParts();
        feed(event);
    };
    const stop = () => giveUp({ type: "user", what: "stop" });

    const inFlight = callsInFlight(run);
    if (inFlight === undefined) {
        tell({ type: "begin" });
    } else {
        todo.push(...inFlight);
    }
    if (options.signal?.aborted) {
        stop();
    }
    options.signal?.addEventListener("abort", stop, { once: true });
    wakeAt(deadline, () => giveUp({ type: "tick", now_ms: deadline }), answered.promise);
    work();
    return {
        get answer() {
            return answered.promise;
        },
        user: (event) => (event.what === "ask" ? feed : giveUp)({ type: "user", ...event }),
    };
}

/** What a replayed run waits for, or has come to; undefined for a run that has not begun. */
function callsInFlight(run: Run): RunAction[] | undefined {
    const view = run.view();
    if (view.phase === "new") {
        return undefined;
    }
    const { steps } = JSON.parse(run.trace()) as RunTrace;
    const actions = steps.flatMap((step) => step.actions);
    const flying = (action: RunAction) => action.type === "call" && view.calls[action.call]?.state === "flying";
    return view.phase === "done" ? actions.filter(({ type }) => type === "answer").slice(-1) : actions.filter(flying);
}

/** Whether the run refused an event and is as it was. */
function isRefusal(error: unknown): error is SmacsError {
    return error instanceof SmacsError && ["syntax", "schema", "argument", "not-found"].includes(error.code);
}

/** Nobody has to wait for it. */
function promised() {
    const answered = withResolvers<AnswerAction>();
    answered.promise.catch(() => {});
    return answered;
}

const reasonOf = ({ why }: CancelAction) => new DOMException(why, "AbortError");

type Outcome = Omit<CompletedEvent, "call"> | Omit<FailedEvent, "call">;

async function outcomeOf(host: RunHost, action: CallAction, signal: AbortSignal): Promise<Outcome> {
    try {
        signal.throwIfAborted();
        return { ...messageOf(await host.call(action, signal)), type: "completed" };
    } catch (error) {
        return { ...failureOf(error), type: "failed" };
    }
}

/** What a host says may be spelt in either way. */
function messageOf(outcome: CallOutcome): Omit<CompletedEvent, "type" | "call"> {
    return spelt(outcome) as Omit<CompletedEvent, "type" | "call">;
}

/** In place of an event that the run refuses. */
function badResponse(event: CompletedEvent | FailedEvent, { message, detail }: SmacsError): FailedEvent {
    const kind = event.type === "failed" ? event.kind : "bad-response";
    const failed: FailedEvent = { type: "failed", call: event.call, kind, message: `${message}: ${detail}` };
    if (typeof event.text === "string") {
        failed.text = event.text;
    }
    return failed;
}

interface Thrown {
    name?: unknown;
    message?: unknown;
    kind?: unknown;
    partial?: { text?: unknown; reasoning?: unknown };
    usage?: FailedEvent["usage"];
}

function failureOf(error: unknown): Omit<FailedEvent, "type" | "call"> {
    const { name, message, kind, partial, usage } = (error ?? {}) as Thrown;
    const failed: Omit<FailedEvent, "type" | "call"> = {
        kind: typeof kind === "string" ? kind : name === "AbortError" ? "cancelled" : "network",
    };
    if (typeof message === "string" && message !== "") {
        failed.message = message;
    }
    if (typeof partial?.text === "string" && partial.text !== "") {
        failed.text = partial.text;
    }
    if (typeof partial?.reasoning === "string" && partial.reasoning !== "") {
        failed.reasoning = partial.reasoning;
    }
    if (usage) {
        failed.usage = usage;
    }
    return failed;
}

function abortAll(flying: ReadonlyMap<number, AbortController>): void {
    for (const controller of flying.values()) {
        controller.abort();
    }
}

/** The only timer: for the deadline, and gone when the run is. One beyond what timers can count never comes. */
function wakeAt(ms: number, wake: () => void, answer: Promise<unknown>): void {
    if (ms > 0 && ms <= 0x7fffffff) {
        const timer = setTimeout(wake, ms);
        const forget = () => clearTimeout(timer);
        answer.then(forget, forget);
    }
}
