import { Embedder, ShardedIndex, Smacs } from "smacs";

/** The models to ask, by an index of millions of questions on a host of plain files: addresses of its head and embedder. */
export async function modelsNear(question, addresses) {
    const smacs = await Smacs.load();
    try {
        const embedder = await Embedder.load(smacs, addresses.embedder);
        const index = await ShardedIndex.load(smacs, addresses.head); // ends with ".smh"; its cells lie beside it
        const { panel } = await index.route(embedder, question, { n: 3, share: 0.01 });
        return { panel, fetched: index.fetched }; // { requests, bytes, cached }
    } finally {
        smacs.dispose();
    }
}
