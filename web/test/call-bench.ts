// Whole calls over HTTP, against the server that misbehaves. Waits are twenty times shorter than in the page.
import { type Clock, Failure } from "smacs/wire";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type CallRequest, type CallTools, type CallUpdate, call, createCallTools } from "../src/engine/call.ts";
import { FakeClock } from "./fake-clock.ts";
import { startServer } from "./server.mjs";

export const hurry = 20;
export const clock: Clock = {
    now: () => performance.now() * hurry,
    after(ms, run) {
        const timer = setTimeout(run, ms / hurry);
        return () => clearTimeout(timer);
    },
};

/** What the made-up model says, and how far it gets before a fault that comes in the middle. */
export const spoken = "Made-up text for tests, from m. No model has read the question.\n".repeat(4);
export const text = spoken.trimEnd();
export const begun = spoken.slice(0, 72).trimEnd();

export const modelOf = (fault: string) => (fault === "" ? "m" : `m!${fault}`);

interface Options {
    params?: CallRequest["params"];
    patience?: Partial<CallRequest["patience"]>;
    provider?: string;
    signal?: AbortSignal;
    key?: string;
    onUpdate?: (update: CallUpdate) => void;
}

const patience = { first: 60_000, idle: 60_000, total: 240_000 };

/** A server for the tests of a file; for each test, its own memory of what was learnt and told. */
export class CallBench {
    server: Awaited<ReturnType<typeof startServer>> | undefined;
    tools: CallTools = createCallTools();
    updates: CallUpdate[] = [];

    constructor() {
        beforeAll(async () => {
            this.server = await startServer({ pause: 1 });
        });
        afterAll(() => this.server?.close());
        beforeEach(() => {
            this.tools = createCallTools({ clock, random: () => 0.5 });
            this.updates = [];
            this.server?.requests.splice(0);
        });
    }

    /** From now on calls have a clock that moves when it is told to. */
    stopClock(): FakeClock {
        const clock = new FakeClock();
        this.tools = createCallTools({ clock, random: () => 0.5 });
        this.updates = [];
        this.server?.requests.splice(0);
        if (this.server) {
            this.server.counts.comments = 0;
        }
        return clock;
    }

    get base(): string {
        return `${this.server?.url}/v1`;
    }

    ask(fault: string, options: Options = {}) {
        const { params = {}, provider, signal = new AbortController().signal, key = "" } = options;
        const request: CallRequest = {
            endpoint: { base: this.base, key, ...(provider ? { provider } : {}) },
            model: modelOf(fault),
            messages: [{ role: "user", content: "Why?" }],
            params,
            patience: { ...patience, ...options.patience },
        };
        const onUpdate = options.onUpdate ?? ((update: CallUpdate) => void this.updates.push(update));
        return call(request, signal, onUpdate, this.tools);
    }

    async failing(fault: string, options: Options = {}): Promise<Failure> {
        const error: unknown = await this.ask(fault, options).catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(Failure);
        return error as Failure;
    }

    /** The phases told so far, each once in a row. */
    phases() {
        return this.updates.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
    }

    requests() {
        return this.server?.requests ?? [];
    }

    bodies() {
        return this.requests().map(({ body }) => body);
    }
}
