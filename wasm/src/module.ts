// Instantiates WebAssembly modules from any source.
import { SmacsError } from "./error.js";
import { type ByteSource, checked, fetchResponse, readFile, type WasmSource } from "./source.js";

/** The exports of an instance. Errors: fetch, module; the signal's reason when aborted. */
export async function instantiate(source: WasmSource, signal?: AbortSignal): Promise<WebAssembly.Exports> {
    const module = await compileModule(source, signal);
    const instance = await orModule(WebAssembly.instantiate(module, {}));
    signal?.throwIfAborted();
    return instance.exports;
}

/** The compiled module. Errors: fetch, module; the signal's reason when aborted. */
export async function compileModule(source: WasmSource, signal?: AbortSignal): Promise<WebAssembly.Module> {
    signal?.throwIfAborted();
    // The cast: to TypeScript every object is a Module, so that none is left over.
    return source instanceof WebAssembly.Module ? source : compile(source as ByteSource, signal);
}

async function compile(source: ByteSource, signal: AbortSignal | undefined): Promise<WebAssembly.Module> {
    if (source instanceof Uint8Array || source instanceof ArrayBuffer) {
        return orModule(WebAssembly.compile(source as BufferSource));
    }
    if (source instanceof Blob) {
        return orModule(WebAssembly.compile(await source.arrayBuffer()));
    }
    if (source instanceof Response) {
        return compileResponse(checked(source), signal);
    }
    const file = await readFile(source, signal);
    if (file) {
        return orModule(WebAssembly.compile(file as BufferSource));
    }
    return compileResponse(await fetchResponse(source, signal), signal);
}

/** While it arrives if the server names the right type, which compileStreaming insists on; else afterwards. */
async function compileResponse(response: Response, signal: AbortSignal | undefined): Promise<WebAssembly.Module> {
    const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type === "application/wasm" && typeof WebAssembly.compileStreaming === "function") {
        return orFetch(WebAssembly.compileStreaming(response), signal);
    }
    const bytes = await orFetch(response.arrayBuffer(), signal);
    return orModule(WebAssembly.compile(bytes));
}

async function orModule<T>(work: Promise<T>): Promise<T> {
    try {
        return await work;
    } catch (cause) {
        throw new SmacsError("module", "this is not a module of SMACS, or this browser cannot run it", { cause });
    }
}

/** While streaming, whatever is not about the bytes is about the network. */
async function orFetch<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
        return await work;
    } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof WebAssembly.CompileError) {
            return orModule(Promise.reject(cause));
        }
        throw new SmacsError("fetch", "the connection broke while loading a module", { cause });
    }
}
