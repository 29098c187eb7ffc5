// Uses everything that has types, where nobody declares the platform.
import { ask, drive, failureText, fetchHost, type LoadedTools, loadTools, NoAnswer, Run, type RunHost } from "smacs";
import { readWholeBank } from "smacs/bank";
import { addColumn, buildIndex } from "smacs/builder";
import { Checks, createChecker, nodeInterpreters, nodeRunner } from "smacs/checks";
import { createGateway, type Gateway } from "smacs/gateway";
import { questionMap } from "smacs/map";
import { Failure, type FailureKind } from "smacs/wire";
import "smacs/builder-worker";
import "smacs/worker";

export async function answered(question: string): Promise<string> {
    const tools = await loadTools();
    const panel: string[] = tools.index.route(tools.embedder, question).panel;
    const pool = panel.map((id) => ({ id, model: id, base: "http://localhost:11434/v1" }));
    try {
        const { answer, view } = await ask(question, { tools, pool, host: fetchHost(pool) }).finish();
        const p: number | null | undefined = view.certainty?.p;
        return `${answer.text} ${p}`;
    } catch (error) {
        if (error instanceof NoAnswer) {
            const [first] = error.failures;
            const kind: FailureKind | undefined = first?.failure.kind;
            return first ? `${kind} ${failureText(first.failure)}` : error.message;
        }
        throw error;
    }
}

/** Without the platform's types, a request is only what the gateway needs of one. */
export async function served(request: Parameters<Gateway["fetch"]>[0]): Promise<number> {
    const gateway = createGateway({
        config: { endpoints: { local: { base: "http://127.0.0.1:8080/v1" } } },
        load: () => loadTools(),
        onEnd: ({ id, status }) => console.assert(`${id} ${status}`),
    });
    const { status } = await gateway.fetch(request);
    return request.signal.aborted ? 499 : status;
}

export async function loaded(): Promise<void> {
    const none: LoadedTools = await loadTools({ index: null });
    const own: LoadedTools = await loadTools({ embedder: "own.sme" });
    // @ts-expect-error There may be no index.
    own.index.info;
    const bytes: Uint8Array = await buildIndex({ embedder: "own.sme", banks: [new Uint8Array()] });
    const more: Uint8Array = await addColumn({ index: bytes, name: "ada", scores: "scores.jsonl" });
    const map = none.index && questionMap(none.index);
    const checks = await Checks.load("smacs-checks.wasm");
    const checker = createChecker({ checks, runner: nodeRunner({ interpreters: nodeInterpreters() }) });
    const host: RunHost = {
        call: async ({ member }, signal) => {
            if (signal.aborted) {
                throw new Failure("cancelled");
            }
            return { text: member, finish: "stop" };
        },
    };
    const run = Run.start(own, { question: "x", pool: [{ id: "ada" }], nonce: "n" });
    const { text } = await drive(run, host).answer;
    console.assert([text, map, more, checker, await readWholeBank("bank.jsonl")]);
    // @ts-expect-error A number is no source.
    await loadTools({ embedder: 42 });
}

declare const console: { assert(value: unknown): void };
