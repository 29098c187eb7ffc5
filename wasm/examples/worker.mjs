import { SmacsError, SmacsWorker } from "smacs";

/** As modelsFor, off the page's thread, with progress, and with something to say when it fails. */
export async function modelsForInWorker(question, assets, say = console.log) {
    const worker = new SmacsWorker();
    try {
        await worker.load(
            { embedder: new URL("default.sme", assets), index: new URL("default.smx", assets) },
            {
                signal: AbortSignal.timeout(30_000),
                onProgress: ({ part, loaded, total }) => say(`${part}: ${loaded} of ${total ?? "?"} bytes`),
            },
        );
        return (await worker.route(question)).panel;
    } catch (error) {
        if (error instanceof SmacsError) {
            say(`${error.code}: ${error.message}`);
        }
        throw error;
    } finally {
        worker.dispose();
    }
}
