// Something in the core's memory that one object here owns.
import type { Core, Exports, Pointer, SharedExports } from "./core.js";
import { SmacsError } from "./error.js";
import type { Smacs } from "./smacs.js";
import { type ByteSource, type LoadOptions, openSource } from "./source.js";
import { nextTurn } from "./wire/clock.js";

export class Handle {
    /** @internal */
    readonly core: Core;
    readonly #kind: string;
    readonly #free: (exports: Exports, pointer: Pointer) => void;
    #pointer: Pointer;

    constructor(core: Core, kind: string, pointer: Pointer, free: (exports: Exports, pointer: Pointer) => void) {
        this.core = core;
        this.#kind = kind;
        this.#pointer = pointer;
        this.#free = free;
    }

    /** For the core's functions; throws "disposed" after it was freed. */
    get pointer(): Pointer {
        if (this.#pointer === 0 || this.core.disposed) {
            throw new SmacsError("disposed", `this ${this.#kind} has been disposed`);
        }
        return this.#pointer;
    }

    /** The core's description, from JSON. If the core cannot give it, the handle is freed. */
    describe<T>(work: (exports: Exports, pointer: Pointer, error: Pointer) => Pointer): T {
        try {
            return JSON.parse(this.core.callForText((exports, error) => work(exports, this.pointer, error)));
        } catch (error) {
            this.dispose();
            throw error;
        }
    }

    dispose(): void {
        const pointer = this.#pointer;
        this.#pointer = 0;
        if (pointer !== 0 && !this.core.disposed) {
            this.#free(this.core.exports, pointer);
        }
    }
}

/** Throws where the two do not lie in one memory. */
export function checkSameCore(embedder: Handle, index: Handle): void {
    if (embedder.core !== index.core) {
        throw new SmacsError("argument", "embedder and index were opened with different cores");
    }
}

/** Opens a file image. The core takes over the buffer, even if it cannot open it. */
export type Open<E extends SharedExports = Exports> = (
    exports: E,
    bytes: Pointer,
    size: number,
    error: Pointer,
) => Pointer;

export function openBytes<E extends SharedExports>(core: Core<E>, bytes: Uint8Array, open: Open<E>): Pointer {
    const buffer = core.allocate(bytes.length);
    core.heap().set(bytes, buffer);
    return core.call((exports, error) => open(exports, buffer, bytes.length, error));
}

/** Reads a source straight into the core's memory and opens it there. */
export async function openStream(smacs: Smacs, source: ByteSource, options: LoadOptions, open: Open): Promise<Pointer> {
    const core = smacs.core;
    const stream = await openSource(source, options.signal);
    let capacity = stream.announced ?? 65536;
    let size = 0;
    let buffer = core.allocate(capacity);
    try {
        options.onProgress?.(0, stream.announced);
        for await (const chunk of stream.chunks()) {
            if (chunk.length > capacity - size) {
                capacity = Math.max(size + chunk.length, 2 * capacity);
                buffer = core.reallocate(buffer, capacity);
            }
            core.heap().set(chunk, buffer + size);
            size += chunk.length;
            // A server that compresses may have announced the compressed size.
            options.onProgress?.(size, size <= (stream.announced ?? 0) ? stream.announced : undefined);
        }
        // What else has just arrived is not opened in the same task.
        await nextTurn();
        options.signal?.throwIfAborted();
        if (size < capacity) {
            buffer = core.reallocate(buffer, size);
        }
        const image = buffer;
        buffer = 0;
        return core.call((exports, error) => open(exports, image, size, error));
    } finally {
        if (buffer !== 0 && !core.disposed) {
            core.exports.smacs_wasm_release(buffer);
        }
    }
}
