// Building an index in a worker of the package, under the page's policy.
import { addColumn, addModels, addRows, buildIndex } from "smacs/builder";
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

export interface Builder {
    build(options: Parameters<typeof buildIndex>[0]): ReturnType<typeof buildIndex>;
    addColumn(options: Parameters<typeof addColumn>[0]): ReturnType<typeof addColumn>;
    addModels(options: Parameters<typeof addModels>[0]): ReturnType<typeof addModels>;
    addRows(options: Parameters<typeof addRows>[0]): ReturnType<typeof addRows>;
}

/** Each in a worker of their own, which is ended when they are done or aborted. */
export const builder: Builder = {
    build: (options) => buildIndex({ ...options, ...surroundings() }),
    addColumn: (options) => addColumn({ ...options, ...surroundings() }),
    addModels: (options) => addModels({ ...options, ...surroundings() }),
    addRows: (options) => addRows({ ...options, ...surroundings() }),
};
