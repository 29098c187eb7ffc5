// The endpoint that makes the vectors of questions, for an index whose vectors a model outside made.
import { SmacsError } from "../error.js";
import { hostedEmbedder } from "../host/hosted-embedder.js";
import type { ScoreIndex } from "../score-index.js";
import { Failure } from "../wire/failure.js";
import { type EmbeddingsConfig, type Environment, secretOf } from "./config.js";
import { ApiError, errorOf } from "./errors.js";
import type { AnyFetch } from "./upstream.js";

/** Makes the vector of a question. Throws an ApiError, or the reason of the signal. */
export type Embed = (question: string, call: { signal: AbortSignal }) => Promise<number[]>;

export class Embeddings {
    readonly #config: EmbeddingsConfig | undefined;
    readonly #key: string;
    readonly #fetch: AnyFetch;

    constructor(config: EmbeddingsConfig | undefined, env: Environment, fetch: AnyFetch) {
        this.#config = config;
        this.#key = config?.key_env === undefined ? "" : secretOf(config.key_env, env);
        this.#fetch = fetch;
    }

    /** undefined: an embedder file makes the vectors. Throws "mismatch" if index and config do not go together. */
    embedFor(index: ScoreIndex): Embed | undefined {
        const { name, outside } = index.info.embedder;
        const config = this.#config;
        if (!config && outside === undefined) {
            return undefined;
        }
        if (!config) {
            throw mismatch(
                `the vectors of the index come from ${name}: name an endpoint that has it (--embeddings URL, or the config's embeddings)`,
                name,
            );
        }
        if (outside === undefined) {
            throw mismatch("an embedder file made the vectors of the index: leave out the config's embeddings", name);
        }
        const { base, model = name, dimensions, timeout_s: seconds } = config;
        if (model !== name) {
            throw mismatch(`the vectors of the index come from ${name}, not from ${model}`, name);
        }
        const hosted = hostedEmbedder({
            base,
            model,
            key: this.#key,
            fetch: this.#fetch,
            ...(dimensions === undefined ? {} : { dimensions }),
            ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
        });
        return async (question, call) => {
            try {
                return await hosted.vector(index, question, call);
            } catch (error) {
                throw apiErrorOf(error, name);
            }
        };
    }
}

const mismatch = (message: string, detail: string) => new SmacsError("mismatch", message, { detail });

function apiErrorOf(error: unknown, member: string): unknown {
    if (error instanceof Failure) {
        return errorOf([{ member, failure: error, ownKey: true }], "The question has no vector.");
    }
    return error instanceof SmacsError
        ? new ApiError(502, `The question has no vector: ${error.message}.`, { code: "upstream_error" })
        : error;
}
