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
    let ready: Uint8Array[] = [];
    let member: Inflate | undefined;
    const begun = () => {
        const next = new Inflate({ windowBits: gzip });
        next.onData = (bytes) => ready.push(bytes as Uint8Array);
        return next;
    };
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; at += piece) {
            const bytes = chunk.slice(at, at + piece);
            // Behind the last member there may be zeros, as tar leaves them.
            const start = member ? 0 : bytes.findIndex((byte) => byte !== 0);
            if (start < 0) {
                continue;
            }
            member ??= begun();
            if (!member.push(bytes.subarray(start)) && !member.ended) {
                throw damaged(member.msg);
            }
            if (member.err) {
                throw damaged(member.msg);
            }
            member = member.ended ? undefined : member;
            yield* ready;
            ready = [];
        }
    }
    if (member) {
        throw damaged("");
    }
}

function damaged(said: string): SmacsError {
    return new SmacsError("truncated", "the gzip file is damaged or cut short", said ? { detail: said } : {});
}
