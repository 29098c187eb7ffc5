// Instantiates WebAssembly modules from any source.
import { SmacsError } from "./error.js";
import { readFile } from "./files.js";
import { type ByteSource, checked, fetchResponse, type WasmSource } from "./source.js";

/** The exports of an instance. Errors: fetch, module; the signal's reason when aborted. */
export async function instantiate(source: WasmSource, signal?: AbortSignal): Promise<WebAssembly.Exports> {
    const module = await compileModule(source, signal);
    const instance = await orModule(WebAssembly.instantiate(module, {}));
    signal?.throwIfAborted();
    return instance.exports;
}

/**
 * The first of two modules that were built as one. It imports the functions of the second, under the name of that
 * build; until `link` brings them, `absent` is called in their place.
 */
export async function instantiateFirst(module: WebAssembly.Module, absent: () => never): Promise<WebAssembly.Exports> {
    const imports: Record<string, Record<string, () => never>> = {};
    for (const { module: build, name } of WebAssembly.Module.imports(module)) {
        imports[build] = { ...imports[build], [name]: absent };
    }
    return (await orModule(WebAssembly.instantiate(module, imports))).exports;
}

/** Brings the functions of the second module, which works in the memory of the first. Errors: module. */
export async function link(first: LoadedModule, second: WebAssembly.Module): Promise<void> {
    const [wanted] = WebAssembly.Module.imports(second);
    const [own] = WebAssembly.Module.imports(first.module);
    if (!wanted || !own || wanted.module !== own.module) {
        throw new SmacsError("module", "the two modules of the core are not of one build; load both of one release");
    }
    await orModule(WebAssembly.instantiate(second, { [own.module]: first.exports }));
}

export interface LoadedModule {
    module: WebAssembly.Module;
    exports: WebAssembly.Exports;
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
        throw new SmacsError("fetch", "the connection broke while loading", { cause });
    }
}
