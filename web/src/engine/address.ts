// The address of an endpoint, as people paste it, made into the base that the wire needs.

import { builtInBase, tabBase } from "./tab-address.ts";

export type AddressProblem = "empty" | "invalid" | "scheme" | "credentials" | "query";

export type Address = { ok: true; base: string } | { ok: false; problem: AddressProblem };

/**
 * The base address without trailing slash, ending in a version: "localhost:8080" -> "http://localhost:8080/v1".
 * A key may not stand in an address, so user names, passwords and queries are refused.
 */
export function normaliseAddress(input: string): Address {
    const text = input.trim();
    if (text === "") {
        return { ok: false, problem: "empty" };
    }
    if (text === tabBase || text === builtInBase) {
        return { ok: true, base: text };
    }
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${defaultScheme(text)}//${text}`);
    if (!url || url.hostname === "") {
        return { ok: false, problem: "invalid" };
    }
    if (url.protocol !== "http:" && url.protocol !== "https:") {
        return { ok: false, problem: "scheme" };
    }
    if (url.username !== "" || url.password !== "") {
        return { ok: false, problem: "credentials" };
    }
    if (url.search !== "") {
        return { ok: false, problem: "query" };
    }
    const path = url.pathname.replace(/\/+$/, "").replace(/\/(chat\/completions|completions|models)$/, "");
    const versioned = path.split("/").some((part) => /^v\d+(alpha|beta)?\d*$/.test(part));
    return { ok: true, base: url.origin + (versioned ? path : `${path}/v1`) };
}

/** Whether what answers there serves this page, too. */
export function isThisSite(base: string): boolean {
    return typeof location !== "undefined" && URL.parse(base)?.origin === location.origin;
}

/** Names of this machine and of the local network have no certificates as a rule. */
function defaultScheme(text: string): "http:" | "https:" {
    const host = text.replace(/[/?#].*$/s, "").replace(/:\d+$/, "");
    const local =
        /^(localhost|.*\.local|\[.*\])$/i.test(host) ||
        /^(127|10)\.\d+\.\d+\.\d+$/.test(host) ||
        /^192\.168\.\d+\.\d+$/.test(host) ||
        /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host);
    return local || !host.includes(".") ? "http:" : "https:";
}
