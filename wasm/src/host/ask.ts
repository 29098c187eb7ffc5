// A whole run for a page that has a question and a pool: it gives states to show until there is an answer.

import type { Checker, OpenCheck } from "../check/checker.js";
import { SmacsError } from "../error.js";
import { Run, type RunOptions, type RunTools } from "../run.js";
import type { AnswerAction, PoolMember, RunView, UserEvent } from "../run-messages.js";
import type { Options } from "../spelling.js";
import { untilAborted, withResolvers } from "../wire/clock.js";
import type { Failure } from "../wire/failure.js";
import { type Driven, drive } from "./drive.js";
import { fetchHost, type PoolEndpoint, type TellingHost } from "./fetch-host.js";
import type { HostedEmbedder } from "./hosted-embedder.js";
import { type CallFailure, callFailures, failureOfEvent, NoAnswer } from "./no-answer.js";
import { freshNonce } from "./nonce.js";

interface AskCommon extends Omit<RunOptions, "question" | "pool" | "checks"> {
    /** What decides. The caller keeps owning it; it must outlive the run. */
    tools: RunTools;
    /** Aborting it stops the run as `stop` does: the run decides from what has arrived. */
    signal?: AbortSignal;
    /** Finds and runs what can be checked. Left out: nothing is run. */
    checker?: Checker;
    /**
     * Makes the question's vector, for an index whose vectors a model outside made (`index.info.embedder.outside`):
     * what `hostedEmbedder` gives, or a function. Answers are compared by the embedder in either case.
     */
    embed?: QuestionEmbedder;
}

/** Makes the vector of a question. */
export type QuestionEmbedder =
    | Pick<HostedEmbedder, "vector">
    | ((question: string, call: { signal: AbortSignal }) => PromiseLike<ArrayLike<number>> | ArrayLike<number>);

/** The options of a run, and how its calls are made. */
export type AskOptions = AskCommon &
    (
        | {
              /** Who may be asked, and where. */
              pool: readonly PoolEndpoint[];
              /** By default `fetchHost(pool)`. */
              host?: never;
          }
        | {
              /** Who may be asked. */
              pool: readonly Options<PoolMember>[];
              /** Makes the calls. */
              host: TellingHost;
          }
    );

/** The state of a run. */
export interface AskState {
    /** All that the core knows; the same object as before while only texts have come. */
    view: RunView;
    /** The text so far of each call in flight, without thoughts, by the call's number. It may still change. */
    texts: ReadonlyMap<number, string>;
    /** The calls that have failed so far, and why. Calls that the run gave up are none of them. */
    failures: readonly CallFailure[];
    /** Set once the run has ended. Undefined before, and again after a `retry` or `drop` that reopens the run. */
    answer: AnswerAction | undefined;
    /** Set with `answer` if there is none: `answer.text` is null. */
    error: NoAnswer | undefined;
}

/** The state of a run that has ended with an answer. */
export interface AnsweredState extends AskState {
    answer: AnswerAction & { text: string };
    error: undefined;
}

/** How long cancelled calls may still bring their last text, in ms, before the run is freed. */
const grace = 250;

/**
 * Asks the models and gives states until the run has ended; the last state has `answer`. A slow consumer gets only the
 * latest state. Leaving the loop early stops the run and aborts its calls. The core's run is freed when the loop ends;
 * `trace` still works after that. Throws if the request is wrong, or what the core throws; with `embed`, which the run
 * waits for, the loop throws that, as it does what `embed` throws.
 */
export function ask(question: string, options: AskOptions): Asking {
    // Callers without types leave them out.
    if (!options?.tools || !Array.isArray(options.pool)) {
        throw new SmacsError("argument", "ask needs tools, which loadTools gives, and pool, an array of models");
    }
    return new Asking(question, options);
}

