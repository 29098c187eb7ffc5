// Programs in a page: each in a worker inside a frame of an opaque origin (sandbox.html), which may load nothing, contact
// nobody and store nothing. The page posts in all that is needed, and takes the frame away afterwards.
import { SmacsError } from "../error.js";
import { fetchResponse } from "../source.js";
import { endable } from "./endable.js";
import { once } from "./once.js";
import type { ProgramTask } from "./program.js";
import { type ProgramRunner, type ProgramWorker, type RunnerOptions, workerRunner } from "./runner.js";

/** What a frame says on its own port: that it has started the worker, or that the worker failed. */
export type FrameNews = "started" | "failed";

/** What a frame is sent, with two ports: the worker's and its own. */
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
    /** Where the host serves `smacs/sandbox-worker.js`, or what gives a worker's code; fetched when first needed. */
    worker: string | URL | (() => Promise<string>);
}

/** A document that has loaded answers at once, unless it is another one: that of an error, or without its script. */
const answerMs = 5000;
/** A frame that the browser blocks may never tell that it has loaded. */
const loadMs = 20_000;

/**
 * A runner for pages. Errors of its runs, beside the usual: fetch (the worker's code), crash (the frame is not what it
 * should be, as where a host or a browser refuses it; then it is not tried again).
 */
export function frameRunner({ frame, worker, ...options }: FrameRunnerOptions): ProgramRunner {
    const fetchScript = once(typeof worker === "function" ? worker : () => fetchText(worker));
    let alone: Promise<boolean> | undefined;
    let refused = false;
    const start = async () => {
        alone ??= needsCredentialless(frame);
        const [code, credentialless] = await Promise.all([fetchScript(), alone]);
        if (refused) {
            throw new SmacsError("crash", "this page cannot open the frame for programs", { detail: String(frame) });
        }
        return spawn(hiddenFrame(frame, credentialless), code, () => {
            refused = true;
        });
    };
    const asBytes = (bytes: Uint8Array) => (isWebKit() ? endable(bytes) : bytes);
    return workerRunner({ ...options, asBytes, spawn: start });
}

/** It ends no worker that is in a loop, and nothing else tells that it would not (endable.ts). */
const isWebKit = () => globalThis.navigator?.vendor?.startsWith("Apple") === true;

export async function fetchText(address: string | URL): Promise<string> {
    return (await fetchResponse(address)).text();
}

/**
 * An isolated page may frame only documents whose host says that they are isolated too, or in browsers that have it,
 * frames without credentials. These keep nothing between two programs, not even in the browser's cache.
 */
async function needsCredentialless(frame: string | URL): Promise<boolean> {
    if (!globalThis.crossOriginIsolated) {
        return false;
    }
    const response = await fetch(frame).catch(() => undefined);
    return response?.ok === true && !response.headers.has("cross-origin-embedder-policy");
}

/** `onRefused` is called when the frame is not what it should be. */
function spawn(frame: HTMLIFrameElement, script: string, onRefused: () => void): ProgramWorker {
    const { port1: news, port2: newsOut } = new MessageChannel();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let fail = () => {};
    return {
        send(task, port) {
            const refuse = () => {
                onRefused();
                fail();
            };
            const post = () => {
                clearTimeout(timer);
                timer = setTimeout(refuse, answerMs);
                // An opaque origin has no name to post to. Nothing here is a secret of the page's.
                const message: FrameTask = { script, task };
                frame.contentWindow?.postMessage(message, "*", [port, newsOut]);
            };
            frame.addEventListener("load", post, { once: true });
            timer = setTimeout(refuse, loadMs);
            document.body.append(frame);
        },
        onFail(listener) {
            fail = listener;
            news.onmessage = ({ data }: MessageEvent<FrameNews>) => {
                clearTimeout(timer);
                if (data === "failed") {
                    fail();
                }
            };
        },
        end() {
            clearTimeout(timer);
            news.close();
            frame.remove();
        },
    };
}

function hiddenFrame(address: string | URL, credentialless: boolean): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.toggleAttribute("credentialless", credentialless);
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.hidden = true;
    frame.src = String(address);
    return frame;
}
