// The worker in which one program runs. It gets its task with a port of its own and answers there alone.
import { builtin } from "../node.js";
import { type ProgramTask, runProgram } from "./program.js";

/** What the worker is sent, once. */
export interface WorkerTask {
    task: ProgramTask;
    port: MessagePort;
}

const take = ({ task, port }: WorkerTask): void => {
    port.postMessage({ nonce: task.nonce, begun: true });
    runProgram(task, (result) => port.postMessage({ nonce: task.nonce, result }));
    port.postMessage({ nonce: task.nonce, done: true });
};

const parent = builtin("node:worker_threads")?.parentPort;
if (parent) {
    // Listening on keeps the thread, and what it has sent, until it is ended.
    (parent as unknown as { on(type: string, listener: (data: WorkerTask) => void): void }).on("message", take);
} else {
    addEventListener("message", (event: MessageEvent<WorkerTask>) => take(event.data), { once: true });
}
