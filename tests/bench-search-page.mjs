// In a page: the search of this library and those of others over the same vectors, in turns. bench-search.mjs serves it.
// Others get the vectors as they want them, floats of length 1.
const library = (name) => import(`/build/bench-peers/node_modules/${name}`);
const fetched = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function ours() {
    const imports = { env: { emscripten_notify_memory_growth() {} }, wasi_snapshot_preview1: {} };
    const { instance } = await WebAssembly.instantiate(await fetched("/build/bench/search.wasm"), imports);
    instance.exports._initialize?.();
    const core = instance.exports;
    const put = (bytes) => {
        const at = core.bench_memory(bytes.length) >>> 0;
        new Uint8Array(core.memory.buffer).set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), at);
        return at;
    };
    const searcher = (index, k) => {
        const out = core.bench_memory(4 * k) >>> 0;
        const query = core.bench_memory(core.bench_dim(index)) >>> 0;
        return (vector) => {
            new Int8Array(core.memory.buffer).set(vector, query);
            core.bench_search(index, query, k, out);
            return [...new Uint32Array(core.memory.buffer, out, k)];
        };
    };
    return { core, put, searcher };
}

/** How long a graph may take to be built, in seconds. */
const patience = 120;

/** Seeded random numbers in [0, 1). */
function random(seed) {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
}

/** Rows around 500 centres, as questions lie around benchmarks. */
function madeVectors(count, dim, seed) {
    const next = random(seed);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const centres = Float32Array.from({ length: 500 * dim }, normal);
    const rows = new Int8Array(count * dim);
    for (let i = 0; i < count; i++) {
        const centre = dim * Math.floor(next() * 500);
        for (let d = 0; d < dim; d++) {
            rows[i * dim + d] = Math.max(-127, Math.min(127, Math.round(28 * (centres[centre + d] + normal()))));
        }
    }
    return rows;
}

function asUnit(row) {
    let squares = 0;
    for (const value of row) {
        squares += value * value;
    }
    const scale = squares ? 1 / Math.sqrt(squares) : 0;
    return Float32Array.from(row, (value) => value * scale);
}

/** The others: each gives a search, (unit vector, k) to numbers of rows, and where it is not exact, how to widen it. */
const others = {
    async Orama(units, dim) {
        const { create, insertMultiple, searchVector } = await library("@orama/orama/dist/browser/index.js");
        const db = create({ schema: { v: `vector[${dim}]` } });
        await insertMultiple(
            db,
            units.map((v, i) => ({ id: String(i), v: Array.from(v) })),
            2000,
        );
        const search = (value, k) =>
            searchVector(db, { vector: { value, property: "v" }, similarity: -1, limit: k, includeVectors: false });
        return { search: async (v, k) => (await search(v, k)).hits.map(({ id }) => Number(id)) };
    },
    async "hnswlib-wasm"(units, dim) {
        const { loadHnswlib } = await library("hnswlib-wasm/dist/hnswlib.js");
        const lib = await loadHnswlib();
        const index = new lib.HierarchicalNSW("ip", dim, "");
        index.initIndex(units.length, 16, 200, 1);
        const end = performance.now() + 1000 * patience;
        for (let at = 0; at < units.length; at += 1000) {
            index.addItems(units.slice(at, at + 1000), false);
            if (performance.now() > end) {
                throw new Error(`${at + 1000} of ${units.length} vectors are in it after ${patience} s`);
            }
        }
        return {
            search: (v, k) => index.searchKnn(v, k, undefined).neighbors,
            widen: (width) => index.setEfSearch(width),
        };
    },
    async voy(units) {
        const bg = await library("voy-search/voy_search_bg.js");
        const bytes = await fetched("/build/bench-peers/node_modules/voy-search/voy_search_bg.wasm");
        const { instance } = await WebAssembly.instantiate(bytes, { "./voy_search_bg.js": bg });
        bg.__wbg_set_wasm(instance.exports);
        const embeddings = units.map((v, i) => ({ id: String(i), title: "", url: "", embeddings: Array.from(v) }));
        const index = new bg.Voy({ embeddings });
        return { search: (v, k) => index.search(v, k).neighbors.map(({ id }) => Number(id)) };
    },
};

/** The least time, because whatever else the machine does only adds to it; and the mean share of the true nearest that
 * was found. */
async function measure(search, queries, truth, k) {
    let ms = Infinity;
    let shared = 0;
    for (let round = 0; round < 3; round++) {
        for (const [i, query] of queries.entries()) {
            const start = performance.now();
            const found = await search(query, k);
            ms = Math.min(ms, performance.now() - start);
            const of = new Set(truth[i]);
            shared += found.filter((id) => of.has(id)).length;
        }
    }
    return { ms, recall: shared / (3 * k * queries.length) };
}

/** The narrowest of some widths whose recall is 99 in 100, or the widest. */
async function measureWidened({ search, widen }, ...rest) {
    let result;
    for (const width of widen ? [400, 600, 1000, 2000, 4000] : [0]) {
        widen?.(width);
        result = { ...(await measure(search, ...rest)), width };
        if (result.recall >= 0.99) {
            break;
        }
    }
    return result;
}

/** The default index with questions, or made vectors: rows, queries, and the search of ours. */
async function material({ count, dim, file, questions, k }) {
    const { core, put, searcher } = await ours();
    if (file) {
        const { Embedder, Smacs } = await import("/wasm/dist/index.js");
        const embedder = await Embedder.load(await Smacs.load("/build/wasm/smacs.wasm", { runs: null }), file.embedder);
        const bytes = await fetched(file.index);
        const index = core.bench_opened(put(bytes), bytes.length);
        const size = core.bench_questions(index) * core.bench_dim(index);
        const rows = new Int8Array(core.memory.buffer, core.bench_vectors(index) >>> 0, size).slice();
        const queries = questions.map((text) => embedder.embed(text));
        return { rows, dim: core.bench_dim(index), queries, search: searcher(index, k) };
    }
    const all = madeVectors(count + questions.length, dim, 1);
    const rows = all.slice(0, count * dim);
    const queries = questions.map((_, i) => all.slice((count + i) * dim, (count + i + 1) * dim));
    const index = core.bench_made(put(rows), count, dim);
    return { rows, dim, queries, search: searcher(index, k) };
}

/** A line for each library: milliseconds, recall, how it was widened, how long it took to build, or why not. */
export async function compare(task) {
    const { rows, dim, queries, search } = await material(task);
    const count = rows.length / dim;
    const units = Array.from({ length: count }, (_, i) => asUnit(rows.subarray(i * dim, (i + 1) * dim)));
    const unitQueries = queries.map(asUnit);
    const truth = unitQueries.map((query) => exact(units, query, task.k));
    const lines = [{ name: "ours", ...(await measure(search, queries, truth, task.k)) }];
    for (const name of task.names) {
        try {
            const start = performance.now();
            const other = await others[name](units, dim);
            const built = performance.now() - start;
            lines.push({ name, built, ...(await measureWidened(other, unitQueries, truth, task.k)) });
        } catch (error) {
            lines.push({ name, error: String(error?.message ?? error).slice(0, 100) });
        }
    }
    return { count, dim, lines };
}

function exact(units, query, k) {
    const similarities = Float64Array.from(units, (unit) => {
        let sum = 0;
        for (let d = 0; d < query.length; d++) {
            sum += unit[d] * query[d];
        }
        return sum;
    });
    const order = Uint32Array.from(units, (_, i) => i);
    return order.sort((a, b) => similarities[b] - similarities[a] || a - b).subarray(0, k);
}