/** A run in progress. Loop over it once. */
export class Asking implements AsyncIterableIterator<AskState, undefined> {
    readonly #host: TellingHost;
    /** Undefined while the question has no vector yet. */
    #run: Run | undefined;
    #driven: Driven | undefined;
    #check: OpenCheck | undefined;
    readonly #embedding = new AbortController();
    /** One promise for each call; it settles when the call has ended. */
    readonly #calls = new Set<Promise<unknown>>();
    /** What the host threw for calls that have not yet been told as failed, and what it was, by the call's number. */
    readonly #thrown = new Map<number, unknown>();
    readonly #failures = new Map<number, Failure>();
    /** Resolves at the next change. */
    #change = withResolvers<void>();
    /** Something has changed since the last state. */
    #fresh = true;
    #view: RunView | undefined;
    #answer: AnswerAction | undefined;
    #failed: { error: unknown } | undefined;
    /** Set when the run is freed. */
    #trace: string | undefined;
    #ending: Promise<void> | undefined;

    /** @internal */
    constructor(question: string, { embed, ...options }: AskOptions) {
        this.#host = options.host ?? fetchHost(options.pool);
        if (embed) {
            void this.#embed(question, embed, options);
        } else {
            const { name: detail = "", outside } = options.tools.index?.info.embedder ?? {};
            if (outside && !options.vector) {
                throw new SmacsError("mismatch", "this index needs embed", { detail });
            }
            this.#begin(question, options);
        }
    }

