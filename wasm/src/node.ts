// Modules of node. They are got from the process, so that bundlers see no import that browsers lack.

interface Builtins {
    "node:fs/promises": {
        readFile(path: URL, options: { signal: AbortSignal | undefined }): Promise<Uint8Array>;
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

/** A built-in module of node; undefined in browsers. */
export function builtin<K extends keyof Builtins>(name: K): Builtins[K] | undefined {
    const { process } = globalThis as { process?: { getBuiltinModule?: GetBuiltin } };
    return process?.getBuiltinModule?.(name);
}
