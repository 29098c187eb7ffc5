// The host's loop of a run: makes the calls that it asks for, tells it how they ended, until there is an answer.
import type { Run } from "./run.js";
import type {
    AnswerAction,
    CallAction,
    CancelAction,
    CompletedEvent,
    FailedEvent,
    RunAction,
    RunEvent,
    UserEvent,
} from "./run-messages.js";

/** What a call came to, without what the loop knows itself. */
export type CallOutcome = Omit<CompletedEvent, "type" | "call">;

export interface RunHost {
    /**
     * Makes a call. `signal` aborts when the run gives it up. May throw anything: an error's `kind` (a text) says what
     * failed, its `partial` ({text, reasoning}) what had arrived, its `usage` what it took; an AbortError is
     * "cancelled", anything else "network".
     */
    call(action: CallAction, signal: AbortSignal): Promise<CallOutcome>;
}

export interface DriveOptions {
    /** Aborting it stops the run as its user would: it decides from what is there. */
    signal?: AbortSignal;
    /** Before each action is done. */
    onAction?(action: RunAction): void;
    /** After each event that the run took. */
    onChange?(event: RunEvent): void;
    /** The request's deadline_ms, to wake the run up then. */
    deadlineMs?: number;
}

/** A run under way. */
export interface Driven {
    /** The answer, once no call is in flight. A run that is reopened by "ask" has a new promise here. */
    readonly answer: Promise<AnswerAction>;
    /** Stop, merge now, drop or ask. */
    user(event: Omit<UserEvent, "type">): void;
}

/** Begins a run and sees it through. Rejects only if the core itself fails. */
export function drive(run: Run, host: RunHost, options: DriveOptions = {}): Driven {
    const flying = new Map<number, AbortController>();
    let answered = promised();
    let open = true;

    const feed = (event: RunEvent) => {
        let actions: RunAction[];
        try {
            actions = run.feed(event);
        } catch (error) {
            abortAll(flying);
            answered.reject(error);
            return;
        }
        options.onChange?.(event);
        actions.forEach(perform);
    };
    const perform = (action: RunAction) => {
        options.onAction?.(action);
        if (action.type === "call") {
            reopen();
            void make(action);
        } else if (action.type === "cancel") {
            cancel(action);
        } else {
            open = false;
            answered.resolve(action);
        }
    };
    const reopen = () => {
        if (!open) {
            open = true;
            answered = promised();
        }
    };
    const make = async (action: CallAction) => {
        const controller = new AbortController();
        flying.set(action.call, controller);
        const event = await outcomeOf(host, action, controller.signal);
        flying.delete(action.call);
        // Even when it was given up: what has arrived was paid for.
        feed(event);
    };
    const cancel = ({ call, why }: CancelAction) => flying.get(call)?.abort(new DOMException(why, "AbortError"));

    options.signal?.addEventListener("abort", () => feed({ type: "user", what: "stop" }), { once: true });
    feed({ type: "begin" });
    wakeAt(
        options.deadlineMs,
        () => feed({ type: "tick", now_ms: options.deadlineMs ?? 0 }),
        () => answered.promise,
    );
    return {
        get answer() {
            return answered.promise;
        },
        user: (event) => feed({ type: "user", ...event }),
    };
}

interface Promised {
    promise: Promise<AnswerAction>;
    resolve(answer: AnswerAction): void;
    reject(reason: unknown): void;
}

/** Promise.withResolvers, which node 20 lacks. */
function promised(): Promised {
    let resolve: Promised["resolve"] = () => {};
    let reject: Promised["reject"] = () => {};
    const promise = new Promise<AnswerAction>((yes, no) => {
        resolve = yes;
        reject = no;
    });
    return { promise, resolve, reject };
}

async function outcomeOf(host: RunHost, action: CallAction, signal: AbortSignal): Promise<RunEvent> {
    const { call } = action;
    try {
        return { type: "completed", call, ...(await host.call(action, signal)) };
    } catch (error) {
        return { type: "failed", call, ...failureOf(error) };
    }
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

/** The only timer: for the deadline, and gone when the run is. */
function wakeAt(ms: number | undefined, wake: () => void, answer: () => Promise<unknown>): void {
    if (ms) {
        const timer = setTimeout(wake, ms);
        const forget = () => clearTimeout(timer);
        answer().then(forget, forget);
    }
}
