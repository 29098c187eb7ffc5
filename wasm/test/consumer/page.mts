// With the DOM's types, its own classes fit, and the element has its own.
import { type ByteSource, buildIndex, loadTools, moduleWorker, SmacsWorker } from "smacs";
import { AskElement } from "smacs/ask-element";
import type { Checker } from "smacs/checks";
import "smacs/smacs-ask.js";

export async function load(file: File, checker: Checker): Promise<Blob> {
    const tools = await loadTools({ embedder: await fetch("own.sme"), index: file });
    const worker = new SmacsWorker(moduleWorker(new URL("https://example.org/worker.js")));
    await worker.load({ index: file });
    const element = document.querySelector("smacs-ask");
    if (element instanceof AskElement) {
        element.tools = tools;
        element.checker = checker;
        element.config = { mode: "select", earlyStop: false };
        element.addEventListener("smacs-answer", ({ detail }) => {
            const text: string | null = detail.text;
            document.title = text ?? detail.state.error?.message ?? "";
        });
    }
    // @ts-expect-error An element is no source of bytes.
    const wrong: ByteSource = document.body;
    return new Blob([await buildIndex({ embedder: file, banks: [file] })], { type: typeof wrong });
}
