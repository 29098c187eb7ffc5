// An index in shards, of which a question fetches what lies near it. Most pages never have one, so it comes by itself.
import { type Embedder, type ScoreIndex, ShardedIndex, type Smacs } from "smacs";

/** The questions of an index in shards. */
export interface Shards {
    /** Without questions. */
    head: ScoreIndex;
    /** An index of those near a question; by its vector, where a model outside made the index's. */
    near(embedder: Embedder, question: string, options: NearOptions): Promise<ScoreIndex>;
}

export interface NearOptions {
    /** Asked before in the same conversation, oldest first. */
    earlier: readonly string[];
    vector?: readonly number[] | undefined;
    signal: AbortSignal;
}

/** How much of an index may be looked at: with 1 in 50 it decides as with all of it, but for near ties. */
const share = 0.02;

export async function openShards(smacs: Smacs, head: Blob, address: string, signal: AbortSignal): Promise<Shards> {
    const index = await ShardedIndex.load(smacs, address, { head, signal });
    return {
        head: index.head,
        near: (embedder, question, { earlier, vector, signal }) =>
            vector
                ? index.near(vector, { share, signal })
                : index.near(embedder, question, { share, signal, earlier: [...earlier] }),
    };
}
