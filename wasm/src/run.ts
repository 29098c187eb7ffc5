import type { Core, Exports, Pointer } from "./core.js";
import type { Embedder } from "./embedder.js";
import { checkSameCore, Handle } from "./handle.js";
import type { RunAction, RunEvent, RunRequest, RunScores, RunTrace, RunView, RunWeights } from "./run-messages.js";
import type { ScoreIndex } from "./score-index.js";
import { messageText, type Options } from "./spelling.js";

/** What a run is started with. `Run.start` also takes it in snake_case, as traces have it. */
export type RunOptions = Options<RunRequest>;

/** What a run decides with. Without an index the pool is asked in its own order. */
export interface RunTools {
    embedder: Embedder;
    index?: ScoreIndex;
}

type Start = (exports: Exports, index: Pointer, text: Pointer, size: number, error: Pointer) => Pointer;

/**
 * One question, from panel to kept answer, as a state machine that neither waits nor fetches: feed it events and
 * perform the actions that it returns. `drive` does that for a host that only makes calls. The tools must outlive the
 * run.
 */
export class Run {
    readonly #handle: Handle;

    private constructor(core: Core, pointer: Pointer) {
        this.#handle = new Handle(core, "Run", pointer, (exports, p) => exports.smacs_wasm_session_free(p));
    }

    /** Starts a run; its first event is {type: "begin"}. */
    static start(tools: RunTools, request: RunOptions | RunRequest): Run {
        return Run.#create(tools, messageText(request), (exports, index, text, size, error) =>
            exports.smacs_wasm_session_create(index, tools.embedder.handle.pointer, text, size, error),
        );
    }

    /** Runs a trace again to its end. Throws "mismatch" if an action differs from the recorded one. */
    static replay(tools: RunTools, trace: string | RunTrace): Run {
        return Run.#create(tools, traceText(trace), (exports, index, data, size, error) =>
            exports.smacs_wasm_session_replay(index, tools.embedder.handle.pointer, data, size, error),
        );
    }

    /**
     * The view that a trace recorded, without running it again: for traces of versions that decided differently, or
     * whose index is missing. The trace may come from anybody: its content was checked to be a view.
     */
    static recorded(embedder: Embedder, trace: string | RunTrace): RunView {
        const { core } = embedder.handle;
        return JSON.parse(
            core.withText(traceText(trace), (text, size) =>
                core.callForText((exports, error) => exports.smacs_wasm_trace_view(text, size, error)),
            ),
        );
    }

    /** Takes an event and gives the actions to perform, in order. Any text is accepted, since it was paid for. */
    feed(event: Options<RunEvent> | RunEvent): RunAction[] {
        return JSON.parse(
            this.#withText(messageText(event), (exports, run, text, size, error) =>
                exports.smacs_wasm_session_feed(run, text, size, error),
            ),
        );
    }

    /** What it was started with. */
    get request(): RunRequest {
        return (JSON.parse(this.trace()) as RunTrace).request;
    }

    /** All that is known now. */
    view(): RunView {
        const run = this.#handle.pointer;
        return JSON.parse(
            this.#handle.core.callForText((exports, error) => exports.smacs_wasm_session_view(run, error)),
        );
    }

    /** What other weights would have kept. Throws "empty" if nothing was scored yet. */
    rescore(weights: RunWeights): RunScores {
        return JSON.parse(
            this.#withText(JSON.stringify(weights), (exports, run, text, size, error) =>
                exports.smacs_wasm_session_rescore(run, text, size, error),
            ),
        );
    }

    /** The JSON text of the trace so far, a RunTrace. */
    trace(): string {
        const run = this.#handle.pointer;
        return this.#handle.core.callForText((exports, error) => exports.smacs_wasm_session_trace(run, error));
    }

    /** Frees it. Calling it again does nothing. */
    dispose(): void {
        this.#handle.dispose();
    }

    [Symbol.dispose](): void {
        this.dispose();
    }

    static #create(tools: RunTools, json: string, start: Start): Run {
        const { core } = tools.embedder.handle;
        const index = tools.index?.handle;
        if (index) {
            checkSameCore(tools.embedder.handle, index);
        }
        const pointer = core.withText(json, (text, size) =>
            core.call((exports, error) => start(exports, index?.pointer ?? 0, text, size, error)),
        );
        return new Run(core, pointer);
    }

    #withText(
        json: string,
        work: (exports: Exports, run: Pointer, text: Pointer, size: number, error: Pointer) => Pointer,
    ): string {
        const run = this.#handle.pointer;
        const { core } = this.#handle;
        return core.withText(json, (text, size) =>
            core.callForText((exports, error) => work(exports, run, text, size, error)),
        );
    }
}

const traceText = (trace: string | RunTrace) => (typeof trace === "string" ? trace : JSON.stringify(trace));
