// Builds src/service-worker.ts to sw.js, at the root so that its scope is the page's folder, with the list of all that
// the page may ever load and what each file has to be. The runtime for models in the tab is as large as all else
// together, and the interpreters for programs are not small either: they are kept when they are first wanted. The sandbox
// is none of them: no service worker answers for a frame of an opaque origin.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rollup } from "vite";
import { sandboxFile } from "./sandbox.ts";

const fileName = "sw.js";

export function serviceWorker(source: string): Plugin {
    let publicFolder = "";
    return {
        name: "smacs-service-worker",
        apply: "build",
        configResolved: (config) => {
            publicFolder = config.publicDir;
        },
        buildStart() {
            this.emitFile({ type: "chunk", id: source, fileName });
        },
        generateBundle: {
            order: "post",
            handler(_options, bundle) {
                const worker = bundle[fileName];
                if (worker?.type !== "chunk") {
                    this.error(`no ${fileName}`);
                }
                const files = new Map<string, string | Uint8Array>();
                const later = new Set<string>();
                for (const name of readdirSync(publicFolder)) {
                    files.set(name, readFileSync(join(publicFolder, name)));
                }
                for (const file of Object.values(bundle)) {
                    if (file !== worker && /^assets\/|\.html$/.test(file.fileName) && file.fileName !== sandboxFile) {
                        files.set(file.fileName, file.type === "chunk" ? file.code : file.source);
                        if (isLater(file)) {
                            later.add(file.fileName);
                        }
                    }
                }
                const list = (those: (name: string) => boolean) =>
                    Object.fromEntries(
                        [...files]
                            .filter(([name]) => those(name))
                            .sort()
                            .map(([name, bytes]) => [name, integrityOf(bytes)]),
                    );
                const filling = {
                    __FILES__: list((name) => !later.has(name)),
                    __LATER__: list((name) => later.has(name)),
                };
                const build = createHash("sha256").update(JSON.stringify(filling)).digest("hex").slice(0, 16);
                for (const [place, value] of Object.entries({ ...filling, __BUILD__: build })) {
                    worker.code = fill(worker.code, place, value);
                }
            },
        },
    };
}

function isLater(file: Rollup.OutputBundle[string]): boolean {
    const ids = file.type === "chunk" ? Object.keys(file.modules) : file.originalFileNames;
    return ids.some((id) => /@wllama\/|@micropython\/|quickjs-wasi\//.test(id));
}

/** As fetch checks it. */
function integrityOf(bytes: string | Uint8Array): string {
    return `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
}

function fill(code: string, place: string, value: unknown): string {
    if (!code.includes(place)) {
        throw new Error(`${fileName} has no ${place}`);
    }
    return code.replaceAll(place, () => JSON.stringify(value));
}
