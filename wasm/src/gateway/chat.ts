// Answers a chat request: runs the question, and gives the kept answer in one piece or as a stream.
import type { Checker } from "../check/checker.js";
import { SmacsError } from "../error.js";
import { type Asking, type AskState, ask } from "../host/ask.js";
import type { PoolMember, RunConfig } from "../run-messages.js";
import type { Options } from "../spelling.js";
import { withResolvers } from "../wire/clock.js";
import { withoutKey } from "../wire/redact.js";
import type { GatewayConfig, GatewayLimits } from "./config.js";
import type { Embed } from "./embeddings.js";
import { ApiError, errorOf, type FailedCall } from "./errors.js";
import { askingHost } from "./host.js";
import { passingHost } from "./pass.js";
import { Passed } from "./passed.js";
import type { Member, Tools } from "./pool.js";
import {
    choiceOf,
    chunkOf,
    completionOf,
    extensionOf,
    finishReason,
    type ReplyHead,
    type RunResult,
    usageOf,
} from "./reply.js";
import type { ChatRequest } from "./request.js";
import { EventStream } from "./sse.js";
import type { AnyFetch } from "./upstream.js";

export interface ChatParts {
    /** Of the trace. */
    id: string;
    tools: Tools;
    /** undefined: the embedder makes the question's vector. */
    embed: Embed | undefined;
    /** undefined: nothing is run. */
    checker: Checker | undefined;
    members: readonly Member[];
    config: GatewayConfig;
    limits: GatewayLimits;
    fetch: AnyFetch;
    /** Aborted when the caller has gone. */
    gone: AbortSignal;
    /** Called once, when the reply is whole or cannot be. */
    onEnd(ended: { status: number; result: RunResult | undefined }): void;
    /** Called with a fault that comes when the status is sent. */
    onError(error: unknown): void;
}

/** ms for which a stream's status is held back, so that a refused key has a status of its own. */
const holdMs = 5000;

/** ms between signs of life: proxies close connections that are silent for long. */
const beatMs = 10_000;

/** In logs, as nginx has it. */
export const callerLeft = 499;

/** Resolves to the reply. Throws an ApiError if there is none. */
export async function answerChat(request: ChatRequest, parts: ChatParts): Promise<Response> {
    const run = new ChatRun(request, parts);
    try {
        return await (request.stream ? run.streamed() : run.whole());
    } catch (error) {
        const refusal = error instanceof ApiError ? error : refusalOf(error);
        run.end(refusal?.status ?? 500);
        throw refusal ?? error;
    }
}

/** What the core says of a request that it does not take. */
function refusalOf(error: unknown): ApiError | undefined {
    const isAboutRequest =
        error instanceof SmacsError && ["schema", "argument", "syntax", "empty", "too-large"].includes(error.code);
    return isAboutRequest ? new ApiError(400, `The request cannot be run: ${error.message}.`) : undefined;
}

class ChatRun {
    readonly #request: ChatRequest;
    readonly #parts: ChatParts;
    readonly #head: ReplyHead;
    readonly #keys: ReadonlySet<string>;
    readonly #failed: FailedCall[] = [];
    /** Aborting it ends the run: the caller has left, or the time is over. */
    readonly #stop = new AbortController();
    #left = false;
    readonly #asking: Asking;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #last: AskState | undefined;
    #ended = false;
    /** For streams. */
    readonly #events = new EventStream(() => this.#leave());
    /** Resolves when there is something to show. */
    readonly #begun = withResolvers<void>();
    /** What a single model said, as it said it. */
    readonly #passed = new Passed();
    #progress = "";

    constructor(request: ChatRequest, parts: ChatParts) {
        this.#request = request;
        this.#parts = parts;
        this.#head = {
            id: `chatcmpl-${parts.id}`,
            created: Math.floor(Date.now() / 1000),
            model: request.model.id,
        };
        this.#keys = new Set(parts.members.map(({ key }) => key));
        const { seconds } = parts.limits;
        const { question, system, history } = request.conversation;
        const { tools, members, config, embed, checker } = parts;
        try {
            this.#asking = ask(question, {
                tools,
                pool: members.map(knownOf),
                host: this.#host(),
                signal: this.#stop.signal,
                history,
                ...(system === "" ? {} : { system }),
                ...(embed ? { embed: this.#inTime(embed) } : {}),
                ...(checker && request.model.mode !== "route" ? { checker } : {}),
                ...(config.aggregators ? { aggregators: config.aggregators } : {}),
                ...(request.seed === undefined ? {} : { seed: request.seed }),
                // The spelling is the messages' own, which a run takes as well.
                config: this.#config() as Options<RunConfig>,
            });
        } catch (error) {
            throw refusalOf(error) ?? error;
        }
        this.#timer = setTimeout(() => this.#stop.abort(), seconds * 1000);
        parts.gone.addEventListener("abort", () => this.#leave(), { once: true });
        if (parts.gone.aborted) {
            this.#leave();
        }
    }

