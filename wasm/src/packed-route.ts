// A route from the numbers and texts that the core packs it as: src/json/packed.h says in which order. Reading it takes a
// few percent of what JSON of the same took.
import type { Evidence, Known, ModelRoute, Neighbour, Route } from "./types.js";

/** What numbers of labels and models stand for. */
export interface Names {
    labels: string[];
    models: string[];
}

const modes = ["robust", "paper"] as const;
const nearnesses = [undefined, "none", "far", "near"] as const;
const sources: readonly (Known | "elsewhere" | null)[] = [null, "family", "published", "scores", "elsewhere"];

const decoder = new TextDecoder();

/** Takes the numbers in turn. */
class Numbers {
    readonly #all: Float64Array;
    #at = 0;

    constructor(bytes: Uint8Array) {
        this.#all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 3);
    }

    next(): number {
        return this.#all[this.#at++] as number;
    }

    /** NaN stands for null. */
    nullable(): number | null {
        const number = this.next();
        return Number.isNaN(number) ? null : number;
    }
}

/** Takes the texts in turn, given where each ends. All are decoded at once, and again each where one is not ASCII. */
class Texts {
    readonly #bytes: Uint8Array;
    readonly #all: string;
    #at = 0;

    constructor(bytes: Uint8Array) {
        this.#bytes = bytes;
        this.#all = decoder.decode(bytes);
    }

    next(end: number): string {
        const start = this.#at;
        this.#at = end;
        return this.#all.length === this.#bytes.length
            ? this.#all.slice(start, end)
            : decoder.decode(this.#bytes.subarray(start, end));
    }
}

function readNeighbour(numbers: Numbers, texts: Texts, labels: string[]): Neighbour {
    const similarity = numbers.next();
    const source = labels[numbers.next()] ?? null;
    const benchmark = labels[numbers.next()] ?? null;
    const category = labels[numbers.next()] ?? null;
    return { id: texts.next(numbers.next()), similarity, source, benchmark, category };
}

function readDetails(neighbour: Neighbour, numbers: Numbers, texts: Texts): void {
    neighbour.number = numbers.next();
    neighbour.solved = { by: numbers.next(), of: numbers.next() };
    const end = numbers.next();
    neighbour.text = end < 0 ? null : texts.next(end);
    neighbour.keywords = times(numbers.next(), () => texts.next(numbers.next()));
}

function readModel(numbers: Numbers, model: string): ModelRoute {
    return {
        model,
        prior: numbers.next(),
        standard_error: numbers.nullable(),
        n_eff: numbers.next(),
        utility: numbers.next(),
        scored: numbers.next(),
        cells: numbers.next(),
        published: numbers.next(),
        from: sources[numbers.next()] ?? null,
    };
}

function readEvidence(numbers: Numbers, neighbours: Neighbour[]): Evidence {
    const { benchmark, category } = neighbours[numbers.next()] as Neighbour;
    const questions = numbers.next();
    const share = numbers.next();
    return category === null ? { benchmark, questions, share } : { benchmark, category, questions, share };
}

function times<T>(count: number, make: (i: number) => T): T[] {
    const made: T[] = [];
    for (let i = 0; i < count; i++) {
        made.push(make(i));
    }
    return made;
}

export function unpackRoute(bytes: Uint8Array, names: Names): Route {
    const numbers = new Numbers(bytes);
    const texts = new Texts(bytes.subarray(numbers.next() * 8));
    const mode = modes[numbers.next()] ?? "robust";
    const k = numbers.next();
    const questions = numbers.next();
    const closeness = numbers.nullable();
    const earlier = numbers.next();
    const nearness = nearnesses[numbers.next()];
    const filled = numbers.next();
    const ceiling = { share: numbers.nullable(), error: numbers.nullable(), joint: numbers.next() };
    const neighbour_count = numbers.next();
    const [detailed, modelCount, panelCount, evidenceCount] = times(4, () => numbers.next()) as [
        number,
        number,
        number,
        number,
    ];
    const neighbours = times(neighbour_count, () => readNeighbour(numbers, texts, names.labels));
    for (const neighbour of neighbours.slice(0, detailed)) {
        readDetails(neighbour, numbers, texts);
    }
    const models = times(modelCount, (m) => readModel(numbers, names.models[m] as string));
    const panel = times(panelCount, () => names.models[numbers.next()] as string);
    const evidence = times(evidenceCount, () => readEvidence(numbers, neighbours));
    const priors = Object.fromEntries(models.map(({ model, prior }) => [model, prior]));
    const route = {
        mode,
        k,
        neighbours,
        priors,
        panel,
        models,
        evidence,
        questions,
        neighbour_count,
        closeness,
        earlier,
    };
    return nearness === undefined ? { ...route, filled, ceiling } : { ...route, nearness, filled, ceiling };
}
