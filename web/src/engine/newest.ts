// Which index lies beside the page as its newest: a page that was kept for use without a network, or has been open for
// long, may hold an older one.
import { isRecord, isString } from "../lib/storage.ts";

export interface NewestIndex {
    /** Addresses of the files. */
    index: string;
    embedder: string;
    digest: string;
    /** ISO day on which it was made; "": not known. */
    made: string;
    /** ISO day or month of its last evidence, if known. */
    to: string | undefined;
    /** Address of an index of more models, which the same embedder made. */
    all: string | undefined;
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
    const { digest, made = "", to } = said;
    const [index, embedder, all] = [said.index, said.embedder, said.all].map(besidePage);
    return index && embedder && isString(digest) && isString(made)
        ? { index, embedder, digest, made, to: isString(to) ? to : undefined, all }
        : undefined;
}

/** A file of this very site, by its address relative to the page. */
function besidePage(path: unknown): string | undefined {
    const url = isString(path) ? URL.parse(path, document.baseURI) : null;
    return url?.origin === location.origin ? url.href : undefined;
}
