// The loop around a run: it makes the calls that the run asks for and reports how they ended, until there is an answer.
import { SmacsError } from "../error.js";
import type { Run } from "../run.js";
import type {
    AnswerAction,
    CallAction,
    CancelAction,
    CheckAction,
    CheckResult,
    CompletedEvent,
    FailedEvent,
    RunAction,
    RunEvent,
    RunTrace,
    UserEvent,
} from "../run-messages.js";
import { type Options, spelt } from "../spelling.js";
import { withResolvers } from "../wire/clock.js";

/** The result of a call, without the fields that the loop fills in. */
export type CallOutcome = Options<Omit<CompletedEvent, "type" | "call">>;

export interface RunHost {
    /**
     * Makes a call. `signal` aborts when the run cancels the call; it may still return what has arrived. May throw
     * anything. An error's `kind` (a string) says what failed, its `partial` ({text, reasoning}) what had arrived, its
     * `usage` what it cost. An AbortError counts as "cancelled", any other error as "network". An outcome that does not
     * fit the schema counts as failed with "bad-response"; its text is kept. `onText` may be called when there is more
     * text, `onAgain` when an attempt has failed and another is made: the run then no longer counts on this call.
     */
    call(action: CallAction, signal: AbortSignal, onText?: () => void, onAgain?: () => void): Promise<CallOutcome>;
    /**
     * The text so far of a call in flight, without reasoning. It is read before calls are cancelled, so that a part can
     * be kept if no whole answer arrived.
     */
    partial?(call: number): string | undefined;
    /**
     * Runs the program of an answer, or with `null` the question's own, and gives what came out of each input. Left out,
     * rejected, or without results: nothing was run. `signal` aborts when the run needs no check any more.
     */
    check?(action: CheckAction, answer: string | null, signal: AbortSignal): Promise<CheckResult[]>;
}

export interface DriveOptions {
    /** Aborting it stops the run as its user would: the run decides from what has arrived. */
    signal?: AbortSignal | undefined;
    /** Called before each action is performed. */
    onAction?(action: RunAction): void;
    /** Called after each event that the run accepted. */
    onChange?(event: RunEvent): void;
    /** Time in ms from any start. It measures the calls whose outcome has no `ms`. */
    now?(): number;
}

/** A run in progress. */
export interface Driven {
    /** The answer, once the run waits for no call. Each "ask" that reopens the run puts a new promise here. */
    readonly answer: Promise<AnswerAction>;
    /** Stop, merge now, drop or ask. Throws if the run refuses it; nothing has changed then. */
    user(event: Omit<UserEvent, "type">): void;
}

/**
 * Drives a run to its answer. A new run is begun; a replayed run continues where its trace ends, and the calls that
 * were in flight there are made again. The answer rejects only if the core fails or is disposed.
 */
