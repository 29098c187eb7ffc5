// Makes the column of a model that an index does not know, from its answers to a few questions with known answers.
import type { BuilderCore } from "./build-core.js";
import { loadBuilderCore } from "./build-core.js";
import type { Pointer } from "./core.js";
import { SmacsError } from "./error.js";
import type { WasmSource } from "./source.js";

export interface CalibrationOptions {
    /** An index file (.smx), and the embedder (.sme) that made it; left out where `vectors` is given. */
    index: Uint8Array;
    embedder?: Uint8Array | undefined;
    /**
     * Where a model outside made the vectors of the index: gives those of these texts, in their order. `embed` of a
     * hostedEmbedder does.
     */
    vectors?: ((texts: readonly string[]) => Promise<readonly ArrayLike<number>[]>) | undefined;
    /** The model's name in the index, or another name that the index knows it by. */
    model: string;
    /** Questions with answers: a bank in any shape that `smacs index build` reads, not packed. */
    questions: Uint8Array | string;
    /** The source of records that do not name theirs; default "bank". */
    source?: string;
    /** The most questions to ask; default 100. */
    budget?: number;
    /** After 20 questions, end when the prior's standard error is at most this; default 0.05, 0 for never. */
    precision?: number;
    /** Scores of an earlier session, which count as asked. */
    recall?: readonly CalibrationScore[];
    /** Scores of an earlier calibration: only these questions are asked, and the state says what has changed. */
    compare?: readonly CalibrationScore[];
    /** The compiled builder; by default the packaged smacs-builder.wasm. */
    module?: WasmSource;
}

/** What to keep of a question for another time. */
export interface CalibrationScore {
    id: string;
    right: boolean;
    /** false: the model named no final answer. */
    answered: boolean;
}

export interface CalibrationQuestion {
    id: string;
    /** To be sent as it stands, as the only message. */
    question: string;
    asked: boolean;
}

export interface Graded {
    right: boolean;
    answered: boolean;
    /** What stands in the response as its final answer. */
    found: string | null;
}

/** As smacs_calibration_to_json gives it (include/smacs/calibration.h tells each number). */
export interface CalibrationState {
    model: string;
    offered: number;
    skipped: number;
    chosen: number;
    asked: number;
    right: number;
    unanswered: number;
    prior: number;
    standard_error: number;
    done: boolean;
    precise: boolean;
    unreadable: boolean;
    /** The first answer that could not be read; null: there is none. */
    unread: { id: string; response: string } | null;
    again: number;
    lost: number;
    won: number;
    p: number;
    kinds: { benchmark: string | null; category: string | null; chosen: number; asked: number; right: number }[];
}

/** A calibration, with a memory of its own. Dispose of it. */
export class Calibration {
    readonly #core: BuilderCore;
    #pointer: Pointer;

    private constructor(core: BuilderCore, pointer: Pointer) {
        this.#core = core;
        this.#pointer = pointer;
    }

    /**
     * Chooses the questions. Errors: those of the files, of the bank, "mismatch", "empty" (no question has an answer),
     * "argument" (neither embedder nor vectors), and what `vectors` rejects with.
     */
    static async create(options: CalibrationOptions): Promise<Calibration> {
        if (!options.embedder && !options.vectors) {
            throw new SmacsError("argument", "give the embedder that made the index, or vectors");
        }
        const core = await loadBuilderCore(options.module ?? new URL("../smacs-builder.wasm", import.meta.url));
        const calibration = new Calibration(core, open(core, options));
        try {
            await calibration.#offer(options);
            calibration.#remember(options);
            core.call((exports, error) =>
                exports.smacs_wasm_calibration_choose(
                    calibration.#pointer,
                    options.budget ?? 100,
                    options.precision ?? 0.05,
                    error,
                ),
            );
        } catch (error) {
            calibration.dispose();
            throw error;
        }
        return calibration;
    }

