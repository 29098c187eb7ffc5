// With node's types, its own classes fit.
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { type FetchHostOptions, loadTools, SmacsWorker } from "smacs";

export async function load(): Promise<string> {
    const embedder = await readFile(new URL("own.sme", import.meta.url));
    const index = new Blob([await readFile("own.smx")]);
    const tools = await loadTools({ embedder, index, signal: AbortSignal.timeout(1000) });
    const worker = new SmacsWorker(new Worker(new URL("worker.js", import.meta.url)));
    await worker.load({ index }, { signal: new AbortController().signal });
    const options: FetchHostOptions = { fetch: (address, init) => fetch(address, init) };
    // @ts-expect-error A signal is one of the platform's.
    await loadTools({ signal: {} });
    return `${tools.index.info.digest} ${options.first}`;
}