export function drive(run: Run, host: RunHost, options: DriveOptions = {}): Driven {
    const now = options.now ?? (() => performance.now());
    const deadline = run.request.config?.deadline_ms ?? 0;
    const controllers = new Map<number, AbortController>();
    const told = new Map<number, number>();
    let checking = new AbortController();
    const todo: RunAction[] = [];
    let working = false;
    let open = true;
    let answered = promised();

    /** Feeds the run an event; its actions go to the end of `todo`. */
    const tell = (event: RunEvent) => {
        try {
            todo.push(...run.feed(event));
        } catch (error) {
            if (isRefusal(error)) {
                throw error;
            }
            abortAll(controllers);
            answered.reject(error);
            return;
        }
        options.onChange?.(event);
    };
    /** Performs one action after the other, even if a callback feeds the run in between. */
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
            controllers.get(action.call)?.abort(reasonOf(action));
            return;
        }
        if (!open) {
            open = true;
            answered = promised();
        }
        if (action.type === "call") {
            void make(action);
        } else if (action.type === "check") {
            void check(action);
        } else {
            open = false;
            checking.abort(new DOMException("answered", "AbortError"));
            checking = new AbortController();
            answered.resolve(action);
        }
    };
    const make = async (action: CallAction) => {
        const { call } = action;
        const controller = new AbortController();
        controllers.set(call, controller);
        const givenUp = todo.find((other): other is CancelAction => other.type === "cancel" && other.call === call);
        if (givenUp) {
            controller.abort(reasonOf(givenUp));
        }
        const started = now();
        const late = sayLate(action);
        const outcome = await outcomeOf(host, action, controller.signal, late.say);
        late.forget();
        controllers.delete(call);
        // Even for a cancelled call: what has arrived is billed.
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
    /** Tells the run once that a call is late: when its time is over, or when `say` is called before. */
    const sayLate = ({ call, late_ms: after }: CallAction) => {
        let said = after === undefined;
        const say = () => {
            if (!said && controllers.has(call)) {
                said = true;
                feed({ type: "late", call });
            }
        };
        const timer = after === undefined ? undefined : setTimeout(say, after);
        return { say, forget: () => clearTimeout(timer) };
    };
    const check = async (action: CheckAction) => {
        const call = action.programs[0]?.call ?? null;
        const answer = call === null ? null : (run.view().calls[call]?.text ?? "");
        const { signal } = checking;
        const results = await (host.check?.(action, answer, signal) ?? Promise.resolve([])).catch(() => []);
        if (!signal.aborted) {
            tell({ type: "checked", id: action.id, results });
            work();
        }
    };
    /** Before calls are cancelled: feeds what has arrived of them since the last time. */
    const tellParts = () => {
        for (const call of controllers.keys()) {
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

/** The calls and checks that a replayed run waits for, or its answer; undefined for a run that has not begun. */
function callsInFlight(run: Run): RunAction[] | undefined {
    const view = run.view();
    if (view.phase === "new") {
        return undefined;
    }
    const { steps } = JSON.parse(run.trace()) as RunTrace;
    const actions = steps.flatMap((step) => step.actions);
    const isInFlight = (action: RunAction) =>
        action.type === "check"
            ? view.checks?.[action.id]?.done === false
            : action.type === "call" && view.calls[action.call]?.state === "flying";
    return view.phase === "done"
        ? actions.filter(({ type }) => type === "answer").slice(-1)
        : actions.filter(isInFlight);
}

/** Whether the run refused an event and is unchanged. */
function isRefusal(error: unknown): error is SmacsError {
    return error instanceof SmacsError && ["syntax", "schema", "argument", "not-found"].includes(error.code);
}

/** A rejection is not reported as unhandled. */
function promised() {
    const answered = withResolvers<AnswerAction>();
    answered.promise.catch(() => {});
    return answered;
}

const reasonOf = ({ why }: CancelAction) => new DOMException(why, "AbortError");

type Outcome = Omit<CompletedEvent, "call"> | Omit<FailedEvent, "call">;

async function outcomeOf(
    host: RunHost,
    action: CallAction,
    signal: AbortSignal,
    onAgain: () => void,
): Promise<Outcome> {
    try {
        signal.throwIfAborted();
        return { ...messageOf(await host.call(action, signal, undefined, onAgain)), type: "completed" };
    } catch (error) {
        return { ...failureOf(error), type: "failed" };
    }
}

/** A host may spell its outcome in either way. */
function messageOf(outcome: CallOutcome): Omit<CompletedEvent, "type" | "call"> {
    return spelt(outcome) as Omit<CompletedEvent, "type" | "call">;
}

/** The event to feed instead of one that the run refuses. */
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

function abortAll(controllers: ReadonlyMap<number, AbortController>): void {
    for (const controller of controllers.values()) {
        controller.abort();
    }
}

/** The timer of the deadline, cleared when the run ends. A deadline beyond the range of timers never comes. */
function wakeAt(ms: number, wake: () => void, answer: Promise<unknown>): void {
    if (ms > 0 && ms <= 0x7fffffff) {
        const timer = setTimeout(wake, ms);
        const forget = () => clearTimeout(timer);
        answer.then(forget, forget);
    }
}
