// Files in node. The script of <smacs-ask> is bundled without them.
import { SmacsError } from "./error.js";
import { builtin } from "./node.js";

/** The content of a file: address in node; undefined for other addresses and in browsers. */
export async function readFile(source: string | URL, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const address = String(source);
    const files = builtin("node:fs/promises");
    if (!files || !address.startsWith("file:")) {
        return undefined;
    }
    try {
        return await files.readFile(new URL(address), { signal });
    } catch (cause) {
        signal?.throwIfAborted();
        throw new SmacsError("fetch", `cannot read ${address}`, { detail: address, cause });
    }
}

/** What to add where an address could not be loaded: in node, a path is none. */
export const aboutPath = (address: string | URL): string =>
    builtin("node:fs/promises") && !URL.canParse(address) ? ": give a file: URL, or the bytes of the file" : "";
