// One call from start to end: its turn, its attempts, the fields that are left out, and the result.
import {
    asFailure,
    type CallUsage,
    Collector,
    delayAfter,
    type Failure,
    isOverload,
    type Limiter,
    limitsFor,
    maxAttempts,
    openAnswer,
    sleep,
    Watch,
} from "smacs/wire";
import type { CallRequest, CallTools, CallUpdate, Completion } from "./call-types.ts";
import type { CapabilityCache } from "./capabilities.ts";
import { fetchFor } from "./fetch-for.ts";
import { type Provider, providerOf } from "./providers.ts";
import { Reporter } from "./report.ts";
import { type Plan, planCall, refusedBy } from "./request.ts";
import { usageOf } from "./usage.ts";

export class OneCall {
    readonly #request: CallRequest;
    readonly #reporter: Reporter;
    readonly #tools: CallTools;
    readonly #provider: Provider;
    readonly #watch: Watch;
    readonly #refused: Set<string>;
    #collector = new Collector();
    /** A field that was left out on a guess; it is remembered if that helped. */
    #guess: string | undefined;
    #sentAt: number | undefined;
    #firstAt: number | undefined;

    constructor(request: CallRequest, signal: AbortSignal, onUpdate: (update: CallUpdate) => void, tools: CallTools) {
        this.#request = request;
        this.#reporter = new Reporter(tools.clock, onUpdate, {
            read: () => this.#collector.split(),
            length: () => this.#collector.length,
        });
        this.#tools = tools;
        this.#provider = providerOf(request.endpoint);
        this.#watch = new Watch(request.patience, signal, tools.clock);
        const known = tools.capabilities.get(request.endpoint.base, request.model);
        this.#refused = new Set(known?.refused);
    }

    async run(): Promise<Completion> {
        const { limiters, clock } = this.#tools;
        const limiter = limiters.of(this.#request.endpoint.base, this.#provider.parallel);
        try {
            for (let attempt = 1; ; attempt++) {
                this.#reporter.phase("queued");
                const release = await limiter.acquire(this.#watch.signal);
                let wait: number;
                try {
                    return await this.#attempt();
                } catch (error) {
                    wait = this.#waitAfter(attempt, error, limiter);
                } finally {
                    release();
                }
                this.#reporter.phase("backing-off", clock.now() + wait);
                await sleep(clock, wait, this.#watch.signal);
            }
        } catch (error) {
            throw this.#explain(error);
        } finally {
            this.#watch.stop();
            this.#reporter.stop();
        }
    }

    /** ms until the next attempt; throws the error if there is no further one. */
    #waitAfter(attempt: number, error: unknown, limiter: Limiter): number {
        this.#watch.rest();
        const failure = asFailure(error);
        // A browser that knows it has no network would fail again in a moment.
        const offline = failure.kind === "network" && globalThis.navigator?.onLine === false;
        const last = attempt >= maxAttempts || offline || this.#collector.started || this.#watch.signal.aborted;
        const wait = delayAfter(last ? 1 : attempt, failure, this.#tools.random());
        const ofModel = isOverload(failure) && failure.retryAfter === undefined;
        if (wait !== undefined && failure.kind === "rate-limit" && !ofModel) {
            // The endpoint would refuse other calls too. Of an overload that is known only where it asks for a wait.
            limiter.pause(wait);
        }
        if (wait === undefined || last) {
            throw error;
        }
        return wait;
    }

    /** Sends one request, or a few if fields are refused. */
    async #attempt(): Promise<Completion> {
        for (;;) {
            const plan = planCall(this.#request, this.#provider, this.#refused);
            try {
                return await this.#send(plan);
            } catch (error) {
                if (this.#collector.started || !this.#leaveOut(asFailure(error), plan)) {
                    throw error;
                }
            }
        }
    }

    /** Notes the fields that the failure may refuse; whether there was a new one. */
    #leaveOut(failure: Failure, plan: Plan): boolean {
        const { fields, named } = refusedBy(failure, plan, this.#provider);
        const fresh = fields.filter((field) => !this.#refused.has(field));
        for (const field of fresh) {
            this.#refused.add(field);
        }
        this.#guess = named ? undefined : fresh[0];
        if (fresh.length > 0 && named) {
            this.#learn({ refused: fresh });
        }
        return fresh.length > 0;
    }

    async #send(plan: Plan): Promise<Completion> {
        const collector = new Collector();
        this.#collector = collector;
        this.#firstAt = undefined;
        const sentAt = this.#tools.clock.now();
        this.#sentAt = sentAt;
        this.#watch.sent();
        this.#reporter.phase("waiting");
        const { wire, cost } = this.#provider;
        const fetch = fetchFor(this.#request.endpoint.base);
        const limits = limitsFor(this.#request.params.max_tokens ?? this.#provider.maxTokensDefault);
        const reply = await openAnswer(plan, { wire, cost, limits }, this.#watch.signal, fetch);
        for await (const event of reply.events) {
            if (collector.add(event)) {
                this.#firstAt ??= this.#tools.clock.now();
                this.#watch.progress();
                this.#reporter.text();
            }
        }
        this.#watch.rest();
        return this.#complete(plan, reply.streamed, sentAt);
    }

    #complete(plan: Plan, streaming: boolean, sentAt: number): Completion {
        this.#learnFrom(streaming);
        const answer = this.#collector.answer();
        return {
            ...answer,
            usage: usageOf(this.#collector.usage, this.#request.messages, answer.text + answer.reasoning),
            ms: this.#tools.clock.now() - sentAt,
            ...(this.#firstAt === undefined ? {} : { firstMs: this.#firstAt - sentAt }),
            dropped: plan.dropped,
        };
    }

    #learnFrom(streaming: boolean): void {
        const { usage, sawLogprobs, started } = this.#collector;
        const asked = this.#request.params.logprobs === true && started;
        this.#learn({
            streaming,
            usage: usage.output !== undefined,
            ...(asked ? { logprobs: sawLogprobs } : {}),
            ...(this.#guess === undefined ? {} : { refused: [this.#guess] }),
        });
    }

    #learn(found: Parameters<CapabilityCache["learn"]>[2]): void {
        this.#tools.capabilities.learn(this.#request.endpoint.base, this.#request.model, found);
    }

    #explain(error: unknown): Failure {
        const failure = this.#watch.explain(error);
        const partial = this.#collector.split();
        return failure.with({ partial, provider: this.#provider.id, ...this.#billed(failure, partial) });
    }

    /** A call that we ended, or that failed after text had come, is billed nevertheless. */
    #billed({ kind }: Failure, { text, reasoning }: { text: string; reasoning: string }): { usage?: CallUsage } {
        const answered = this.#collector.started || kind === "empty";
        const waitedFor = this.#sentAt !== undefined && (kind === "timeout" || kind === "cancelled");
        return answered || waitedFor
            ? { usage: usageOf(this.#collector.usage, this.#request.messages, text + reasoning) }
            : {};
    }
}
