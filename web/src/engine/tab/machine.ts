// What this browser and machine give to models, as far as they say.

/** A browser without 64-bit memories in WebAssembly cannot run them. */
export function canRun(): boolean {
    try {
        // Not yet in TypeScript's libraries.
        new WebAssembly.Memory({ address: "i64", initial: 1n } as unknown as WebAssembly.MemoryDescriptor);
        return true;
    } catch {
        return false;
    }
}

/** Memory for models, in bytes: a quarter of the machine's, of which browsers tell up to 8 GB, and some nothing. */
export function memoryBudget(): number {
    const { deviceMemory = 4 } = navigator as Navigator & { deviceMemory?: number };
    return deviceMemory * 2 ** 28;
}

/** All of a small machine; of a large one what leaves the rest of it in peace. */
export function threadCount(): number {
    const cores = navigator.hardwareConcurrency || 1;
    return cores <= 4 ? cores : Math.min(8, Math.floor(cores / 2));
}

/** A graphics processor that is one: what emulates it is slower than not using it. */
export async function hasGpu(): Promise<boolean> {
    type Adapter = { info?: { isFallbackAdapter?: boolean } } | null;
    const { gpu } = navigator as Navigator & { gpu?: { requestAdapter(): Promise<Adapter> } };
    const adapter = await gpu?.requestAdapter().catch(() => null);
    return adapter !== null && adapter !== undefined && adapter.info?.isFallbackAdapter !== true;
}
