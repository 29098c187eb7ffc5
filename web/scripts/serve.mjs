// Serves a folder of static files, as any host would.
//
// usage: node scripts/serve.mjs [FOLDER] [PORT] [SUB-PATH]      defaults: dist 8080 /
//
// When the port is taken, the next free one is used. Listens on this machine only.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
};

/** Resolves to {url, close()}. Port 0 takes any free one. `onRequest` hears the path of each request. */
export async function serveFolder(folder, { port = 0, base = "/", onRequest = (_path) => {} } = {}) {
    const root = resolve(folder);
    const prefix = `/${base}/`.replace(/\/+/g, "/");
    const server = createServer((request, response) => {
        onRequest(request.url);
        answer(request, response, root, prefix);
    });
    const used = await listen(server, port);
    return {
        url: `http://127.0.0.1:${used}${prefix}`,
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    };
}

function answer(request, response, root, prefix) {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length)) : "..";
    const wanted = join(root, inside === "." || inside.endsWith("/") ? join(inside, "index.html") : inside);
    const stats = wanted.startsWith(root) ? statSync(wanted, { throwIfNoEntry: false }) : undefined;
    if (inside.startsWith("..") || !stats?.isFile()) {
        response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
        return;
    }
    response.writeHead(200, {
        "content-type": types[extname(wanted)] ?? "application/octet-stream",
        "content-length": stats.size,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
    });
    if (request.method === "HEAD") {
        response.end();
    } else {
        createReadStream(wanted).pipe(response);
    }
}

async function listen(server, port) {
    for (let attempt = 0; ; attempt++) {
        try {
            await new Promise((done, fail) => {
                server.once("error", fail);
                server.listen(port && port + attempt, "127.0.0.1", () => {
                    server.off("error", fail);
                    done();
                });
            });
            return server.address().port;
        } catch (error) {
            if (error.code !== "EADDRINUSE" || attempt === 20) {
                throw error;
            }
        }
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [folder = "dist", port = "8080", base = "/"] = process.argv.slice(2);
    const { url } = await serveFolder(folder, { port: Number(port), base });
    console.log(`The page: ${url}\nEnd it with Ctrl+C.`);
}
