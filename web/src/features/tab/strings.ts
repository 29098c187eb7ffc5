// The words about models that run in the tab.

import type { WeightProblem } from "../../engine/tab/weights.ts";
import { bytes, decimal } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

/** Of files and memory, where tenths say nothing: 98 MB, 1.1 GB. */
const size = (n: number) => bytes(n < 1e9 ? Math.round(n / 1e6) * 1e6 : n);

export const tabStrings = words("tab", {
    title: "Models on this page",
    text: "Small open models that run in this tab: no key, no server, and nothing leaves it. They are slow and often wrong. Their answers are compared and chosen just like those of large models.",
    choose: "Models to ask",
    ask: "Ask with the models on this page",
    askAfter: (n: number) => `Ask with the models on this page, after fetching ${size(n)}`,
    fetching: "Fetching the models…",
    none: "No model is selected.",
    unsupported:
        "This browser cannot run models in a page: it lacks 64-bit memory in WebAssembly. Chrome and Edge have it from version 133 on, Firefox from 134 on.",
    notLasting:
        "This browser stores no files for this page (a private window, for example), so the models are deleted when you close it.",
    sheetText: "Stored in this browser for this page only. They work offline.",

    /** What a model is, and takes. */
    facts: (n: number, memory: number, licence: string | undefined) =>
        `${size(n)}, and about ${size(memory)} of memory when it runs${licence ? `. ${licence}` : ""}`,
    beside: "beside this page",
    from: (host: string) => `from ${host}`,
    ownFile: "from your file",
    tooLarge: "It may be too large for this machine's memory.",
    state: {
        kept: "Ready",
        waiting: "Another tab is fetching it. This tab waits.",
        part: (loaded: number, all: number) => `${size(loaded)} of ${size(all)} fetched`,
        fetching: (loaded: number, all: number) => `${size(loaded)} of ${size(all)}`,
    },
    progress: (name: string) => `Fetching ${name}`,
    speed: (reading: number, writing: number) =>
        `Reads ${decimal(reading)} and writes ${decimal(writing)} tokens per second`,
    fetch: (name: string) => `Fetch ${name}`,
    resume: (name: string) => `Resume fetching ${name}`,
    stop: (name: string) => `Stop fetching ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removeSure: (name: string, n: number) => `${name} is deleted from this browser, which frees ${size(n)}.`,
    removeYes: "Remove it",
    removeNo: "Keep it",
    ownLabel: "GGUF file",
    own: "Open a GGUF file",
    ownHint: "Any model that llama.cpp can run, up to about 2 GB. It is copied into this browser's storage.",

    /** What happened and what to do. */
    problems: {
        network: () => "The connection broke. What has arrived is kept: resume when you are online.",
        gone: (status: string) =>
            status === ""
                ? "The file is needed again: open it once more."
                : `The server does not provide the file (status ${status}). Try again later, or open a file of your own.`,
        "other-file": () =>
            "The file that arrived is not the one that was checked when this page was made, so it is not used. Try again. If that does not help, open a file of your own.",
        "no-gguf": () => "This is not a GGUF file. Choose a file whose name ends in .gguf.",
        quota: (lacking: string) =>
            `There is not enough room in this browser's storage: ${size(Number(lacking))} more are needed. Remove a model or free space on the disk, then resume.`,
        storage: (why: string) => `This browser could not keep the file (${why}). Resume to try again.`,
        cancelled: () => "Stopped. What has arrived is kept.",
    } satisfies Record<WeightProblem["kind"], (detail: string) => string>,
});
