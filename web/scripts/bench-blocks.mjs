// How long answers take to be cut into the blocks in which they are drawn.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Whatever stands in a text, the time to cut it into blocks grows with its length only. */
export async function measureBlocks(line) {
    const [{ module: blocks }, { module: texts }] = await Promise.all([
        runnerImport(here("../src/ui/rich/blocks.ts")),
        runnerImport(here("../test/e2e/hostile.ts")),
    ]);
    const times = texts.tedious.map((text) => {
        const start = performance.now();
        blocks.splitBlocks(text);
        blocks.findDefinitions(text);
        blocks.fencedCode(text);
        return performance.now() - start;
    });
    line("cutting 200 kB into blocks, slowest of 12", `${Math.max(...times).toFixed(0)} ms`, "500 ms");
}
