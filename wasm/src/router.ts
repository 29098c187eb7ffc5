import type { Embedder } from "./embedder.js";
import type { ScoreIndex } from "./score-index.js";
import type { Route, RouteOptions } from "./types.js";

/** An index with the embedder that made it. Owns neither. */
export class Router {
    readonly embedder: Embedder;
    readonly index: ScoreIndex;

    constructor(embedder: Embedder, index: ScoreIndex) {
        this.embedder = embedder;
        this.index = index;
    }

    /** Which models to ask this question. */
    route(question: string, options: RouteOptions = {}): Route {
        return this.index.route(this.embedder, question, options);
    }
}
