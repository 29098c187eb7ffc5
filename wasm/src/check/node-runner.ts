// Programs in worker threads of node.
import { SmacsError } from "../error.js";
import { builtin } from "../node.js";
import { type ProgramRunner, type ProgramWorker, type RunnerOptions, workerRunner } from "./runner.js";

interface Thread {
    postMessage(message: unknown, transfer: unknown[]): void;
    terminate(): Promise<unknown>;
    on(type: string, listener: (value: unknown) => void): unknown;
    unref(): void;
}

type ThreadClass = new (script: URL, options: { resourceLimits: Record<string, number> }) => Thread;

/** Errors: argument (this is not node). */
export function nodeRunner(options: Omit<RunnerOptions, "spawn">): ProgramRunner {
    const threads = builtin("node:worker_threads");
    if (!threads) {
        throw new SmacsError("argument", "worker threads are of node; give a page a runner of its own");
    }
    const Worker = threads.Worker as unknown as ThreadClass;
    return workerRunner({ ...options, spawn: () => spawn(Worker) });
}

function spawn(Worker: ThreadClass): ProgramWorker {
    const thread = new Worker(new URL("./program-worker.js", import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: 64, stackSizeMb: 8 },
    });
    return {
        send: (task, port) => thread.postMessage({ task, port }, [port]),
        onFail: (fail) => {
            thread.on("error", fail);
            thread.on("exit", fail);
        },
        end: () => void thread.terminate(),
    };
}
