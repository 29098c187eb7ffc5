// custom.html is index.html, but may contact any host and is installed as an application of its own.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** Each text stands once in index.html; without it the two pages would be the same. */
const differences = [
    ['data-hosts="known"', 'data-hosts="any"'],
    ["./manifest.webmanifest", "./custom.webmanifest"],
] as const;

function customFrom(index: string): string {
    return differences.reduce((html, [from, to]) => {
        if (html.split(from).length !== 2) {
            throw new Error(`index.html should hold ${from} once`);
        }
        return html.replace(from, to);
    }, index);
}

/** Builds `custom`, a page that exists as no file, from the file `index`. */
export function customPage(index: string, custom: string): Plugin {
    const read = () => customFrom(readFileSync(index, "utf8"));
    return {
        name: "smacs-custom-page",
        enforce: "pre",
        resolveId: (id) => (id === custom ? id : undefined),
        load: (id) => (id === custom ? read() : undefined),
        configureServer(server) {
            server.middlewares.use("/custom.html", (_request, response, next) => {
                server.transformIndexHtml("/custom.html", read()).then((html) => {
                    response.setHeader("Content-Type", "text/html");
                    response.end(html);
                }, next);
            });
        },
    };
}
