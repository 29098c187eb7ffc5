import { Handle, type Open, openBytes, openStream } from "./handle.js";
import type { Smacs } from "./smacs.js";
import type { ByteSource, LoadOptions } from "./source.js";
import type { EmbedderInfo } from "./types.js";

const open: Open = (exports, bytes, size, error) => exports.smacs_wasm_embedder_open(bytes, size, error);

/** Turns a text into its direction. */
export class Embedder {
    /** @internal */
    readonly handle: Handle;
    readonly info: EmbedderInfo;

    private constructor(smacs: Smacs, pointer: number) {
        this.handle = new Handle(smacs.core, "Embedder", pointer, (exports, p) => exports.smacs_wasm_embedder_free(p));
        this.info = this.handle.describe((exports, p, error) => exports.smacs_wasm_embedder_describe(p, error));
    }

    /** Loads an embedder file (.sme) from where it lies. */
    static async load(smacs: Smacs, source: ByteSource, options: LoadOptions = {}): Promise<Embedder> {
        return new Embedder(smacs, await openStream(smacs, source, options, open));
    }

    /** Opens the bytes of an embedder file; they are copied. */
    static open(smacs: Smacs, bytes: Uint8Array): Embedder {
        return new Embedder(smacs, openBytes(smacs.core, bytes, open));
    }

    /** The direction of a text [info.dim]; all zeros when no part of the text is known. */
    embed(text: string): Int8Array {
        const embedder = this.handle.pointer;
        const { core } = this.handle;
        return core.withText(text, (data, size) =>
            core.callForBlob(
                (exports, error) => exports.smacs_wasm_embedder_embed(embedder, data, size, error),
                (vector) => new Int8Array(vector),
            ),
        );
    }

    /** Frees it. Calling it again does nothing. */
    dispose(): void {
        this.handle.dispose();
    }

    [Symbol.dispose](): void {
        this.dispose();
    }
}