    async #offer({ questions, source = "bank", vectors }: CalibrationOptions): Promise<void> {
        const core = this.#core;
        const bank = typeof questions === "string" ? new TextEncoder().encode(questions) : questions;
        const rows = vectors ? await vectors(this.#texts(source, bank)) : [];
        const numbers = rows[0]?.length ?? 0;
        const all = new Float64Array(rows.length * numbers);
        for (const [at, row] of rows.entries()) {
            if (row.length !== numbers) {
                throw new SmacsError("mismatch", `a vector has ${row.length} numbers, the first one ${numbers}`);
            }
            all.set(Array.from(row), at * numbers);
        }
        core.withText(source, (name, nameSize) =>
            core.withBytes(bank, (bytes, size) =>
                core.withBytes(new Uint8Array(all.buffer), (values) =>
                    core.call((exports, error) =>
                        exports.smacs_wasm_calibration_offer(
                            this.#here,
                            name,
                            nameSize,
                            bytes,
                            size,
                            values,
                            rows.length,
                            numbers,
                            error,
                        ),
                    ),
                ),
            ),
        );
    }

    /** The questions that need a vector, in the bank's order. */
    #texts(source: string, bank: Uint8Array): readonly string[] {
        const { texts } = this.#core.withText(source, (name, nameSize) =>
            this.#core.withBytes(bank, (bytes, size) =>
                this.#json<{ texts: readonly string[] }>((exports, error) =>
                    exports.smacs_wasm_calibration_texts(name, nameSize, bytes, size, error),
                ),
            ),
        );
        return texts;
    }

    #remember({ recall = [], compare = [] }: CalibrationOptions): void {
        const { exports } = this.#core;
        for (const { id, right, answered } of recall) {
            this.#core.withText(id, (text, size) =>
                exports.smacs_wasm_calibration_recall(this.#pointer, text, size, Number(right), Number(answered)),
            );
        }
        for (const { id, right } of compare) {
            this.#core.withText(id, (text, size) =>
                exports.smacs_wasm_calibration_compare(this.#pointer, text, size, Number(right)),
            );
        }
    }

    /** The question at `place`, from 0 below `chosen`; the most useful ones come first. */
    question(place: number): CalibrationQuestion {
        return this.#json((exports, error) => exports.smacs_wasm_calibration_question(this.#here, place, error));
    }

    /** Grades the model's response to the question at `place`. The last response to a question counts. */
    grade(place: number, response: string): Graded {
        return this.#core.withText(response, (text, size) =>
            this.#json((exports, error) => exports.smacs_wasm_calibration_grade(this.#here, place, text, size, error)),
        );
    }

    state(): CalibrationState {
        return this.#json((exports, error) => exports.smacs_wasm_calibration_state(this.#here, error));
    }

    /** The index file with the model in it. Errors: "empty" (nothing was asked). */
    finish(): Uint8Array<ArrayBuffer> {
        return this.#core.callForBlob(
            (exports, error) => exports.smacs_wasm_calibration_finish(this.#here, error),
            (bytes) => new Uint8Array(bytes),
        );
    }

    dispose(): void {
        const pointer = this.#pointer;
        this.#pointer = 0;
        if (pointer !== 0 && !this.#core.disposed) {
            this.#core.exports.smacs_wasm_calibration_free(pointer);
            this.#core.dispose();
        }
    }

    [Symbol.dispose](): void {
        this.dispose();
    }

    get #here(): Pointer {
        if (this.#pointer === 0) {
            throw new SmacsError("disposed", "this calibration has been disposed");
        }
        return this.#pointer;
    }

    #json<T>(work: Parameters<BuilderCore["callForText"]>[0]): T {
        return JSON.parse(this.#core.callForText(work)) as T;
    }
}

/** The core takes over both images, even if it cannot open them. */
function open(core: BuilderCore, { index, embedder, vectors, model }: CalibrationOptions): Pointer {
    const images = [index, vectors ? undefined : embedder].map((bytes) => {
        if (!bytes) {
            return { buffer: 0, size: 0 };
        }
        const buffer = core.allocate(bytes.length);
        core.heap().set(bytes, buffer);
        return { buffer, size: bytes.length };
    });
    const [one, two] = images as [{ buffer: Pointer; size: number }, { buffer: Pointer; size: number }];
    return core.withText(model, (name, size) =>
        core.call((exports, error) =>
            exports.smacs_wasm_calibration_create(one.buffer, one.size, two.buffer, two.size, name, size, error),
        ),
    );
}
