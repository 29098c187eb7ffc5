// The second module, smacs-builder.wasm: makes an index from records, or adds a model to one.
import { Core, type Pointer, type SharedExports } from "./core.js";
import { SmacsError } from "./error.js";
import { openBytes } from "./handle.js";
import { instantiate } from "./module.js";
import type { WasmSource } from "./source.js";

/**
 * What wasm/boundary/builder_exports.c and calibration_exports.c export beside the shared functions:
 * builder_exports.txt.
 */
interface BuilderExports extends SharedExports {
    smacs_wasm_builder_create(
        embedder: Pointer,
        size: number,
        catalog: Pointer,
        catalogSize: number,
        withText: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_builder_extend(
        index: Pointer,
        size: number,
        model: Pointer,
        modelSize: number,
        replace: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_add_cards(index: Pointer, size: number, cards: Pointer, cardsSize: number, error: Pointer): Pointer;
    smacs_wasm_merge(first: Pointer, firstSize: number, second: Pointer, secondSize: number, error: Pointer): Pointer;
    smacs_wasm_builder_free(builder: Pointer): void;
    smacs_wasm_builder_begin(builder: Pointer, source: Pointer, size: number, error: Pointer): number;
    smacs_wasm_builder_feed(builder: Pointer, bytes: Pointer, size: number, error: Pointer): number;
    smacs_wasm_builder_end(builder: Pointer, error: Pointer): number;
    smacs_wasm_builder_records(builder: Pointer): number;
    smacs_wasm_builder_unscored(builder: Pointer): number;
    smacs_wasm_builder_repeated(builder: Pointer): number;
    smacs_wasm_builder_finish(builder: Pointer, error: Pointer): Pointer;
    smacs_wasm_calibration_create(
        index: Pointer,
        indexSize: number,
        embedder: Pointer,
        embedderSize: number,
        model: Pointer,
        modelSize: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_calibration_free(calibration: Pointer): void;
    smacs_wasm_calibration_offer(
        calibration: Pointer,
        source: Pointer,
        sourceSize: number,
        bank: Pointer,
        size: number,
        vectors: Pointer,
        count: number,
        numbers: number,
        error: Pointer,
    ): number;
    smacs_wasm_calibration_texts(
        source: Pointer,
        sourceSize: number,
        bank: Pointer,
        size: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_calibration_recall(
        calibration: Pointer,
        id: Pointer,
        size: number,
        right: number,
        answered: number,
    ): void;
    smacs_wasm_calibration_compare(calibration: Pointer, id: Pointer, size: number, right: number): void;
    smacs_wasm_calibration_choose(calibration: Pointer, budget: number, precision: number, error: Pointer): number;
    smacs_wasm_calibration_question(calibration: Pointer, place: number, error: Pointer): Pointer;
    smacs_wasm_calibration_grade(
        calibration: Pointer,
        place: number,
        response: Pointer,
        size: number,
        error: Pointer,
    ): Pointer;
    smacs_wasm_calibration_state(calibration: Pointer, error: Pointer): Pointer;
    smacs_wasm_calibration_finish(calibration: Pointer, error: Pointer): Pointer;
}

export type BuilderCore = Core<BuilderExports>;

/** Loads the module. Errors: fetch, module. */
export async function loadBuilderCore(source: WasmSource): Promise<BuilderCore> {
    const exports = (await instantiate(source)) as unknown as BuilderExports;
    if (typeof exports.smacs_wasm_builder_create !== "function") {
        throw new SmacsError("module", "this WebAssembly module is not the builder of SMACS");
    }
    exports._initialize?.();
    return new Core(exports);
}

/** The index file with further models that have a card and no scores. `cards`: JSON. */
export function addCards(core: BuilderCore, index: Uint8Array, cards: string): Uint8Array<ArrayBuffer> {
    return core.withBytes(index, (image, size) =>
        core.withText(cards, (json, jsonSize) =>
            core.callForBlob(
                (exports, error) => exports.smacs_wasm_add_cards(image, size, json, jsonSize, error),
                (bytes) => new Uint8Array(bytes),
            ),
        ),
    );
}

/** An index file that joins two of one embedder: models by name, questions by id. */
export function mergeIndexes(core: BuilderCore, first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
    return core.withBytes(first, (one, oneSize) =>
        core.withBytes(second, (other, otherSize) =>
            core.callForBlob(
                (exports, error) => exports.smacs_wasm_merge(one, oneSize, other, otherSize, error),
                (bytes) => new Uint8Array(bytes),
            ),
        ),
    );
}

/** An index that is being built. It lives as long as its core. */
export class Builder {
    readonly #core: BuilderCore;
    readonly #pointer: Pointer;

    private constructor(core: BuilderCore, pointer: Pointer) {
        this.#core = core;
        this.#pointer = pointer;
    }

    /** A new index with this embedder's vectors. `catalog`: JSON of facts about models, "" for none. */
    static create(core: BuilderCore, embedder: Uint8Array, catalog: string, withText: boolean): Builder {
        return core.withText(catalog, (json, jsonSize) => {
            const pointer = openBytes(core, embedder, (exports, bytes, size, error) =>
                exports.smacs_wasm_builder_create(bytes, size, json, jsonSize, Number(withText), error),
            );
            return new Builder(core, pointer);
        });
    }

    /** An index with one more model, or more scores of one that it has. */
    static extend(core: BuilderCore, index: Uint8Array, model: string, replace: boolean): Builder {
        return core.withText(model, (name, nameSize) => {
            const pointer = openBytes(core, index, (exports, bytes, size, error) =>
                exports.smacs_wasm_builder_extend(bytes, size, name, nameSize, Number(replace), error),
            );
            return new Builder(core, pointer);
        });
    }

    /** Begins a file of records. `source` names the source of records that do not name theirs. */
    begin(source: string): void {
        this.#core.withText(source, (name, size) =>
            this.#core.call((exports, error) => exports.smacs_wasm_builder_begin(this.#pointer, name, size, error)),
        );
    }

    /** Takes the next bytes of the file, cut anywhere. */
    feed(bytes: Uint8Array): void {
        this.#core.withBytes(bytes, (data, size) =>
            this.#core.call((exports, error) => exports.smacs_wasm_builder_feed(this.#pointer, data, size, error)),
        );
    }

    /** Ends the file. */
    end(): void {
        this.#core.call((exports, error) => exports.smacs_wasm_builder_end(this.#pointer, error));
    }

    /** Records so far; how many of them had no score, and how many the text of another question. */
    counts(): { records: number; unscored: number; repeated: number } {
        const { exports } = this.#core;
        return {
            records: exports.smacs_wasm_builder_records(this.#pointer) >>> 0,
            unscored: exports.smacs_wasm_builder_unscored(this.#pointer) >>> 0,
            repeated: exports.smacs_wasm_builder_repeated(this.#pointer) >>> 0,
        };
    }

    /** The index file. */
    finish(): Uint8Array<ArrayBuffer> {
        return this.#core.callForBlob(
            (exports, error) => exports.smacs_wasm_builder_finish(this.#pointer, error),
            (bytes) => new Uint8Array(bytes),
        );
    }
}
