// WebKit ends no worker that is inside a loop of WebAssembly: a program that does not end would run on until the tab is
// closed. It does end one that calls JavaScript. So there each interpreter counts the turns of its loops, and calls one of its
// imports every four millionth time, which is some twenty times a second.

const turns = (1 << 22) - 1;
/** Imports of the two interpreters that take nothing, give an i32 and change nothing. */
const harmless: readonly string[] = ["mp_js_random_u32", "host_interrupt"];

/** What stands behind an opcode: so many LEB128 numbers. Those with something else are read in `skip`. */
const numbers: Readonly<Record<number, number>> = Object.fromEntries([
    ...[0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, 0x41, 0x42, 0x3f, 0x40, 0xd0, 0xd2].map((code) => [code, 1]),
    ...range(0x20, 0x26).map((code) => [code, 1]),
    ...[0x11, ...range(0x28, 0x3e)].map((code) => [code, 2]),
    ...[0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1, ...range(0x45, 0xc4)].map((code) => [code, 0]),
]);
/** The same behind 0xfc and a number: conversions, memory and tables in bulk. */
const further: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

const loop = 0x03;
const sections = { import: 2, global: 6, code: 10 };

/** The module with such calls; the same bytes where it holds what is not known here. */
export function endable(bytes: Uint8Array): Uint8Array {
    try {
        return rewrite(bytes);
    } catch (error) {
        if (error instanceof UnknownCode) {
            return bytes;
        }
        throw error;
    }
}

class UnknownCode extends Error {}

function range(from: number, to: number): number[] {
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

class Reader {
    readonly bytes: Uint8Array;
    at: number;

    constructor(bytes: Uint8Array, at = 0) {
        this.bytes = bytes;
        this.at = at;
    }

    byte(): number {
        const byte = this.bytes[this.at++];
        if (byte === undefined) {
            throw new UnknownCode();
        }
        return byte;
    }

    number(): number {
        for (let value = 0, scale = 1; ; scale *= 128) {
            const byte = this.byte();
            value += (byte & 127) * scale;
            if (byte < 128) {
                return value;
            }
        }
    }

    take(size: number): Uint8Array {
        this.at += size;
        return this.bytes.subarray(this.at - size, this.at);
    }
}

/** A whole number that is not negative, as LEB128; `signed`: where negative ones could stand too. */
function leb(value: number, signed = false): number[] {
    return value > (signed ? 63 : 127) ? [(value & 127) | 128, ...leb(value >>> 7, signed)] : [value];
}

type Bytes = ArrayLike<number>;

function joined(parts: readonly Bytes[]): Uint8Array {
    const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
        out.set(part, at);
        at += part.length;
    }
    return out;
}

function rewrite(bytes: Uint8Array): Uint8Array {
    const reader = new Reader(bytes, 8);
    const out: Bytes[] = [bytes.subarray(0, 8)];
    let place = 0;
    let call: number | undefined;
    while (reader.at < bytes.length) {
        const id = reader.byte();
        let section = reader.take(reader.number());
        if (id === sections.import) {
            ({ globals: place, call } = readImports(new Reader(section)));
        } else if (id === sections.global) {
            const inner = new Reader(section);
            const count = inner.number();
            place += count;
            // One more, a mutable i32: 0.
            section = joined([leb(count + 1), section.subarray(inner.at), [0x7f, 1, 0x41, 0, 0x0b]]);
        } else if (id === sections.code) {
            section = counting(new Reader(section), place, call);
        }
        out.push([id, ...leb(section.length)], section);
    }
    return joined(out);
}

/** How many globals are imported, and the number of the function to call. */
function readImports(reader: Reader): { globals: number; call: number | undefined } {
    let globals = 0;
    let functions = 0;
    let call: number | undefined;
    for (let left = reader.number(); left > 0; left--) {
        reader.take(reader.number());
        const name = new TextDecoder().decode(reader.take(reader.number()));
        const kind = reader.byte();
        globals += kind === 3 ? 1 : 0;
        if (kind === 0) {
            call = harmless.includes(name) ? functions : call;
            functions++;
            reader.number();
        } else if (kind === 3) {
            reader.take(2);
        } else {
            // A table's type, and the limits of tables and memories.
            reader.take(kind === 1 ? 1 : 0);
            const limits = reader.byte();
            reader.number();
            if (limits & 1) {
                reader.number();
            }
        }
    }
    return { globals, call };
}

/** The bodies of functions, in which each turn of a loop begins by counting it in the global at `place`. */
function counting(reader: Reader, place: number, call: number | undefined): Uint8Array {
    if (call === undefined) {
        throw new UnknownCode();
    }
    const at = leb(place);
    // global = global + 1; if ((global & turns) == 0) call();
    const add = [0x23, ...at, 0x41, 1, 0x6a, 0x24, ...at];
    const when = [0x23, ...at, 0x41, ...leb(turns, true), 0x71, 0x45, 0x04, 0x40];
    const count = [...add, ...when, 0x10, ...leb(call), 0x1a, 0x0b];
    const bodies = reader.number();
    const out: Bytes[] = [leb(bodies)];
    for (let left = bodies; left > 0; left--) {
        const body = new Reader(reader.take(reader.number()));
        const parts: Bytes[] = [];
        let from = 0;
        for (let locals = body.number(); locals > 0; locals--) {
            body.number();
            body.byte();
        }
        while (body.at < body.bytes.length) {
            if (skip(body) === loop) {
                parts.push(body.bytes.subarray(from, body.at), count);
                from = body.at;
            }
        }
        parts.push(body.bytes.subarray(from));
        const code = joined(parts);
        out.push(leb(code.length), code);
    }
    return joined(out);
}

/** Reads one instruction, and tells its opcode. */
function skip(body: Reader): number {
    const code = body.byte();
    let left = numbers[code];
    if (code === 0x0e) {
        left = body.number() + 1;
    } else if (code === 0x1c) {
        left = body.number();
    } else if (code === 0x43 || code === 0x44) {
        body.take(code === 0x43 ? 4 : 8);
        left = 0;
    } else if (code === 0xfc) {
        left = further[body.number()];
    }
    if (left === undefined) {
        throw new UnknownCode();
    }
    for (; left > 0; left--) {
        body.number();
    }
    return code;
}
