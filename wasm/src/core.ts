// The module's exports, and everything that crosses its memory. Heap views are taken anew at each use, because any call
// may grow the memory and detach earlier views.
import { SmacsError } from "./error.js";
import { statusNames } from "./status.js";

/** An address in the core's memory; 0 means none. */
export type Pointer = number;

/** What wasm/boundary/boundary.c exports, in every module. */
export interface SharedExports {
    memory: WebAssembly.Memory;
    _initialize?(): void;
    smacs_wasm_allocate(size: number): Pointer;
    smacs_wasm_reallocate(memory: Pointer, size: number): Pointer;
    smacs_wasm_release(memory: Pointer): void;
    smacs_wasm_error_create(): Pointer;
    smacs_wasm_error_free(error: Pointer): void;
    smacs_wasm_error_status(error: Pointer): number;
    smacs_wasm_error_message(error: Pointer): Pointer;
    smacs_wasm_error_detail(error: Pointer): Pointer;
    smacs_wasm_error_position(error: Pointer): bigint;
    smacs_wasm_error_line(error: Pointer): bigint;
    smacs_wasm_error_column(error: Pointer): bigint;
    smacs_wasm_blob_data(blob: Pointer): Pointer;
    smacs_wasm_blob_size(blob: Pointer): number;
    smacs_wasm_blob_free(blob: Pointer): void;
}

