// Programs in a page: each in a worker inside a frame of an opaque origin (sandbox.html), which may load nothing, contact
// nobody and store nothing. The page posts in all that is needed, and takes the frame away afterwards.
import { fetchResponse } from "../source.js";
import type { ProgramTask } from "./program.js";
import { type ProgramRunner, type ProgramWorker, type RunnerOptions, workerRunner } from "./runner.js";

/** What a frame is sent, with two ports: the worker's, and one for saying that the worker failed. */
export interface FrameTask {
    /** The worker's code. */
    script: string;
    task: ProgramTask;
}

export interface FrameRunnerOptions extends Omit<RunnerOptions, "spawn" | "asBytes"> {
    /**
     * Where the host serves `smacs/sandbox.html`. Its response has to allow the page to frame it; the README says which
     * headers that are.
     */
    frame: string | URL;
    /** Where the host serves `smacs/sandbox-worker.js`; fetched when it is first needed. */
    worker: string | URL;
}

/** A runner for pages. Errors of its runs, beside the usual: fetch (the worker's code). */
export function frameRunner({ frame, worker, ...options }: FrameRunnerOptions): ProgramRunner {
    let script: Promise<string> | undefined;
    const fetchScript = () => {
        script ??= fetchResponse(worker).then((response) => response.text());
        script.catch(() => {
            script = undefined;
        });
        return script;
    };
    return workerRunner({ ...options, asBytes: true, spawn: async () => spawn(frame, await fetchScript()) });
}

function spawn(address: string | URL, script: string): ProgramWorker {
    const failures = new MessageChannel();
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    // Where a browser knows it, an isolated page may frame it even if its host sends no headers.
    frame.setAttribute("credentialless", "");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.hidden = true;
    frame.src = String(address);
    return {
        send(task, port) {
            const post = () => {
                const message: FrameTask = { script, task };
                // An opaque origin has no name to post to. Nothing here is a secret of the page's.
                frame.contentWindow?.postMessage(message, "*", [port, failures.port2]);
            };
            frame.addEventListener("load", post, { once: true });
            document.body.append(frame);
        },
        onFail(fail) {
            failures.port1.onmessage = fail;
        },
        end() {
            failures.port1.close();
            frame.remove();
        },
    };
}
