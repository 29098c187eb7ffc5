// The model that some browsers bring along (LanguageModel, the Prompt API), as an endpoint: a list of models, and chats
// as a stream of events in the OpenAI wire format, so that calls, patience and retries are the same as elsewhere. It
// gives no log-probabilities, takes no seed and no temperature, and does not say which model it is.
import { Failure } from "smacs/wire";
import { builtInState } from "./built-in-state.ts";
import { builtInModel } from "./tab-address.ts";

/** The part of the browser's interface that is used here. */
interface LanguageModelApi {
    create(options: CreateOptions): Promise<Session>;
}

/** A message of a conversation. */
interface Turn {
    role: "system" | "user" | "assistant";
    content: string;
}

interface CreateOptions {
    initialPrompts?: readonly Turn[];
    signal?: AbortSignal;
    monitor?(monitor: EventTarget): void;
}

interface Session {
    /** Pieces of the answer as they come. */
    promptStreaming(prompt: readonly Turn[], options: { signal: AbortSignal }): ReadableStream<string>;
    destroy(): void;
}

/** Characters per token, to hold a limit that the browser does not know. */
const charactersPerToken = 4;

function api(): LanguageModelApi | undefined {
    return (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel;
}

/**
 * Has the browser download its model, if it has not yet; resolves once it can be asked. To be called from a click, which
 * browsers demand. `onProgress` gets shares from 0 to 1. Throws what the browser throws.
 */
export async function prepareBuiltIn(signal: AbortSignal, onProgress: (share: number) => void): Promise<void> {
    const session = await api()?.create({
        signal,
        monitor(monitor) {
            monitor.addEventListener("downloadprogress", (event) => {
                onProgress((event as ProgressEvent).loaded);
            });
        },
    });
    session?.destroy();
}

/** `path`: what follows the base. Throws Failures. */
export async function answerBuiltIn(path: string, { body, signal }: RequestInit): Promise<Response> {
    const ready = (await builtInState()) === "available";
    if (path === "/models") {
        return Response.json({ data: ready ? [{ id: builtInModel }] : [] });
    }
    if (!ready) {
        throw new Failure("not-here");
    }
    const { messages, max_tokens, temperature } = JSON.parse(String(body)) as ChatBody;
    if (temperature !== undefined) {
        throw new Failure("bad-request", "Unsupported parameter: temperature", 400);
    }
    const stop = signal ?? new AbortController().signal;
    return chat(messages, charactersPerToken * (max_tokens ?? Number.POSITIVE_INFINITY), stop);
}

interface ChatBody {
    messages: readonly Turn[];
    max_tokens?: number;
    temperature?: number;
}

/** `room`: so many characters may the answer have. */
async function chat(messages: readonly Turn[], room: number, signal: AbortSignal): Promise<Response> {
    const session = await begin(messages.slice(0, -1), signal);
    const stopper = new AbortController();
    const end = () => {
        stopper.abort();
        session.destroy();
    };
    const parts = session
        .promptStreaming(messages.slice(-1), { signal: AbortSignal.any([signal, stopper.signal]) })
        .getReader();
    const encoder = new TextEncoder();
    let left = room;
    const events = new ReadableStream<Uint8Array>({
        async pull(controller) {
            const say = (data: object | string) => {
                const text = typeof data === "string" ? data : JSON.stringify(data);
                controller.enqueue(encoder.encode(`data: ${text}\n\n`));
            };
            try {
                const { done, value = "" } = await parts.read();
                const text = value.slice(0, left);
                left -= text.length;
                const finish = done ? "stop" : left <= 0 ? "length" : null;
                say({ choices: [{ index: 0, delta: text === "" ? {} : { content: text }, finish_reason: finish }] });
                if (finish) {
                    say("[DONE]");
                    controller.close();
                    end();
                }
            } catch (error) {
                controller.error(failureOf(error));
                end();
            }
        },
        cancel: end,
    });
    return new Response(events, { headers: { "content-type": "text/event-stream" } });
}

/** A conversation that stands where the question is to be asked. The browser wants instructions first, and once. */
async function begin(earlier: readonly Turn[], signal: AbortSignal): Promise<Session> {
    const instructions = earlier.filter(({ role }) => role === "system").map(({ content }) => content);
    const turns = earlier.filter(({ role }) => role !== "system");
    const content = instructions.join("\n\n");
    const first: Turn[] = content === "" ? [] : [{ role: "system", content }];
    const session = await api()
        ?.create({ initialPrompts: [...first, ...turns], signal })
        .catch((error) => {
            throw failureOf(error);
        });
    if (!session) {
        throw new Failure("not-here");
    }
    return session;
}

function failureOf(error: unknown): Failure {
    const { name = "", message = "" } = error instanceof Error || error instanceof DOMException ? error : {};
    switch (name) {
        case "AbortError":
            return new Failure("cancelled");
        case "QuotaExceededError": // longer than what the model reads
        case "NotSupportedError": // a language that it does not know
            return new Failure("bad-request", message);
        case "NotAllowedError": // the browser, or who manages it, forbids it
            return new Failure("not-here", message);
        default:
            return new Failure("server", message);
    }
}