    async whole(): Promise<Response> {
        for await (const state of this.#asking) {
            this.#last = state;
        }
        const { text, result } = this.#outcome();
        const { reply } = this.#passed;
        this.end(200);
        const own = completionOf(this.#head, text, result);
        // What a single model said besides its text stays: calls of tools, log-probabilities, notes.
        const body = reply ? { ...reply, ...this.#head, usage: own.usage, smacs: own.smacs } : own;
        return new Response(this.#withoutKeys(JSON.stringify(body)), {
            headers: { "content-type": "application/json" },
        });
    }

    async streamed(): Promise<Response> {
        const finished = this.#follow();
        const held = setTimeout(this.#begun.resolve, holdMs);
        try {
            await Promise.race([this.#begun.promise, finished]);
        } finally {
            clearTimeout(held);
        }
        void this.#finish(finished);
        return new Response(this.#events.body, {
            headers: { "content-type": "text/event-stream", "cache-control": "no-cache", "x-accel-buffering": "no" },
        });
    }

    /** Frees the run and says how it ended. Calling it again does nothing. */
    end(status: number, result = this.#result()): void {
        if (!this.#ended) {
            this.#ended = true;
            clearTimeout(this.#timer);
            void this.#asking.return().catch(() => {});
            this.#parts.onEnd({ status: this.#left ? callerLeft : status, result });
        }
    }

    #inTime(embed: Embed): Embed {
        return (question, call) =>
            embed(question, call).catch((error: unknown) => {
                throw this.#stop.signal.aborted
                    ? new ApiError(504, "The question got no vector in time.", { code: "timeout" })
                    : error;
            });
    }

    #leave(): void {
        this.#left = true;
        this.#stop.abort();
    }

    #host() {
        const { fetch, limits, members } = this.#parts;
        const limitMs = limits.seconds * 1000;
        const { fields, body, stream, model } = this.#request;
        if (model.mode !== "route") {
            return askingHost(members, this.#failed, { fetch, limitMs, fields });
        }
        return passingHost(members, this.#failed, {
            body,
            stream,
            fetch,
            limitMs,
            reply: {
                chunk: (chunk) => this.#pass(chunk),
                whole: (reply) => {
                    this.#passed.reply = reply;
                },
            },
        });
    }

    #config(): RunConfig {
        const { config, limits } = this.#parts;
        const { mode, pace } = this.#request.model;
        const deadline = { deadline_ms: limits.seconds * 750 };
        return { ...deadline, ...config.run, ...this.#request.config, mode, pace };
    }

    /** Follows the run to its end; what it comes to is in `#last`. */
    async #follow(): Promise<void> {
        for await (const state of this.#asking) {
            this.#last = state;
            if (state.texts.size > 0 || state.view.calls.some(({ text }) => text !== null)) {
                this.#begun.resolve();
            }
            await this.#tell(state);
        }
        this.#outcome();
    }

    /** Tells how far a run of several models is, in a chunk without text. */
    async #tell({ view }: AskState): Promise<void> {
        const { phase, calls_made: made, calls_planned: planned } = view;
        const progress = `${phase} ${made} ${planned}`;
        if (this.#request.model.mode === "route" || phase === "done" || progress === this.#progress) {
            return;
        }
        const delta = this.#progress === "" ? { role: "assistant", content: "" } : {};
        this.#progress = progress;
        await this.#send({ choices: [choiceOf(delta)], smacs: { progress: { phase, calls: { made, planned } } } });
    }

    /** A chunk of a single model's reply. */
    async #pass(chunk: Record<string, unknown>): Promise<void> {
        const due = this.#passed.take(chunk, this.#failed.length);
        this.#begun.resolve();
        for (const one of due) {
            await this.#send(one);
        }
    }

    /** Sends what ends a stream. By now it has status 200, so an error is an event. */
    async #finish(finished: Promise<void>): Promise<void> {
        const beat = setInterval(() => this.#events.comment("still asking"), beatMs);
        try {
            await finished;
            await this.#sendOutcome();
            this.#events.end();
            this.end(200);
        } catch (error) {
            const known = error instanceof ApiError ? error : new ApiError(500, "The gateway failed.");
            if (known !== error) {
                this.#parts.onError(error);
            }
            await this.#events.send(JSON.stringify(known.body));
            this.#events.end();
            this.end(known.status);
        } finally {
            clearInterval(beat);
        }
    }

    async #sendOutcome(): Promise<void> {
        const { text, result } = this.#outcome();
        const smacs = extensionOf(result);
        const end = { choices: [choiceOf({}, finishReason(result.view))] };
        if (this.#request.model.mode === "route") {
            await this.#send({ ...(this.#passed.last ?? end), smacs });
        } else {
            await this.#send({ choices: [choiceOf({ content: text })] });
            await this.#send({ ...end, smacs });
        }
        if (this.#request.includeUsage) {
            await this.#send({ choices: [], usage: usageOf(result.view) });
        }
    }

    async #send(fields: Record<string, unknown>): Promise<void> {
        const chunk = chunkOf(this.#head, this.#request.includeUsage, fields);
        await this.#events.send(this.#withoutKeys(chunk));
    }

    /** What the run came to. Throws an ApiError if nobody answered, or who did broke off. */
    #outcome(): { text: string; result: RunResult } {
        const result = this.#result();
        const text = this.#last?.answer?.text;
        const breaks = this.#passed.breaks(this.#failed);
        if (breaks.length > 0) {
            throw errorOf(breaks, "The answer broke off.");
        }
        if (result && (this.#passed.begun || text != null)) {
            return { text: text ?? "", result };
        }
        const late = this.#stop.signal.aborted || result?.view.degraded.includes("deadline");
        if (late && this.#failed.length === 0) {
            throw new ApiError(504, "No model answered in time.", { code: "timeout" });
        }
        throw errorOf(this.#failed);
    }

    #result(): RunResult | undefined {
        const view = this.#last?.view;
        const { wantsTrace } = this.#request;
        return (
            view && {
                id: this.#parts.id,
                view,
                members: this.#parts.members,
                failed: this.#failed,
                trace: wantsTrace ? this.#asking.trace() : undefined,
            }
        );
    }

    /** The gateway's own keys are nobody's to read, even if a server repeats them. */
    #withoutKeys(text: string): string {
        return [...this.#keys].reduce(withoutKey, text);
    }
}

/** What the core is told of a member. */
function knownOf({
    base: _base,
    served: _served,
    key: _key,
    upstream: _upstream,
    ...known
}: Member): Options<PoolMember> {
    return known;
}
