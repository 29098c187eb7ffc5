import { Core, type Exports } from "./core.js";
import { SmacsError } from "./error.js";
import { instantiate } from "./module.js";
import type { WasmSource } from "./source.js";

/** The core, loaded. Everything opened with it lives in its memory. */
export class Smacs {
    /** @internal */
    readonly core: Core;
    /** Of the core, "major.minor.patch". */
    readonly version: string;
    /** The aggregation prompt of runs that are given none; "{references}" stands where they go. */
    readonly prompt: string;
    /** What models are asked back with in runs that are given no `statePrompt`. */
    readonly statePrompt: string;

    private constructor(core: Core) {
        this.core = core;
        this.version = core.text(core.exports.smacs_wasm_version());
        this.prompt = core.text(core.exports.smacs_wasm_prompt());
        this.statePrompt = core.text(core.exports.smacs_wasm_state_prompt());
    }

    /**
     * Loads the core: by default the packaged smacs.wasm, else from an address, a Response, bytes or a compiled module.
     * Errors: fetch, module; the signal's reason when aborted.
     */
    static async load(source: WasmSource = packaged(), options: { signal?: AbortSignal } = {}): Promise<Smacs> {
        const exports = (await instantiate(source, options.signal)) as unknown as Exports;
        if (typeof exports.smacs_wasm_route !== "function") {
            throw new SmacsError("module", "this WebAssembly module is not the SMACS core");
        }
        exports._initialize?.();
        return new Smacs(new Core(exports));
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
