// Building an index in a worker of the package, under the page's policy.
import { addColumn, addModels, addRows, buildIndex, type ModelCard } from "smacs/builder";
import scriptUrl from "smacs/builder-worker?worker&url";
import moduleUrl from "smacs/smacs-builder.wasm?url";

export type { BuildProgress } from "smacs/builder";

/** What the types of browsers do not know everywhere yet. The address is an object that a policy lets pass. */
interface TrustedTypes {
    createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(address: string): string };
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/** The one script that the page may start as a worker; the page's policy names this maker of addresses. */
const script = trustedTypes?.createPolicy("smacs-worker", { createScriptURL: () => scriptUrl });

function surroundings() {
    const address = script?.createScriptURL(scriptUrl) ?? scriptUrl;
    return { module: moduleUrl, worker: new Worker(address, { type: "module" }) };
}

export interface ExtendOptions {
    index: Blob;
    embedder(): Promise<Blob>;
    models: readonly ModelCard[];
    /** "": none. */
    rows: string;
    signal: AbortSignal;
}

async function extendIndex({ index, embedder, models, rows, signal }: ExtendOptions): Promise<Blob> {
    let made = index;
    if (models.length > 0) {
        made = new Blob([await addModels({ index: made, models, signal, ...surroundings() })]);
    }
    if (rows !== "") {
        const banks = [new Blob([rows])];
        made = new Blob([await addRows({ index: made, embedder: await embedder(), banks, signal, ...surroundings() })]);
    }
    return made;
}

export interface Builder {
    build(options: Parameters<typeof buildIndex>[0]): ReturnType<typeof buildIndex>;
    addColumn(options: Parameters<typeof addColumn>[0]): ReturnType<typeof addColumn>;
    /** The index file with models that have no scores, and with questions of the visitor's, lines of a bank. */
    extend(options: ExtendOptions): Promise<Blob>;
}

/** Each in a worker of their own, which is ended when they are done or aborted. */
export const builder: Builder = {
    build: (options) => buildIndex({ ...options, ...surroundings() }),
    addColumn: (options) => addColumn({ ...options, ...surroundings() }),
    extend: extendIndex,
};
