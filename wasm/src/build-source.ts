// Reads banks in small pieces and unpacks them if they are gzip.
import { inflated } from "./inflate.js";
import { type ByteSource, joined, openSource } from "./source.js";

/** The most bytes of a piece, so that progress can be reported in between. */
const piece = 32_768;

/** The bytes of a bank, unpacked if it is gzip. `onRead` gets the number of bytes read of its source, and their total. */
export async function* readBank(
    source: ByteSource,
    onRead: (loaded: number, total: number | undefined) => void = () => {},
): AsyncGenerator<Uint8Array> {
    const stream = await openSource(source);
    let loaded = 0;
    const counted = async function* () {
        for await (const part of pieces(stream.chunks())) {
            loaded += part.length;
            onRead(loaded, loaded <= (stream.announced ?? 0) ? stream.announced : undefined);
            yield part;
        }
    };
    yield* pieces(unpacked(counted()));
}

/** The same in one piece. */
export function readWholeBank(source: ByteSource): Promise<Uint8Array> {
    return joined(readBank(source));
}

async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; at += piece) {
            yield chunk.subarray(at, at + piece);
        }
    }
}

/** The same bytes, unpacked if they begin as gzip does. */
async function* unpacked(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
    let head = new Uint8Array(0);
    while (head.length < 2) {
        const { done, value } = await chunks.next();
        if (done) {
            break;
        }
        head = new Uint8Array([...head, ...value]);
    }
    const whole = (async function* () {
        yield head;
        yield* chunks;
    })();
    yield* head[0] === 0x1f && head[1] === 0x8b ? inflated(whole) : whole;
}
