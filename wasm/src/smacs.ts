import { Core, type Exports } from "./core.js";
import { SmacsError } from "./error.js";
import { bringKernel } from "./kernel.js";
import { compileModule, instantiateFirst, type LoadedModule, link } from "./module.js";
import type { WasmSource } from "./source.js";

export interface CoreOptions {
    /**
     * The core's second module, which reads answers and makes the decisions of runs: by default the packaged
     * smacs-run.wasm. null: this core only routes, until `loadRuns`.
     */
    runs?: WasmSource | null | undefined;
    signal?: AbortSignal | undefined;
}

/** The core, loaded. Everything opened with it lives in its memory. */
export class Smacs {
    readonly #first: LoadedModule;
    /** @internal */
    readonly core: Core;
    /** Whether searches use the relaxed SIMD of this engine. It changes no result. */
    readonly relaxed: boolean;
    /** Of the core, "major.minor.patch". */
    readonly version: string;
    /** The aggregation prompt of runs that are given none; "{references}" stands where they go. */
    readonly prompt: string;
    /** What models are asked back with in runs that are given no `statePrompt`. */
    readonly statePrompt: string;

    private constructor(first: LoadedModule) {
        const core = new Core(first.exports as unknown as Exports);
        this.#first = first;
        this.core = core;
        this.relaxed = bringKernel(first);
        this.version = core.text(core.exports.smacs_wasm_version());
        this.prompt = core.text(core.exports.smacs_wasm_prompt());
        this.statePrompt = core.text(core.exports.smacs_wasm_state_prompt());
    }

    /**
     * Loads the core: by default the packaged smacs.wasm, else from an address, a Response, bytes or a compiled module.
     * Errors: fetch, module; the signal's reason when aborted.
     */
    static async load(source: WasmSource = packaged(), options: CoreOptions = {}): Promise<Smacs> {
        const { signal, runs = packagedRuns() } = options;
        const [module, second] = await Promise.all([
            compileModule(source, signal),
            runs === null ? undefined : compileModule(runs, signal),
        ]);
        const exports = await instantiateFirst(module, withoutRuns);
        if (typeof exports.smacs_wasm_route !== "function") {
            throw new SmacsError("module", "this WebAssembly module is not the SMACS core");
        }
        (exports as unknown as Exports)._initialize?.();
        const smacs = new Smacs({ module, exports });
        if (second) {
            await link(smacs.#first, second);
        }
        signal?.throwIfAborted();
        return smacs;
    }

    /** Loads what runs need into a core that was loaded without. Errors as of `load`. */
    async loadRuns(source: WasmSource = packagedRuns(), options: { signal?: AbortSignal } = {}): Promise<void> {
        await link(this.#first, await compileModule(source, options.signal));
    }

    /** Frees everything opened with this core. Calling it again does nothing. */
    dispose(): void {
        this.core.dispose();
    }

    [Symbol.dispose](): void {
        this.dispose();
    }
}

function packaged(): URL {
    return new URL("../smacs.wasm", import.meta.url);
}

function packagedRuns(): URL {
    return new URL("../smacs-run.wasm", import.meta.url);
}

function withoutRuns(): never {
    throw new SmacsError("module", "this core was loaded to route only; call loadRuns before the first run");
}
