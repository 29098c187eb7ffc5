// Which index lies beside the page as its newest: a page that was kept for use without a network, or has been open for
// long, may hold an older one.
import { isRecord, isString } from "../lib/storage.ts";

export interface NewestIndex {
    /** Addresses of the files. */
    index: string;
    embedder: string;
    digest: string;
    /** ISO day on which it was made. */
    made: string;
    /** ISO day or month of its last evidence, if known. */
    to: string | undefined;
}

/** Written by the build (vite/newest-index.ts). */
const fileName = "newest-index.json";

/** undefined: nobody says. */
export async function fetchNewest(): Promise<NewestIndex | undefined> {
    const response = await fetch(fileName, { cache: "no-cache", signal: AbortSignal.timeout(10_000) });
    const said: unknown = response.ok ? await response.json() : undefined;
    if (!isRecord(said)) {
        return undefined;
    }
    const { digest, made, to } = said;
    const [index, embedder] = [besidePage(said.index), besidePage(said.embedder)];
    return index && embedder && isString(digest) && isString(made)
        ? { index, embedder, digest, made, to: isString(to) ? to : undefined }
        : undefined;
}

/** A file of this very site, by its address relative to the page. */
function besidePage(path: unknown): string | undefined {
    const url = isString(path) ? URL.parse(path, document.baseURI) : null;
    return url?.origin === location.origin ? url.href : undefined;
}
