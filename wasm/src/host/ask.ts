// The whole run for a page that has a question and a pool: states to show, one after the other, until there is an answer.
import { SmacsError } from "../error.js";
import { Run, type RunOptions, type RunTools } from "../run.js";
import type { AnswerAction, PoolMember, RunView, UserEvent } from "../run-messages.js";
import type { Options } from "../spelling.js";
import { withResolvers } from "../wire/clock.js";
import { type Driven, drive } from "./drive.js";
import { fetchHost, type PoolEndpoint, type TellingHost } from "./fetch-host.js";
import { freshNonce } from "./nonce.js";

interface AskCommon extends Omit<RunOptions, "question" | "pool"> {
    /** What decides; stays the caller's, and has to outlive the run. */
    tools: RunTools;
    /** Aborting it stops the run as `stop` does: it decides from what is there. */
    signal?: AbortSignal;
}

/** Beside what a run is started with: how the calls are made. */
export type AskOptions = AskCommon &
    (
        | {
              /** Who may be asked, and where. */
              pool: readonly PoolEndpoint[];
              /** Left out: `fetchHost(pool)`. */
              host?: never;
          }
        | {
              /** Who may be asked. */
              pool: readonly Options<PoolMember>[];
              /** Makes the calls. */
              host: TellingHost;
          }
    );

/** How a run stands. */
export interface AskState {
    /** All that the core knows; the same object as before while only texts have come. */
    view: RunView;
    /** What has come of the calls in flight, by the call's number, without thoughts. Provisional. */
    texts: ReadonlyMap<number, string>;
    /** Set once the run has ended; undefined while it goes on, and again after a `retry` or `drop` that reopens it. */
    answer: AnswerAction | undefined;
}

/** Calls that were given up may bring their last words for so long, in ms, before the run is let go. */
const grace = 250;

/**
 * Asks, and gives states until the run has ended. Who is slow gets the latest state, never those in between; the last one
 * has `answer`. Leaving the loop early stops the run and aborts its calls. However the loop ends, the core's run is freed
 * with it; `trace` works even then. Throws what is wrong with the request, or what the core threw.
 */
export function ask(question: string, options: AskOptions): Asking {
    return new Asking(question, options);
}

/** A run under way, to be looped over once. */
export class Asking implements AsyncIterableIterator<AskState, undefined> {
    readonly #run: Run;
    readonly #host: TellingHost;
    readonly #driven: Driven;
    /** Settle when their calls have ended. */
    readonly #calls = new Set<Promise<unknown>>();
    /** Resolves at the next change. */
    #change = withResolvers<void>();
    /** There is something that no state has said. */
    #fresh = true;
    #view: RunView | undefined;
    #answer: AnswerAction | undefined;
    #failed: { error: unknown } | undefined;
    /** Set once the run is let go. */
    #trace: string | undefined;
    #ending: Promise<void> | undefined;

    /** @internal */
    constructor(question: string, options: AskOptions) {
        const { tools, signal, pool, host, ...request } = options;
        this.#host = host ?? fetchHost(pool);
        this.#run = Run.start(tools, { nonce: freshNonce(), ...request, question, pool: pool.map(withoutAddress) });
        const calling: TellingHost = {
            call: (action, given) => this.#track(this.#host.call(action, given, () => this.#changed())),
            partial: (call) => this.#host.partial?.(call),
        };
        this.#driven = drive(this.#run, calling, {
            ...(signal ? { signal } : {}),
            onAction: (action) => {
                if (action.type !== "cancel") {
                    this.#answer = action.type === "answer" ? action : undefined;
                    this.#changed();
                }
            },
            onChange: () => {
                this.#view = undefined;
                this.#changed();
            },
        });
        this.#watch();
    }

    /** No more calls: the run decides from what is there. After the loop it does nothing. */
    stop(): void {
        this.#user({ what: "stop" });
    }

    /** Waits for no more references, or candidates. After the loop it does nothing. */
    mergeNow(): void {
        this.#user({ what: "merge-now" });
    }

    /**
     * Leaves a member's answer out. A run that has an answer decides anew, which the loop shows if the last state is still
     * being handled. Throws "not-found", or "disposed" after the loop.
     */
    drop(id: string): void {
        this.#user({ what: "drop", member: id });
    }

    /** Asks a member again, or for the first time. Reopens a run that has an answer, as `drop` does; throws the same. */
    retry(id: string): void {
        this.#user({ what: "ask", member: id });
    }

    /** The JSON text of the trace so far, a RunTrace without keys: for Run.replay. */
    trace(): string {
        return this.#trace ?? this.#run.trace();
    }

    /** The latest state, as soon as there is one that was not given yet. */
    async next(): Promise<IteratorResult<AskState, undefined>> {
        while (!this.#ending) {
            if (this.#failed) {
                await this.#end().catch(() => {});
                throw this.#failed.error;
            }
            if (this.#fresh) {
                if (this.#answer) {
                    await this.#lastWords();
                }
                this.#fresh = false;
                return { done: false, value: this.#state() };
            }
            if (this.#answer) {
                break;
            }
            await this.#change.promise;
        }
        await this.#end();
        return { done: true, value: undefined };
    }

    /** Stops the run and lets it go; what `break` calls. */
    async return(): Promise<IteratorResult<AskState, undefined>> {
        await this.#end();
        return { done: true, value: undefined };
    }

    [Symbol.asyncIterator](): this {
        return this;
    }

    #state(): AskState {
        this.#view ??= this.#run.view();
        const texts = new Map<number, string>();
        for (const { call, state } of this.#view.calls) {
            const text = state === "flying" ? this.#host.partial?.(call) : undefined;
            if (text) {
                texts.set(call, text);
            }
        }
        return { view: this.#view, texts, answer: this.#answer };
    }

    #user(event: Omit<UserEvent, "type">): void {
        if (!this.#ending) {
            this.#driven.user(event);
            this.#watch();
        } else if (event.member !== undefined) {
            throw new SmacsError("disposed", "this run has been let go");
        }
    }

    /** What the core throws meanwhile is thrown to whoever loops. */
    #watch(): void {
        this.#driven.answer.catch((error: unknown) => {
            this.#failed ??= { error };
            this.#changed();
        });
    }

    #changed(): void {
        this.#fresh = true;
        this.#change.resolve();
        this.#change = withResolvers<void>();
    }

    #track<T>(call: Promise<T>): Promise<T> {
        const ended: Promise<unknown> = call.catch(() => {}).then(() => this.#calls.delete(ended));
        this.#calls.add(ended);
        return call;
    }

    /** What was given up was paid for: its end belongs to the last state and to the trace. */
    async #lastWords(): Promise<void> {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const late = new Promise((resolve) => {
            timer = setTimeout(resolve, grace);
        });
        await Promise.race([Promise.all(this.#calls), late]);
        clearTimeout(timer);
    }

    #end(): Promise<void> {
        this.#ending ??= this.#letGo();
        return this.#ending;
    }

    async #letGo(): Promise<void> {
        // Before anything is waited for, so that whoever waits for a change sees the end.
        this.#changed();
        try {
            this.#driven.user({ what: "stop" });
            await this.#lastWords();
            this.#trace = this.#run.trace();
        } finally {
            this.#run.dispose();
        }
    }
}

/** There is no place for an address or a key in what the core is told. */
function withoutAddress(member: Options<PoolMember> | PoolEndpoint): Options<PoolMember> {
    const { base: _base, served: _served, key: _key, ...known } = member as PoolEndpoint;
    return known;
}
