// Serves a folder of static files, as any host would, with the headers that give the page threads.
//
// usage: node scripts/serve.mjs [FOLDER] [PORT] [SUB-PATH] [MODELS]      defaults: dist 8080 /
//
// MODELS is a folder of weights (scripts/fetch-models.py), which are served as models/ beside the page.
// When the port is taken, the next free one is used. Listens on this machine only.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname, join, normalize, resolve } from "node:path";
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

/**
 * Of the document that the page frames, and no service worker answers for; its own policy says the rest. Hosts that send no
 * headers leave the frame's attribute to make its origin opaque.
 */
const ofSandbox = {
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "sandbox allow-scripts; frame-ancestors 'self'",
    "cache-control": "public, max-age=86400",
};

/**
 * Resolves to {url, close()}. Port 0 takes any free one. `onRequest` hears the path of each request. `weights`: a
 * folder of weights and the list of those in it; `isolated: false`: as a host that sends no headers of ours, which give the page
 * threads and keep it out of frames.
 * @param {string} folder
 * @param {{ port?: number, base?: string, onRequest?: (path: string) => void, isolated?: boolean,
 *     weights?: { folder: string, list: { models: object[] } } }} options
 */
export async function serveFolder(
    folder,
    { port = 0, base = "/", onRequest = (_path) => {}, weights, isolated = true } = {},
) {
    const root = resolve(folder);
    const site = { root, prefix: `/${base}/`.replace(/\/+/g, "/"), weights, isolated, rules: rulesIn(root) };
    const server = createServer((request, response) => {
        onRequest(request.url);
        try {
            answer(request, response, site);
        } catch {
            // An address that is none, or one that no file can have.
            response.writeHead(400, { "content-type": "text/plain" }).end("bad request\n");
        }
    });
    const used = await listen(server, port);
    return {
        url: `http://127.0.0.1:${used}${site.prefix}`,
        close: () =>
            new Promise((done) => {
                server.close(done);
                server.closeAllConnections();
            }),
    };
}

/** Forbids framing even where a folder says nothing of headers. */
const unframed = { "content-security-policy": "frame-ancestors 'none'" };

/** What the built page wants hosts to send (vite/headers.ts): [path, headers] of each rule of its file _headers. */
function rulesIn(root) {
    const file = join(root, "_headers");
    const blocks = statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, "utf8").trim().split(/\n\n+/) : [];
    return blocks.map((block) => {
        const [path, ...lines] = block.split("\n");
        return [
            path.trim(),
            Object.fromEntries(
                lines.map((line) =>
                    line
                        .trim()
                        .toLowerCase()
                        .split(/: (.*)/)
                        .slice(0, 2),
                ),
            ),
        ];
    });
}

/** The policy and the referrer's for a path below the base. Caches and isolation are this server's own matter. */
function policyFor(path, rules) {
    const fits = (rule) => (rule.endsWith("*") ? path.startsWith(rule.slice(0, -1)) : path === rule);
    const found = rules.filter(([rule]) => fits(rule)).map(([, headers]) => headers);
    const kept = ["content-security-policy", "referrer-policy"];
    const said = Object.entries(Object.assign({}, ...found)).filter(([name]) => kept.includes(name));
    return { ...unframed, ...Object.fromEntries(said) };
}

function answer(request, response, { root, prefix, weights, isolated, rules }) {
    if (request.method !== "GET" && request.method !== "HEAD") {
        response.writeHead(405, { allow: "GET, HEAD", "content-type": "text/plain" }).end("only GET and HEAD\n");
        return;
    }
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length)) : "..";
    const headers = {
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        ...(isolated ? policyFor(inside === "." ? "/" : `/${inside}`, rules) : {}),
        ...(isolated
            ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
            : {}),
        ...(isolated && basename(inside) === "sandbox.html" ? ofSandbox : {}),
    };
    if (weights && inside === "models/list.json") {
        response.writeHead(200, { ...headers, "content-type": types[".json"] }).end(JSON.stringify(weights.list));
        return;
    }
    const [folder, name] =
        weights && inside.startsWith("models/") ? [resolve(weights.folder), inside.slice(7)] : [root, inside];
    const wanted = join(folder, name === "." || name.endsWith("/") ? join(name, "index.html") : name);
    const stats = wanted.startsWith(folder) ? statSync(wanted, { throwIfNoEntry: false }) : undefined;
    if (inside.startsWith("..") || !stats?.isFile()) {
        response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
        return;
    }
    send(request, response, wanted, stats.size, {
        ...headers,
        "content-type": types[extname(wanted)] ?? "application/octet-stream",
        "accept-ranges": "bytes",
    });
}

/** All of a file, or the one range of it that is asked for. */
function send(request, response, file, size, headers) {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    const start = Number(first ?? 0);
    const end = Math.min(size - 1, last ? Number(last) : size - 1);
    if (first !== undefined && start > end) {
        response.writeHead(416, { ...headers, "content-range": `bytes */${size}` }).end();
        return;
    }
    response.writeHead(first === undefined ? 200 : 206, {
        ...headers,
        "content-length": end - start + 1,
        ...(first === undefined ? {} : { "content-range": `bytes ${start}-${end}/${size}` }),
    });
    if (request.method === "HEAD" || size === 0) {
        response.end();
    } else {
        createReadStream(file, { start, end })
            .on("error", () => response.destroy())
            .pipe(response);
    }
}

/** Those of the models that the page knows (assets/tab-models.json) whose file is in a folder, as models/list.json. */
export function weightsIn(folder) {
    const cards = JSON.parse(readFileSync(new URL("../assets/tab-models.json", import.meta.url), "utf8")).models;
    const isThere = ({ file, bytes }) => statSync(join(folder, file), { throwIfNoEntry: false })?.size === bytes;
    return { folder, list: { models: cards.filter(isThere).map(({ id, name, file }) => ({ id, name, file })) } };
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
    const [folder = "dist", port = "8080", base = "/", models] = process.argv.slice(2);
    const weights = models && weightsIn(models);
    const { url } = await serveFolder(folder, { port: Number(port), base, weights });
    console.log(`The page: ${url}\nEnd it with Ctrl+C.`);
}
