// The core's faster kernel, for engines with relaxed SIMD.
import type { Exports } from "./core.js";
import type { LoadedModule } from "./module.js";

/**
 * Brings a core that has just been loaded the kernel that its module carries. A module of its own, because engines refuse
 * a module that has an instruction which they do not know. Whether it is used; all kernels give the same bits.
 */
export function bringKernel({ module, exports }: LoadedModule): boolean {
    const { memory, smacs_wasm_use_relaxed: use } = exports as unknown as Exports;
    try {
        const [bytes] = WebAssembly.Module.customSections(module, "kernel") as [ArrayBuffer];
        const kernel = new WebAssembly.Instance(new WebAssembly.Module(bytes), { smacs: { memory } });
        const table = exports.__indirect_function_table as WebAssembly.Table;
        return use(table.grow(1, kernel.exports.dots)) !== 0;
    } catch {
        return false; // this module carries none, or this engine cannot load it
    }
}