    async #embed(question: string, by: QuestionEmbedder, options: AskOptions): Promise<void> {
        const { signal } = this.#embedding;
        const { tools, signal: given } = options;
        const abort = () => this.#embedding.abort(given?.reason);
        given?.addEventListener("abort", abort);
        try {
            given?.throwIfAborted();
            const call = { signal };
            const made = typeof by === "function" ? by(question, call) : by.vector?.(tools.index, question, call);
            const vector: ArrayLike<number> | undefined = await untilAborted(Promise.resolve(made), signal);
            if (vector?.length === undefined) {
                throw new SmacsError("argument", "embed must give numbers");
            }
            this.#begin(question, { ...options, vector: Array.from(vector) });
        } catch (error) {
            this.#failed ??= { error };
        } finally {
            given?.removeEventListener("abort", abort);
        }
        this.#changed();
    }

    #begin(question: string, options: AskOptions): void {
        const { tools, signal, pool, host: _host, checker, embed: _embed, ...request } = options;
        const check = checker?.open(question);
        this.#check = check;
        const run = Run.start(tools, {
            nonce: freshNonce(),
            ...request,
            ...(check ? { checks: check.plan } : {}),
            question,
            pool: pool.map(withoutAddress),
        });
        this.#run = run;
        const calling: TellingHost = {
            call: (action, given, _onText, onAgain) =>
                this.#track(
                    action.call,
                    this.#host.call(action, given, () => this.#changed(), onAgain),
                ),
            partial: (call) => this.#host.partial?.(call),
            ...(check ? { check: (_action, answer, given) => check.run(answer, given) } : {}),
        };
        this.#driven = drive(run, calling, {
            signal,
            onAction: (action) => {
                if (action.type !== "cancel") {
                    this.#answer = action.type === "answer" ? action : undefined;
                    this.#changed();
                }
            },
            onChange: (event) => {
                if (event.type === "failed") {
                    this.#failures.set(event.call, failureOfEvent(event, this.#thrown.get(event.call)));
                    this.#thrown.delete(event.call);
                }
                this.#view = undefined;
                this.#changed();
            },
        });
        this.#watch(this.#driven);
    }

    /**
     * Takes the run to its end, in place of a loop, and gives the last state. Rejects with a `NoAnswer` if no model
     * answered; with "disposed" if the run was let go before.
     */
    async finish(): Promise<AnsweredState> {
        let last: AskState | undefined;
        for await (const state of this) {
            last = state;
        }
        if (!last?.answer) {
            throw new SmacsError("disposed", "this run has been let go");
        }
        if (last.error) {
            throw last.error;
        }
        return last as AnsweredState;
    }

    /**
     * Makes no more calls: the run decides from what has arrived. Does nothing after the loop. While the question has no
     * vector yet, the loop throws a `NoAnswer` of code "cancelled".
     */
    stop(): void {
        this.#user({ what: "stop" });
    }

    /** Stops waiting for references or candidates. Does nothing after the loop. */
    mergeNow(): void {
        this.#user({ what: "merge-now" });
    }

    /**
     * Excludes a member's answer. A run that has an answer decides again; the loop shows that if it is called while the
     * last state is handled. Throws "not-found", "disposed" after the loop, or "empty" while the question has no vector.
     */
    drop(id: string): void {
        this.#user({ what: "drop", member: id });
    }

    /** Asks a member, again or for the first time. Reopens a run that has an answer; throws the same as `drop`. */
    retry(id: string): void {
        this.#user({ what: "ask", member: id });
    }

    /** The JSON text of the trace so far, a RunTrace, for Run.replay. It holds no keys. Throws "empty" before the run. */
    trace(): string {
        return this.#trace ?? this.#begun().trace();
    }

    /** The next state, as soon as something has changed. */
    async next(): Promise<IteratorResult<AskState, undefined>> {
        while (!this.#ending) {
            if (this.#failed) {
                await this.#end().catch(() => {});
                throw this.#failed.error;
            }
            if (this.#fresh && this.#run) {
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

    /** Stops the run and frees it. `break` calls this. */
    async return(): Promise<IteratorResult<AskState, undefined>> {
        await this.#end();
        return { done: true, value: undefined };
    }

    [Symbol.asyncIterator](): this {
        return this;
    }

    #state(): AskState {
        this.#view ??= this.#begun().view();
        const texts = new Map<number, string>();
        for (const { call, state } of this.#view.calls) {
            const text = state === "flying" ? this.#host.partial?.(call) : undefined;
            if (text) {
                texts.set(call, text);
            }
        }
        const failures = callFailures(this.#view, this.#failures);
        const answer = this.#answer;
        const error = answer?.text === null ? new NoAnswer(failures, answer.degraded) : undefined;
        return { view: this.#view, texts, failures, answer, error };
    }

    #user(event: Omit<UserEvent, "type">): void {
        const driven = this.#driven;
        if (!this.#ending && driven) {
            driven.user(event);
            this.#watch(driven);
        } else if (!this.#ending && event.member === undefined) {
            this.#failed ??= { error: new NoAnswer([], ["stopped"]) };
            this.#embedding.abort();
            this.#changed();
        } else if (!this.#ending) {
            this.#begun();
        } else if (event.member !== undefined) {
            throw new SmacsError("disposed", "this run has been let go");
        }
    }

    /** Passes what the core throws on to the loop. */
    #watch(driven: Driven): void {
        driven.answer.catch((error: unknown) => {
            this.#failed ??= { error };
            this.#changed();
        });
    }

    #begun(): Run {
        if (!this.#run) {
            throw new SmacsError("empty", "the question has no vector yet");
        }
        return this.#run;
    }

    #changed(): void {
        this.#fresh = true;
        this.#change.resolve();
        this.#change = withResolvers<void>();
    }

    #track<T>(number: number, call: Promise<T>): Promise<T> {
        const keep = (thrown: unknown) => this.#thrown.set(number, thrown);
        const ended: Promise<unknown> = call.catch(keep).then(() => this.#calls.delete(ended));
        this.#calls.add(ended);
        return call;
    }

    /** Waits for cancelled calls to end: they are billed, so the last state and the trace should have their text. */
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
        // First, so that a consumer that waits for a change sees the end.
        this.#changed();
        this.#embedding.abort();
        try {
            this.#driven?.user({ what: "stop" });
            await this.#lastWords();
            this.#trace = this.#run?.trace();
        } finally {
            this.#check?.dispose();
            this.#run?.dispose();
        }
    }
}

/** The core is told no address and no key. */
function withoutAddress(member: Options<PoolMember> | PoolEndpoint): Options<PoolMember> {
    const { base: _base, served: _served, key: _key, ...known } = member as PoolEndpoint;
    return known;
}