/** What the core exports: wasm/boundary/exports.c and the above; the same list as exports.txt. */
export interface Exports extends SharedExports {
    smacs_wasm_use_relaxed(kernel: number): number;
    smacs_wasm_version(): Pointer;
    smacs_wasm_prompt(): Pointer;
    smacs_wasm_state_prompt(): Pointer;
    smacs_wasm_embedder_open(bytes: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_embedder_free(embedder: Pointer): void;
    smacs_wasm_embedder_describe(embedder: Pointer, error: Pointer): Pointer;
    smacs_wasm_embedder_embed(embedder: Pointer, text: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_index_open(bytes: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_index_free(index: Pointer): void;
    smacs_wasm_index_describe(index: Pointer, error: Pointer): Pointer;
    smacs_wasm_index_dots(index: Pointer, model: number, error: Pointer): Pointer;
    smacs_wasm_index_labels(index: Pointer, error: Pointer): Pointer;
    smacs_wasm_index_question(index: Pointer, question: number, error: Pointer): Pointer;
    smacs_wasm_match(
        index: Pointer,
        catalog: Pointer,
        catalogSize: number,
        list: Pointer,
        listSize: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_route(
        index: Pointer,
        embedder: Pointer,
        question: Pointer,
        questionSize: number,
        options: Pointer,
        optionsSize: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_route_packed(
        index: Pointer,
        embedder: Pointer,
        question: Pointer,
        questionSize: number,
        options: Pointer,
        optionsSize: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_route_vector(
        index: Pointer,
        numbers: Pointer,
        count: number,
        options: Pointer,
        optionsSize: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_index_vector(index: Pointer, numbers: Pointer, count: number, error: Pointer): Pointer;
    smacs_wasm_shards_open(bytes: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_shards_free(shards: Pointer): void;
    smacs_wasm_shards_head(shards: Pointer): Pointer;
    smacs_wasm_shards_subject(
        shards: Pointer,
        embedder: Pointer,
        question: Pointer,
        questionSize: number,
        options: Pointer,
        optionsSize: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_shards_choose(shards: Pointer, vector: Pointer, questions: number, error: Pointer): Pointer;
    smacs_wasm_shards_gather(
        shards: Pointer,
        cells: Pointer,
        count: number,
        bytes: Pointer,
        size: number,
        vector: Pointer,
        k: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_session_create(
        index: Pointer,
        embedder: Pointer,
        request: Pointer,
        size: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_session_replay(index: Pointer, embedder: Pointer, trace: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_session_free(session: Pointer): void;
    smacs_wasm_session_feed(session: Pointer, event: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_session_view(session: Pointer, error: Pointer): Pointer;
    smacs_wasm_session_trace(session: Pointer, error: Pointer): Pointer;
    smacs_wasm_session_rescore(session: Pointer, weights: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_trace_view(trace: Pointer, size: number, error: Pointer): Pointer;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An instance of one of the modules, by default the core. */
export class Core<E extends SharedExports = Exports> {
    #exports: E | undefined;

    constructor(exports: E) {
        this.#exports = exports;
    }

    get disposed(): boolean {
        return this.#exports === undefined;
    }

    get exports(): E {
        if (!this.#exports) {
            throw new SmacsError("disposed", "this Smacs has been disposed");
        }
        return this.#exports;
    }

    /** Releases the whole memory. */
    dispose(): void {
        this.#exports = undefined;
    }

    /** The memory as it is now. */
    heap(): Uint8Array {
        return new Uint8Array(this.exports.memory.buffer);
    }

    allocate(size: number): Pointer {
        return given(this.exports.smacs_wasm_allocate(Math.max(size, 1)), size);
    }

    /** Resizes an allocation. If it throws, the old one is still valid. */
    reallocate(memory: Pointer, size: number): Pointer {
        return given(this.exports.smacs_wasm_reallocate(memory, Math.max(size, 1)), size);
    }

    /** Copies `data` into the memory while `use` runs. */
    withBytes<T>(data: Uint8Array, use: (pointer: Pointer, size: number) => T): T {
        const pointer = this.allocate(data.length);
        try {
            this.heap().set(data, pointer);
            return use(pointer, data.length);
        } finally {
            this.#exports?.smacs_wasm_release(pointer);
        }
    }

    withText<T>(text: string, use: (pointer: Pointer, size: number) => T): T {
        return this.withBytes(encoder.encode(text), use);
    }

    /** Calls a function that returns 0 and fills the error if it fails. */
    call(work: (exports: E, error: Pointer) => Pointer): Pointer {
        const exports = this.exports;
        const error = given(exports.smacs_wasm_error_create(), 0);
        try {
            const result = work(exports, error) >>> 0;
            if (result === 0) {
                throw this.#read(error);
            }
            return result;
        } catch (cause) {
            throw cause instanceof WebAssembly.RuntimeError ? this.#crashed(cause) : cause;
        } finally {
            this.#exports?.smacs_wasm_error_free(error);
        }
    }

    /** As `call`, for a blob: `read` gets its bytes in place, then they are freed. */
    callForBlob<T>(work: (exports: E, error: Pointer) => Pointer, read: (bytes: Uint8Array) => T): T {
        const blob = this.call(work);
        try {
            const start = this.exports.smacs_wasm_blob_data(blob) >>> 0;
            const end = start + (this.exports.smacs_wasm_blob_size(blob) >>> 0);
            return read(this.heap().subarray(start, end));
        } finally {
            this.exports.smacs_wasm_blob_free(blob);
        }
    }

    callForText(work: (exports: E, error: Pointer) => Pointer): string {
        return this.callForBlob(work, (bytes) => decoder.decode(bytes));
    }

    /** A NUL-terminated text of the core. */
    text(pointer: Pointer): string {
        const heap = this.heap();
        const start = pointer >>> 0;
        return decoder.decode(heap.subarray(start, heap.indexOf(0, start)));
    }

    #read(error: Pointer): SmacsError {
        const exports = this.exports;
        const name = statusNames[exports.smacs_wasm_error_status(error)];
        const code = name === undefined || name === "ok" ? "crash" : name;
        const message = this.text(exports.smacs_wasm_error_message(error));
        const detail = this.text(exports.smacs_wasm_error_detail(error));
        return new SmacsError(code, detail ? `${message}: ${detail}` : message, {
            detail,
            position: known(exports.smacs_wasm_error_position(error), -1n),
            line: known(exports.smacs_wasm_error_line(error), 0n),
            column: known(exports.smacs_wasm_error_column(error), 0n),
        });
    }

    /** After a trap nothing in the memory can be trusted. */
    #crashed(cause: WebAssembly.RuntimeError): SmacsError {
        this.dispose();
        return new SmacsError("crash", "the core stopped unexpectedly; load it again", { cause });
    }
}

function given(pointer: Pointer, size: number): Pointer {
    if (pointer === 0) {
        throw new SmacsError("memory", `out of memory for ${size} bytes`);
    }
    return pointer >>> 0;
}

/** `none` is how C says that a number has no meaning; u64 arrives here as i64. */
function known(value: bigint, none: bigint): number | undefined {
    return value === none ? undefined : Number(BigInt.asUintN(64, value));
}
