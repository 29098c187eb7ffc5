// newest-index.json: which index this build carries, and one of more models if there is one. A page of an older build
// reads it and offers the index that is newer than its own.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ScoreIndex, Smacs } from "smacs";
import type { Plugin } from "vite";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Where the index of all models is, closed ones too. */
const allModels = "indexes/all.smx";

export function newestIndex(): Plugin {
    return {
        name: "smacs-newest-index",
        apply: "build",
        generateBundle: {
            order: "post",
            async handler(_options, bundle) {
                const addressOf = (file: string) =>
                    Object.values(bundle).find(
                        (one) => one.type === "asset" && one.originalFileNames.some((name) => name.endsWith(file)),
                    )?.fileName;
                const { digest, dates } = await infoOf("web/assets/default.smx");
                const more = await readFile(root("web/assets/all.smx")).catch(() => undefined);
                if (more) {
                    // Not among the assets: those are kept for use without a network.
                    this.emitFile({ type: "asset", fileName: allModels, source: more });
                }
                const said = {
                    index: addressOf("default.smx"),
                    embedder: addressOf("default.sme"),
                    digest,
                    made: dates?.made,
                    to: dates?.to,
                    all: more && allModels,
                };
                const source = `${JSON.stringify(said, null, 4)}\n`;
                this.emitFile({ type: "asset", fileName: "newest-index.json", source });
            },
        },
    };
}

async function infoOf(index: string) {
    const smacs = await Smacs.load(await readFile(root("wasm/smacs.wasm")), { runs: null });
    try {
        return ScoreIndex.open(smacs, await readFile(root(index))).info;
    } finally {
        smacs.dispose();
    }
}
