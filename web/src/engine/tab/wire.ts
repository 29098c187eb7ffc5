// Answers for the models of this tab as an endpoint does: a list of models, and chats as a stream of events in the
// OpenAI wire format, so that calls, patience, retries and log-probabilities are the same as for any other endpoint.
import { Failure } from "smacs/wire";
import type { TabModel } from "./cards.ts";
import type { ChatBody, Runtime } from "./runtime.ts";
import { type Tab, tab } from "./tab.ts";
import { WeightProblem } from "./weights.ts";

/** `path`: what follows the base. Throws Failures. */
export async function answerInTab(path: string, { body, signal }: RequestInit): Promise<Response> {
    const here = await tab();
    const stop = signal ?? new AbortController().signal;
    return path === "/models" ? listKept(here, stop) : chat(here, JSON.parse(String(body)), stop);
}

async function listKept(here: Tab, signal: AbortSignal): Promise<Response> {
    const data: object[] = [];
    for (const model of await here.list(signal)) {
        if ((await here.kept(model)) === model.bytes) {
            data.push({ id: model.name, context_length: model.context });
        }
    }
    return Response.json({ data });
}

async function chat(here: Tab, body: ChatBody & { model: string }, signal: AbortSignal): Promise<Response> {
    const model = here.named(body.model) ?? (await here.list(signal).then(() => here.named(body.model)));
    if (!model) {
        throw new Failure("unknown-model", body.model);
    }
    const runtime = await here.runtime().catch(() => {
        throw new Failure("network");
    });
    const { readable, writable } = new TransformStream<string, string>();
    const writer = writable.getWriter();
    const send = (data: object | string) => {
        const text = typeof data === "string" ? data : JSON.stringify(data);
        // A reader that has gone away has said so by the signal.
        writer.write(`data: ${text}\n\n`).catch(() => {});
    };
    generate(here, runtime, model, body, send, signal).then(
        () => {
            send("[DONE]");
            writer.close().catch(() => {});
        },
        (error) => void writer.abort(failureOf(error)).catch(() => {}),
    );
    return new Response(readable.pipeThrough(new TextEncoderStream()), {
        headers: { "content-type": "text/event-stream" },
    });
}

async function generate(
    here: Tab,
    runtime: Runtime,
    model: TabModel,
    body: ChatBody,
    send: (data: object) => void,
    signal: AbortSignal,
): Promise<void> {
    const open = () => here.weights(model);
    const onChunk = (chunk: object & { timings?: Timings }) => {
        if (chunk.timings) {
            here.measured(model, speedOf(chunk.timings));
        }
        send(chunk);
    };
    await runtime.chat(model, open, body, onChunk, signal);
}

interface Timings {
    prompt_per_second?: number;
    predicted_per_second?: number;
}

function speedOf({ prompt_per_second: reading = 0, predicted_per_second: writing = 0 }: Timings) {
    return { reading, writing };
}

function failureOf(error: unknown): Failure {
    if (error instanceof WeightProblem) {
        return new Failure("unknown-model");
    }
    if (error instanceof Error && error.name === "AbortError") {
        return new Failure("cancelled");
    }
    return error instanceof Failure
        ? error
        : new Failure("server", error instanceof Error ? error.message : String(error));
}
