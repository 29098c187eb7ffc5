// Serves a folder as a network that delivers packages does: every origin may read it.
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { listen } from "../../tests/local-server.mjs";

const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".wasm": "application/wasm",
};

/**
 * Resolves to {url, paths, close()}, where `paths` are those that were asked for. `pages`: further documents by path.
 *
 * @param {string} folder
 * @param {Record<string, string>} pages
 */
export async function serveFiles(folder, pages = {}) {
    const paths = [];
    const server = await listen(async (request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
        paths.push(path);
        const name = path.endsWith("/") ? `${path}index.html` : path;
        const content = pages[path] ?? (await readFile(join(folder, name)).catch(() => undefined));
        const type = types[path in pages ? ".html" : extname(name)] ?? "application/octet-stream";
        response.writeHead(content === undefined ? 404 : 200, {
            "access-control-allow-origin": "*",
            "content-type": content === undefined ? "text/plain" : type,
        });
        response.end(content ?? "not found\n");
    });
    return { ...server, paths };
}
