// The policies where hosts and browsers look for them. What the pages say of themselves works on every host; a header
// also holds for what they load, and can forbid framing.
import type { Plugin } from "vite";
import { policies } from "./policy.ts";
import { sandboxFile, sandboxPolicy } from "./sandbox.ts";

type Headers = Readonly<Record<string, string>>;

/** The last two isolate the page from others, without which browsers give it no threads for models in the tab. */
const common: Headers = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
};
const headersOf = (page: keyof typeof policies, cache: string): Headers => ({
    ...common,
    "Content-Security-Policy": `${policies[page]}; frame-ancestors 'none'`,
    "Cache-Control": cache,
});
/** Asked for anew at each visit: the pages name the files below, whose names change with what is in them. */
const strict = headersOf("index.html", "no-cache");
const custom = headersOf("custom.html", "no-cache");
const forever = headersOf("index.html", "public, max-age=31536000, immutable");

/**
 * The page may frame this file, and isolated pages too. It stays harmless when it is opened by itself. Kept for a day,
 * because no service worker answers for a frame of an opaque origin.
 */
const sandbox = (): Headers => ({
    ...common,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": `${sandboxPolicy()}; sandbox allow-scripts; frame-ancestors 'self'`,
    "Cache-Control": "public, max-age=86400",
});

/** One line for each header, put into words by `say`. */
const lines = (headers: Headers, indent: string, say: (name: string, value: string) => string) =>
    Object.entries(headers)
        .map(([name, value]) => `${indent}${say(name, value)}\n`)
        .join("");

/** Netlify and Cloudflare Pages. Paths do not overlap: these hosts add the headers of all that match. */
function underscoreHeaders(): string {
    const rules: [string, Headers][] = [
        ["/", strict],
        ["/index.html", strict],
        ["/custom", custom],
        ["/custom.html", custom],
        ["/sw.js", strict],
        [`/${sandboxFile.replace(".html", "")}`, sandbox()],
        [`/${sandboxFile}`, sandbox()],
        ["/assets/*", forever],
    ];
    const say = (name: string, value: string) => `${name}: ${value}`;
    return rules.map(([path, headers]) => `${path}\n${lines(headers, "  ", say)}`).join("\n");
}

/** Vercel. Where several rules match, the last one counts. */
function vercel(): string {
    const rule = (source: string, headers: Headers) => ({
        source,
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    });
    const rules = [
        rule("/(.*)", strict),
        rule("/custom(.html)?", custom),
        rule("/sandbox(.html)?", sandbox()),
        rule("/assets/(.*)", forever),
    ];
    return `${JSON.stringify({ headers: rules }, null, 4)}\n`;
}

/** Apache, where it lets the folder set headers (AllowOverride FileInfo). Later settings count. */
function apache(): string {
    const say = (name: string, value: string) => `Header always set ${name} "${value}"`;
    return `AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
<IfModule mod_headers.c>
${lines(strict, "    ", say)}    Header always set Cache-Control "${forever["Cache-Control"]}" "expr=%{REQUEST_URI} =~ m#/assets/#"
    <Files "custom.html">
${lines(custom, "        ", say)}    </Files>
    <Files "${sandboxFile}">
${lines(sandbox(), "        ", say)}    </Files>
</IfModule>
`;
}

/** nginx: to be included in the block of the server that has the folder at or below its root. */
function nginx(): string {
    const say = (name: string, value: string) => `add_header ${name} "${value}" always;`;
    const location = (pattern: string, headers: Headers) =>
        `location ~ ${pattern} {\n${lines(headers, "    ", say)}}\n`;
    return (
        location("/custom\\.html$", custom) +
        location("/sandbox\\.html$", sandbox()) +
        location("/assets/", forever) +
        location("/(index\\.html|sw\\.js)?$", strict)
    );
}

/**
 * Caddy: to be imported in the block of the site. No two matchers fit the same path, so that their order is no
 * matter.
 */
function caddy(): string {
    const say = (name: string, value: string) => `${name} "${value}"`;
    const site = (name: string, paths: string, headers: Headers) =>
        `@${name} path ${paths}\nheader @${name} {\n${lines(headers, "    ", say)}}\n`;
    return (
        site("custom", "*/custom.html", custom) +
        site("sandbox", `*/${sandboxFile}`, sandbox()) +
        site("assets", "*/assets/*", forever) +
        site("pages", "*/ */index.html */sw.js", strict)
    );
}

/** What each kind of host reads, by the file that it reads it from. */
export function headerFiles(): Record<string, string> {
    return {
        _headers: underscoreHeaders(),
        "vercel.json": vercel(),
        ".htaccess": apache(),
        "hosting/nginx.conf": nginx(),
        "hosting/Caddyfile": caddy(),
        // GitHub Pages sends no headers of ours; this keeps it from leaving files out.
        ".nojekyll": "",
    };
}

/** The policies as meta elements, and the files; not while developing, where reloading needs more than they allow. */
export function security(): Plugin {
    return {
        name: "smacs-security",
        apply: "build",
        transformIndexHtml: {
            order: "post",
            handler(html, { path }) {
                const content = policies[path.endsWith("custom.html") ? "custom.html" : "index.html"];
                const meta = `<meta http-equiv="Content-Security-Policy" content="${content}">`;
                return html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n        ${meta}`);
            },
        },
        generateBundle() {
            for (const [fileName, source] of Object.entries(headerFiles())) {
                this.emitFile({ type: "asset", fileName, source });
            }
        },
    };
}

/** What hosts send for the sandbox, where `vite preview` shows the built page. */
export function previewHeaders(): Plugin {
    return {
        name: "smacs-preview-headers",
        configurePreviewServer({ middlewares }) {
            middlewares.use((request, response, next) => {
                if (new URL(request.url ?? "", "http://localhost").pathname.endsWith(`/${sandboxFile}`)) {
                    for (const [name, value] of Object.entries(sandbox())) {
                        response.setHeader(name, value);
                    }
                }
                next();
            });
        },
    };
}
