// The kernel of src/base/vec_relaxed.wat as a custom section of the module that uses it.
import { readFileSync } from "node:fs";
import wabt from "wabt";

const CUSTOM = 0; // kind of section
const NAME = "kernel"; // as src/kernel.ts looks for it
const source = "../../src/base/vec_relaxed.wat";

/** The kernel, a module of its own. */
export async function kernelBytes() {
    const text = readFileSync(new URL(source, import.meta.url), "utf8");
    const parsed = (await wabt()).parseWat(source, text, { relaxed_simd: true });
    parsed.validate();
    const { buffer } = parsed.toBinary({});
    parsed.destroy();
    return buffer;
}

/** The module `bytes` with the kernel behind its last section. */
export async function withKernel(bytes) {
    const body = [Buffer.from([NAME.length]), Buffer.from(NAME), await kernelBytes()];
    const size = body.reduce((sum, part) => sum + part.length, 0);
    return Buffer.concat([bytes, Buffer.from([CUSTOM, ...leb(size)]), ...body]);
}

const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
