// newest-index.json: which index this build carries. A page of an older build reads it and offers that index.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ScoreIndex, Smacs } from "smacs";
import type { Plugin } from "vite";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

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
                const said = {
                    index: addressOf("default.smx"),
                    embedder: addressOf("default.sme"),
                    digest,
                    made: dates?.made,
                    to: dates?.to,
                };
                const source = `${JSON.stringify(said, null, 4)}\n`;
                this.emitFile({ type: "asset", fileName: "newest-index.json", source });
            },
        },
    };
}

async function infoOf(index: string) {
    const smacs = await Smacs.load(await readFile(root("wasm/smacs.wasm")));
    try {
        return ScoreIndex.open(smacs, await readFile(root(index))).info;
    } finally {
        smacs.dispose();
    }
}
