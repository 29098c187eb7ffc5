// The worker that builds one index. Runs as a browser's module worker and as node's worker thread.
import { addCards, Builder, type BuilderCore, loadBuilderCore, mergeIndexes } from "./build-core.js";
import type { BuildJob, BuildProgress, ColumnJob, FromBuilder, Job, PostedBank, RowsJob } from "./build-protocol.js";
import { readBank } from "./build-source.js";
import { readAll } from "./source.js";
import { ownPort, plain } from "./threads.js";

/** ms between two progress reports. */
const pause = 60;

type Report = (progress: BuildProgress) => void;

async function make(job: Job, report: Report): Promise<Uint8Array<ArrayBuffer>> {
    const core = await loadBuilderCore(job.module ?? new URL("../smacs-builder.wasm", import.meta.url));
    if (job.kind === "cards") {
        return addCards(core, await readAll(job.index), job.cards);
    }
    const builder = await open(core, job);
    await feed(builder, job.banks, report);
    const made = builder.finish();
    return job.kind === "rows" ? mergeIndexes(core, await readAll(job.index), made) : made;
}

async function open(core: BuilderCore, job: BuildJob | ColumnJob | RowsJob): Promise<Builder> {
    if (job.kind === "column") {
        return Builder.extend(core, await readAll(job.index), job.name, job.replace);
    }
    const [catalog, withText] = job.kind === "build" ? [job.catalog, job.withText] : ["", false];
    return Builder.create(core, await readAll(job.embedder), catalog, withText);
}

async function feed(builder: Builder, banks: readonly PostedBank[], report: Report): Promise<void> {
    const read = banks.map(({ source }) => ({ loaded: 0, total: sizeOf(source) }));
    let reported = Number.NEGATIVE_INFINITY;
    const tell = (now: boolean) => {
        if (now || performance.now() - reported >= pause) {
            reported = performance.now();
            const { records, unscored, repeated } = builder.counts();
            const totals = read.map(({ total }) => total ?? Number.NaN).reduce((sum, total) => sum + total, 0);
            report({
                loaded: read.reduce((sum, { loaded }) => sum + loaded, 0),
                total: Number.isNaN(totals) ? undefined : totals,
                questions: records,
                unscored,
                repeated,
            });
        }
    };
    tell(true);
    for (const [at, { name, source }] of banks.entries()) {
        builder.begin(name);
        const bytes = readBank(source, (loaded, total) => {
            read[at] = { loaded, total };
        });
        for await (const part of bytes) {
            builder.feed(part);
            tell(false);
        }
        builder.end();
    }
    tell(true);
}

/** Of what is at hand; an address says it when it answers. */
function sizeOf(source: PostedBank["source"]): number | undefined {
    if (source instanceof Blob) {
        return source.size;
    }
    return source instanceof Uint8Array || source instanceof ArrayBuffer ? source.byteLength : undefined;
}

const port = ownPort<Job, FromBuilder>();
port.addEventListener("message", async ({ data }) => {
    try {
        const bytes = await make(data, (progress) => port.postMessage({ kind: "progress", progress }));
        port.postMessage({ kind: "done", bytes }, [bytes.buffer]);
    } catch (error) {
        port.postMessage({ kind: "failed", error: plain(error) });
    }
});
port.start?.();
