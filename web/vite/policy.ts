// The content security policies: written here once, put into the pages and into the files of headers.
import { hostedOrigins, loopbackOrigins } from "../src/engine/providers.ts";

function policy(connect: readonly string[]): string {
    return [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        `connect-src 'self' ${connect.join(" ")}`,
        // blob: is for models in the tab, whose runtime starts workers from code of its own. They inherit this policy.
        "worker-src 'self' blob:",
        // sandbox.html, which has a policy of its own.
        "frame-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types smacs-offline smacs-worker dompurify default",
    ].join("; ");
}

/** Where weights for the tab come from when none lie beside the page, and where that host leads. */
const weightOrigins = ["https://huggingface.co", "https://*.huggingface.co", "https://*.hf.co"];

/** index.html may contact the known hosts and this machine; custom.html any host, and says so. */
export const policies = {
    "index.html": policy([...hostedOrigins, ...weightOrigins, ...loopbackOrigins]),
    "custom.html": policy(["https:", "http:"]),
};
