// What node has and browsers have not. Asked of the process, so that no bundler follows an import that only node has.

interface Builtins {
    "node:fs/promises": {
        readFile(path: URL, options: { signal?: AbortSignal }): Promise<Uint8Array>;
    };
    "node:worker_threads": {
        /** null in the main thread. */
        parentPort: MessagePort | null;
        Worker: new (script: URL) => NodeWorker;
    };
}

/** node's own kind of worker. */
export interface NodeWorker {
    postMessage(message: unknown): void;
    terminate(): unknown;
    on(type: string, listener: (value: unknown) => void): unknown;
}

type GetBuiltin = <K extends keyof Builtins>(name: K) => Builtins[K];

/** A module of node's own, undefined elsewhere. */
export function builtin<K extends keyof Builtins>(name: K): Builtins[K] | undefined {
    const { process } = globalThis as { process?: { getBuiltinModule?: GetBuiltin } };
    return process?.getBuiltinModule?.(name);
}
