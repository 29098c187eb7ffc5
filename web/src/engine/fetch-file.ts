// A file from an address that the visitor entered, read whole and counted.
import { SmacsError } from "smacs";

/** More would not fit beside what is there: a tab's WebAssembly memory ends at 2 GB. */
export const largestFile = 1e9;

export interface FileProgress {
    loaded: number;
    total: number | undefined;
}

/** Rejects with "fetch" when it does not come (`detail`: the status, if there was an answer), and with "too-large". */
export async function fetchFile(
    address: string,
    signal: AbortSignal,
    onProgress: (progress: FileProgress) => void,
): Promise<File> {
    const response = await answered(
        fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer" }),
        signal,
    );
    if (!response.ok || !response.body) {
        throw new SmacsError("fetch", `HTTP status ${response.status}`, { detail: String(response.status) });
    }
    const announced = Number(response.headers.get("content-length")) || undefined;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = response.body.getReader();
    for (;;) {
        const { done, value } = await answered(reader.read(), signal);
        if (done) {
            return new File(parts, new URL(address).pathname.replace(/.*\//, ""));
        }
        parts.push(value);
        loaded += value.length;
        if (loaded > largestFile) {
            await reader.cancel();
            throw tooLarge();
        }
        // A server that compresses announces less than arrives.
        onProgress({ loaded, total: announced !== undefined && loaded <= announced ? announced : undefined });
    }
}

export function tooLarge(): SmacsError {
    return new SmacsError("too-large", "the file is too large");
}

async function answered<T>(step: Promise<T>, signal: AbortSignal): Promise<T> {
    try {
        return await step;
    } catch (cause) {
        signal.throwIfAborted();
        throw new SmacsError("fetch", "the address did not answer", { cause });
    }
}
