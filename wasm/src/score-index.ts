import { Embedder } from "./embedder.js";
import { SmacsError } from "./error.js";
import { Handle, type Open, openBytes, openStream } from "./handle.js";
import type { Smacs } from "./smacs.js";
import type { ByteSource, LoadOptions } from "./source.js";
import type { IndexInfo, ModelMatch, Route, RouteOptions } from "./types.js";

const open: Open = (exports, bytes, size, error) => exports.smacs_wasm_index_open(bytes, size, error);

/** Questions with known scores per model, searchable by direction. */
export class ScoreIndex {
    /** @internal */
    readonly handle: Handle;
    readonly info: IndexInfo;

    private constructor(smacs: Smacs, pointer: number) {
        this.handle = new Handle(smacs.core, "ScoreIndex", pointer, (exports, p) => exports.smacs_wasm_index_free(p));
        this.info = this.handle.describe((exports, p, error) => exports.smacs_wasm_index_describe(p, error));
    }

    /** Loads an index file (.smx) from where it lies. */
    static async load(smacs: Smacs, source: ByteSource, options: LoadOptions = {}): Promise<ScoreIndex> {
        return new ScoreIndex(smacs, await openStream(smacs, source, options, open));
    }

    /** Opens the bytes of an index file; they are copied. */
    static open(smacs: Smacs, bytes: Uint8Array): ScoreIndex {
        return new ScoreIndex(smacs, openBytes(smacs.core, bytes, open));
    }

    /**
     * Which models to ask this question. `embedder` must be the one that made the index. For a vector of one's own, as the
     * index's model gives it (`info.embedder`), the question is left out.
     */
    route(embedder: Embedder, question: string, options?: RouteOptions): Route;
    route(vector: ArrayLike<number>, options?: RouteOptions): Route;
    route(by: Embedder | ArrayLike<number>, given?: string | RouteOptions, options?: RouteOptions): Route {
        const text =
            by instanceof Embedder
                ? this.routeText(by, given as string, options)
                : this.#routeVector(by, given as RouteOptions | undefined);
        return JSON.parse(text);
    }

    #routeVector(vector: ArrayLike<number>, options: RouteOptions = {}): string {
        const index = this.handle.pointer;
        const { core } = this.handle;
        const numbers = Float64Array.from(vector);
        return core.withBytes(new Uint8Array(numbers.buffer), (data) =>
            core.withText(JSON.stringify(options), (json, jsonSize) =>
                core.callForText((exports, error) =>
                    exports.smacs_wasm_route_vector(index, data, numbers.length, json, jsonSize, error),
                ),
            ),
        );
    }

    /** As route, the core's JSON text itself. */
    routeText(embedder: Embedder, question: string, options: RouteOptions = {}): string {
        const index = this.handle.pointer;
        const { core } = this.handle;
        const by = embedder.handle.pointer;
        if (embedder.handle.core !== core) {
            throw new SmacsError("argument", "embedder and index were opened with different cores");
        }
        return core.withText(question, (text, textSize) =>
            core.withText(JSON.stringify(options), (json, jsonSize) =>
                core.callForText((exports, error) =>
                    exports.smacs_wasm_route(index, by, text, textSize, json, jsonSize, error),
                ),
            ),
        );
    }

    /**
     * Which model each id means, by the index's models and their facts and by a catalog's: ids, or the list of models
     * that an endpoint answered, as it is. Other shapes are an error of code "schema".
     */
    match(list: unknown, catalog?: unknown): ModelMatch[] {
        const index = this.handle.pointer;
        const { core } = this.handle;
        return core.withText(catalog === undefined ? "" : JSON.stringify(catalog), (names, namesSize) =>
            core.withText(JSON.stringify(list), (json, jsonSize) =>
                JSON.parse(
                    core.callForText((exports, error) =>
                        exports.smacs_wasm_match(index, names, namesSize, json, jsonSize, error),
                    ),
                ),
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
