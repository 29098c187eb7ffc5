// The words about models that run in the tab.

import type { WeightProblem } from "../../engine/tab/weights.ts";
import { bytes, decimal } from "../../lib/format.ts";

/** Of files and memory, where tenths say nothing: 98 MB, 1.1 GB. */
const size = (n: number) => bytes(n < 1e9 ? Math.round(n / 1e6) * 1e6 : n);

export const tabStrings = {
    title: "Models on this page",
    text: "Small open models that run in this tab: no key, no server, and nothing leaves it. They are slow and often wrong. Their answers are compared and chosen like those of large models.",
    choose: "Models to ask",
    ask: "Ask with the models on this page",
    askAfter: (n: number) => `Ask with the models on this page, after fetching ${size(n)}`,
    fetching: "Fetching the models…",
    none: "No model is selected.",
    unsupported:
        "This browser cannot run models in a page: it lacks 64-bit memory in WebAssembly. Chrome and Edge from version 133 on and Firefox from 134 on have it.",
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
        `${decimal(reading)} tokens a second read, ${decimal(writing)} written`,
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
};

/** What happened and what to do. */
export function weightProblemText({ kind, detail }: WeightProblem): string {
    switch (kind) {
        case "network":
            return "The connection broke. What has come is kept: go on when there is one.";
        case "gone":
            return detail === ""
                ? "The file is needed once more: open it again."
                : `The server does not give the file (status ${detail}). Try again later, or open a file of your own.`;
        case "other-file":
            return "What came is not the file that was checked when this page was made, so it is not used. Try again; if it stays so, open a file of your own.";
        case "no-gguf":
            return "This is not a GGUF file. Choose a file whose name ends in .gguf.";
        case "quota":
            return `There is no room in this browser's storage: ${size(Number(detail))} more are wanted. Remove a model or free space on the disk, then go on.`;
        case "storage":
            return `This browser could not keep the file (${detail}). Resume to try again.`;
        case "cancelled":
            return "Stopped. What has come is kept.";
    }
}
