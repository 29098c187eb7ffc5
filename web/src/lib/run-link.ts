// A run in a link: its trace, compressed, behind the "#", which browsers send to no server.

const prefix = "#run=";
/** A trace is longer by much only if it was made to fill the memory. In bytes. */
const most = 32 * 1024 * 1024;

/** `page`: the address without what follows "#". */
export async function runLink(page: string, trace: string): Promise<string> {
    const packed = new Blob([trace]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
        binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return `${page}${prefix}${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The trace in the part behind "#". Throws if it is damaged, or too long. */
export async function traceOf(hash: string): Promise<string> {
    const binary = atob(hash.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            return await new Blob(parts).text();
        }
        size += value.length;
        if (size > most) {
            await reader.cancel();
            throw new RangeError("the run in this link is too long");
        }
        parts.push(value);
    }
}
