// smacs/map: the questions of an index on a plane. It is apart, so that pages without a map do not load it.
import type { ScoreIndex } from "./score-index.js";
import type { Dots, QuestionInfo } from "./types.js";

/**
 * Where the questions lie on the index's map, what domain they are of, and what a model scored on them; undefined if the
 * index has no map. A model that it does not know has no scores.
 */
export function questionMap(map: ScoreIndex, model?: string): Dots | undefined {
    const { handle, info } = map;
    const index = handle.pointer;
    const at = info.models.findIndex(({ name }) => name === model);
    return handle.core.callForBlob(
        (exports, error) => exports.smacs_wasm_index_dots(index, at, error),
        (bytes) => (bytes.length > 0 ? dotsOf(bytes) : undefined),
    );
}

/** What the question at this place of an index is about. Throws "argument" if there is none. */
export function questionInfo(map: ScoreIndex, number: number): QuestionInfo {
    const { handle } = map;
    const index = handle.pointer;
    return JSON.parse(
        handle.core.callForText((exports, error) => exports.smacs_wasm_index_question(index, number, error)),
    );
}

/** Bytes of a question: x, y, score, domain in two. */
const dotSize = 5;

function dotsOf(bytes: Uint8Array): Dots {
    const count = bytes.length / dotSize;
    const column = (at: number) => Uint8Array.from({ length: count }, (_, i) => bytes[i * dotSize + at] ?? 0);
    const [low, high] = [column(3), column(4)];
    const domain = Uint16Array.from(low, (value, i) => value + 256 * (high[i] ?? 0));
    return { x: column(0), y: column(1), aspect: 1.6, domain, score: column(2) };
}
