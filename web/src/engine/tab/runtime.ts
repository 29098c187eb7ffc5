// llama.cpp in a worker of this tab, by wllama: one model answers at a time, and as many stay loaded as fit in the
// memory that is set aside for them.
import { type ChatCompletionChunk, Wllama, WllamaAbortError } from "@wllama/wllama/esm/index.js";
import scriptUrl from "@wllama/wllama/src/wasm/wllama.js?url";
import wasmUrl from "@wllama/wllama/src/wasm/wllama.wasm?url";
import { Failure } from "smacs/wire";
import { type Card, contextOf, memoryOf } from "./cards.ts";
import { hasGpu, memoryBudget, threadCount } from "./machine.ts";

export interface ChatBody {
    messages: { role: "system" | "user" | "assistant"; content: string }[];
    max_tokens?: number;
    temperature?: number;
    seed?: number;
    logprobs?: boolean;
}

/** What loading came to. */
export interface LoadedFacts {
    threads: number;
    gpu: boolean;
    /** From the stored file to the first possible call, in ms. */
    ms: number;
}

interface Loaded {
    card: Card;
    wllama: Wllama;
    facts: LoadedFacts;
}

export class Runtime {
    /** Least recently used first. */
    readonly #loaded = new Map<string, Loaded>();
    #turn: Promise<unknown> = Promise.resolve();

    /** One after the other: two at once on the same processors would both be slower. */
    #inTurn<T>(work: () => Promise<T>): Promise<T> {
        const result = this.#turn.then(work);
        this.#turn = result.catch(() => {});
        return result;
    }

    /** What is loaded now. */
    facts(id: string): LoadedFacts | undefined {
        return this.#loaded.get(id)?.facts;
    }

    /** Chunks as the OpenAI wire has them. `open` is called if the model is not loaded. Rejects when aborted. */
    chat(
        card: Card,
        open: () => Promise<Blob>,
        body: ChatBody,
        onChunk: (chunk: ChatCompletionChunk) => void,
        signal: AbortSignal,
    ): Promise<void> {
        return this.#inTurn(async () => {
            signal.throwIfAborted();
            const { wllama } = await this.#load(card, open);
            signal.throwIfAborted();
            try {
                await ask(wllama, card, body, onChunk, signal);
            } catch (error) {
                if (isRefusal(error)) {
                    throw new Failure("bad-request", error.message);
                }
                if (!(error instanceof WllamaAbortError)) {
                    // Whatever state it is in: the next call loads it anew.
                    await this.#unload(card.id);
                }
                throw error;
            }
        });
    }

    unload(id: string): Promise<void> {
        return this.#inTurn(() => this.#unload(id));
    }

    async #unload(id: string): Promise<void> {
        const { wllama } = this.#loaded.get(id) ?? {};
        this.#loaded.delete(id);
        await wllama?.exit();
    }

    async #load(card: Card, open: () => Promise<Blob>): Promise<Loaded> {
        const known = this.#loaded.get(card.id);
        this.#loaded.delete(card.id);
        const loaded = known ?? (await this.#start(card, open));
        this.#loaded.set(card.id, loaded);
        return loaded;
    }

    async #start(card: Card, open: () => Promise<Blob>): Promise<Loaded> {
        await this.#makeRoom(memoryOf(card));
        const begun = performance.now();
        const blob = await open();
        const start = (gpu: boolean) => startModel(card, blob, gpu);
        const gpu = await hasGpu();
        const wllama = await start(gpu).catch((error) => (gpu ? start(false) : Promise.reject(error)));
        const threads = wllama.getNumThreads();
        return { card, wllama, facts: { threads, gpu, ms: performance.now() - begun } };
    }

    async #makeRoom(needed: number): Promise<void> {
        const used = () => [...this.#loaded.values()].reduce((sum, { card }) => sum + memoryOf(card), 0);
        for (const id of [...this.#loaded.keys()]) {
            if (used() + needed > memoryBudget()) {
                await this.#unload(id);
            }
        }
    }
}

async function startModel(card: Card, blob: Blob, gpu: boolean): Promise<Wllama> {
    const wllama = new TabWllama(await workerCode());
    try {
        await startingWorkers(() =>
            wllama.loadModel([blob], {
                n_ctx: contextOf(card),
                n_parallel: 1,
                n_threads: threadCount(),
                ...(gpu ? {} : { n_gpu_layers: 0 }),
                ...(card.chat_template === undefined ? {} : { chat_template: card.chat_template, jinja: true }),
            }),
        );
        return wllama;
    } catch (error) {
        await wllama.exit();
        throw error;
    }
}

async function ask(
    wllama: Wllama,
    { stop }: Card,
    { messages, max_tokens, temperature, seed, logprobs }: ChatBody,
    onData: (chunk: ChatCompletionChunk) => void,
    abortSignal: AbortSignal,
): Promise<void> {
    const params = {
        messages,
        // Which its types leave out, and llama.cpp reads.
        stream_options: { include_usage: true },
        ...(max_tokens === undefined ? {} : { max_tokens }),
        ...(temperature === undefined ? {} : { temperature }),
        ...(seed === undefined ? {} : { seed }),
        ...(logprobs ? { logprobs, top_logprobs: 1 } : {}),
        ...(stop === undefined ? {} : { stop: [...stop] }),
        abortSignal,
    };
    await wllama.createChatCompletion({ ...params, stream: true, onData });
}

/** What the model has to say of a request, such as that the conversation is too long for it; it goes on as before. */
function isRefusal(error: unknown): error is Error {
    return error instanceof Error && "type" in error && error.type === "inference_error";
}

/** Under trusted types, which its workers inherit, wllama's own code may not start the threads that it wants. */
class TabWllama extends Wllama {
    readonly #code: string;

    constructor(code: string) {
        const quiet = { debug() {}, log() {}, warn() {}, error() {} };
        super({ default: new URL(wasmUrl, document.baseURI).href }, { suppressNativeLog: true, logger: quiet });
        // Nothing is to come from elsewhere.
        this.setCompat(null);
        this.#code = code;
    }

    override getWorkerResources() {
        return { ...super.getWorkerResources(), jsPath: { code: this.#code } };
    }
}

const allowThreads = `self.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => { if (url.startsWith("blob:")) return url; throw new TypeError("not a thread of ours"); },
});
`;

let code: Promise<string> | undefined;

function workerCode(): Promise<string> {
    code ??= fetch(new URL(scriptUrl, document.baseURI)).then((response) => {
        if (!response.ok) {
            throw new TypeError(`${response.status}`);
        }
        return response.text().then((text) => allowThreads + text);
    });
    code.catch(() => {
        code = undefined;
    });
    return code;
}

let starting = 0;
let policed = false;

/** The page lets wllama start workers from code of its own, while it starts a model and at no other time. */
async function startingWorkers<T>(work: () => Promise<T>): Promise<T> {
    type Rules = { createScriptURL(url: string): string };
    const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Rules): unknown } };
    if (trustedTypes && !policed) {
        policed = true;
        trustedTypes.createPolicy("default", {
            createScriptURL(url) {
                if (starting > 0 && url.startsWith("blob:")) {
                    return url;
                }
                throw new TypeError("this page starts no script from this address");
            },
        });
    }
    starting++;
    try {
        return await work();
    } finally {
        starting--;
    }
}
