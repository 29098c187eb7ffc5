import type { Core, Exports, Pointer } from "./core.js";
import { Embedder } from "./embedder.js";
import { checkSameCore, Handle, type Open, openBytes, openStream } from "./handle.js";
import { type Names, unpackRoute } from "./packed-route.js";
import type { Smacs } from "./smacs.js";
import type { ByteSource, LoadOptions } from "./source.js";
import type { IndexInfo, ModelMatch, Route, RouteOptions } from "./types.js";
import { nextTurn } from "./wire/clock.js";

const open: Open = (exports, bytes, size, error) => exports.smacs_wasm_index_open(bytes, size, error);

const freeIndex = (exports: Exports, pointer: Pointer): void => exports.smacs_wasm_index_free(pointer);

type RouteArguments = [embedder: Pointer, question: Pointer, size: number, options: Pointer, optionsSize: number];

/** Questions with known scores per model, searchable by direction. */
export class ScoreIndex {
    /** @internal */
    readonly handle: Handle;
    readonly info: IndexInfo;
    #known: Names | undefined;

    /** `like`: an index of the same models, whose description is this one's too. */
    private constructor(core: Core, pointer: number, free: typeof freeIndex, like?: ScoreIndex) {
        this.handle = new Handle(core, "ScoreIndex", pointer, free);
        this.info =
            like?.info ?? this.handle.describe((exports, p, error) => exports.smacs_wasm_index_describe(p, error));
        this.#known = like ? like.#names() : undefined;
    }

    /** Loads an index file (.smx) from where it lies. */
    static async load(smacs: Smacs, source: ByteSource, options: LoadOptions = {}): Promise<ScoreIndex> {
        const pointer = await openStream(smacs, source, options, open);
        // Opening and describing take some 40 and 15 ms: a page can draw between them.
        await nextTurn();
        return new ScoreIndex(smacs.core, pointer, freeIndex);
    }

    /** Opens the bytes of an index file; they are copied. */
    static open(smacs: Smacs, bytes: Uint8Array): ScoreIndex {
        return new ScoreIndex(smacs.core, openBytes(smacs.core, bytes, open), freeIndex);
    }

    /** @internal What a sharded index knows without its questions; the core's sharded index owns it. */
    static borrowed(smacs: Smacs, pointer: Pointer): ScoreIndex {
        return new ScoreIndex(smacs.core, pointer, () => {});
    }

    /** @internal Some questions of a sharded index, of which `whole` is what it knows of all. */
    static near(whole: ScoreIndex, pointer: Pointer): ScoreIndex {
        return new ScoreIndex(whole.handle.core, pointer, freeIndex, whole);
    }

    /**
     * Which models to ask this question. `embedder` must be the one that made the index. For a vector of one's own, as the
     * index's model gives it (`info.embedder`), the question is left out.
     */
    route(embedder: Embedder, question: string, options?: RouteOptions): Route;
    route(vector: ArrayLike<number>, options?: RouteOptions): Route;
    route(by: Embedder | ArrayLike<number>, given?: string | RouteOptions, options: RouteOptions = {}): Route {
        if (!(by instanceof Embedder)) {
            return this.#routeVector(by, given as RouteOptions | undefined);
        }
        const index = this.handle.pointer;
        return this.#ask(by, given as string, options, (...args) =>
            this.#unpacked((exports, error) => exports.smacs_wasm_route_packed(index, ...args, error)),
        );
    }

    #routeVector(vector: ArrayLike<number>, options: RouteOptions = {}): Route {
        const index = this.handle.pointer;
        const { core } = this.handle;
        const numbers = Float64Array.from(vector);
        return core.withBytes(new Uint8Array(numbers.buffer), (data) =>
            core.withText(JSON.stringify(options), (json, jsonSize) =>
                this.#unpacked((exports, error) =>
                    exports.smacs_wasm_route_vector(index, data, numbers.length, json, jsonSize, error),
                ),
            ),
        );
    }

    #unpacked(call: (exports: Exports, error: Pointer) => Pointer): Route {
        return this.handle.core.callForBlob(call, (bytes) => unpackRoute(bytes, this.#names()));
    }

    /** As route, the core's JSON text itself. */
    routeText(embedder: Embedder, question: string, options: RouteOptions = {}): string {
        const index = this.handle.pointer;
        const { core } = this.handle;
        return this.#ask(embedder, question, options, (...args) =>
            core.callForText((exports, error) => exports.smacs_wasm_route(index, ...args, error)),
        );
    }

    /** Calls with the embedder, the question and the options in the core's memory. */
    #ask<T>(embedder: Embedder, question: string, options: RouteOptions, call: (...args: RouteArguments) => T): T {
        const { core } = this.handle;
        const by = embedder.handle.pointer;
        checkSameCore(embedder.handle, this.handle);
        return core.withText(question, (text, textSize) =>
            core.withText(JSON.stringify(options), (json, jsonSize) => call(by, text, textSize, json, jsonSize)),
        );
    }

    /** What the numbers of a route stand for; asked for once. */
    #names(): Names {
        this.#known ??= {
            labels: this.handle.describe((exports, p, error) => exports.smacs_wasm_index_labels(p, error)),
            models: this.info.models.map(({ name }) => name),
        };
        return this.#known;
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
