// The worker that builds one index. Runs as a browser's module worker and as node's worker thread.
import { Builder, loadBuilderCore } from "./build-core.js";
import type { BuildProgress, FromBuilder, Job, PostedBank } from "./build-protocol.js";
import { readAll, readBank } from "./build-source.js";
import { ownPort, plain } from "./threads.js";

/** ms between two progress reports. */
const pause = 60;

type Report = (progress: BuildProgress) => void;

async function open(job: Job): Promise<Builder> {
    const core = await loadBuilderCore(job.module ?? new URL("../smacs-builder.wasm", import.meta.url));
    return job.kind === "build"
        ? Builder.create(core, await readAll(job.embedder), job.catalog, job.withText)
        : Builder.extend(core, await readAll(job.index), job.name, job.replace);
}

async function feed(builder: Builder, banks: readonly PostedBank[], report: Report): Promise<void> {
    const read = banks.map(({ source }) => ({ loaded: 0, total: sizeOf(source) }));
    let reported = Number.NEGATIVE_INFINITY;
    const tell = (now: boolean) => {
        if (now || performance.now() - reported >= pause) {
            reported = performance.now();
            const { records, unscored } = builder.counts();
            const totals = read.map(({ total }) => total ?? Number.NaN).reduce((sum, total) => sum + total, 0);
            report({
                loaded: read.reduce((sum, { loaded }) => sum + loaded, 0),
                total: Number.isNaN(totals) ? undefined : totals,
                questions: records,
                unscored,
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
        const builder = await open(data);
        await feed(builder, data.banks, (progress) => port.postMessage({ kind: "progress", progress }));
        const bytes = builder.finish();
        port.postMessage({ kind: "done", bytes }, [bytes.buffer]);
    } catch (error) {
        port.postMessage({ kind: "failed", error: plain(error) });
    }
});
port.start?.();
