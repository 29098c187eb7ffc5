// sandbox.html, the document in which programs run: of the npm package, at the root of the page's folder, because its
// headers are others than those of all other files.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

export const sandboxFile = "sandbox.html";

const read = () => readFileSync(fileURLToPath(import.meta.resolve(`smacs/${sandboxFile}`)), "utf8");

/** The policy that it has of itself. */
export function sandboxPolicy(): string {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read()) ?? [];
    if (!policy) {
        throw new Error(`smacs/${sandboxFile} has no policy: build the package`);
    }
    return policy;
}

export function sandbox(): Plugin {
    return {
        name: "smacs-sandbox",
        generateBundle() {
            this.emitFile({ type: "asset", fileName: sandboxFile, source: read() });
            // For the host to fill in (web/README.md, "Hosting").
            this.emitFile({ type: "asset", fileName: "programs.json", source: '{ "pyodide": "" }\n' });
        },
        configureServer(server) {
            server.middlewares.use(`/${sandboxFile}`, (_request, response) => {
                response.setHeader("Content-Type", "text/html");
                response.end(read());
            });
        },
    };
}
