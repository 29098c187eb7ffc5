// Unpacks gzip as it arrives. Browsers' own DecompressionStream refuses files of several members, which `cat a.gz b.gz`
// and bgzip make. The build bundles the library into this module.
import { Inflate } from "pako";
import { SmacsError } from "./error.js";

/** Packed bytes that are unpacked at once: of a bomb they make some 4 MB. */
const piece = 1 << 12;

/** Of window bits: gzip, and nothing else. */
const gzip = 31;

/** The unpacked bytes of a gzip file, of one member or several. Throws a SmacsError ("truncated") if it is damaged. */
export async function* inflated(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let member: Member | undefined;
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; at += piece) {
            for (let rest = chunk.slice(at, at + piece); rest.length > 0; ) {
                member ??= new Member();
                rest = member.take(rest);
                yield* member.ready();
                member = member.ended ? undefined : member;
            }
        }
    }
    if (member?.begun) {
        throw damaged("");
    }
}

/** One member, and the zeros before it: tar leaves some behind the last one. */
class Member {
    begun = false;
    #bytes: Uint8Array[] = [];
    readonly #inflate = new Inflate({ windowBits: gzip });

    constructor() {
        this.#inflate.onData = (bytes) => void this.#bytes.push(bytes as Uint8Array);
    }

    get ended(): boolean {
        return this.#inflate.ended;
    }

    /** Takes packed bytes; what is left of them when the member has ended. */
    take(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
        const start = this.begun ? 0 : bytes.findIndex((byte) => byte !== 0);
        this.begun ||= start >= 0;
        if (start < 0) {
            return bytes.subarray(bytes.length);
        }
        this.#inflate.push(bytes.subarray(start));
        if (this.#inflate.err) {
            throw damaged(this.#inflate.msg);
        }
        // The library goes on with the next member by itself, but not over zeros before it.
        const left = this.ended ? Number(Reflect.get(Reflect.get(this.#inflate, "strm"), "avail_in")) : 0;
        return bytes.subarray(bytes.length - left);
    }

    /** What has been unpacked since it was last asked for. */
    ready(): Uint8Array[] {
        const bytes = this.#bytes;
        this.#bytes = [];
        return bytes;
    }
}

function damaged(said: string): SmacsError {
    return new SmacsError("truncated", "the gzip file is damaged or cut short", said ? { detail: said } : {});
}
