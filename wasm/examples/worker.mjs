import { SmacsError, SmacsWorker } from "smacs";

/** As modelsFor, off the page's thread, with progress, and with something to say when it fails. */
export async function modelsForInWorker(question, say = console.log) {
    const worker = new SmacsWorker();
    try {
        await worker.load(undefined, {
            signal: AbortSignal.timeout(30_000),
            onProgress: ({ part, loaded, total }) => say(`${part}: ${loaded} of ${total ?? "?"} bytes`),
        });
        return (await worker.route(question, { n: 3 })).panel;
    } catch (error) {
        if (error instanceof SmacsError) {
            say(`${error.code}: ${error.message}`);
        }
        throw error;
    } finally {
        worker.dispose();
    }
}
