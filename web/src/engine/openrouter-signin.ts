// Signing in at OpenRouter without a server: OAuth with PKCE (RFC 7636). The page sends the visitor there with a hash
// of a secret, gets back a code that is of use only together with that secret, and exchanges both for a key which the
// visitor can limit or revoke.
import { Failure } from "smacs/wire";
import { isString, type Store } from "../lib/storage.ts";

/** In the session's store: it must outlive the way there and back, and nothing else. */
const verifierKey = "smacs.openrouter.verifier";
const authPage = "https://openrouter.ai/auth";

/** Browsers offer the hash only to pages of https and of this machine. */
export function canSignIn(): boolean {
    return typeof crypto !== "undefined" && crypto.subtle !== undefined;
}

/** 32 random bytes, as RFC 7636 recommends. */
export function makeVerifier(): string {
    return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** S256. */
export async function challengeOf(verifier: string): Promise<string> {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    return base64url(new Uint8Array(digest));
}

function base64url(bytes: Uint8Array): string {
    return btoa(String.fromCharCode(...bytes))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replace(/=+$/, "");
}

/** What a key is asked for. OpenRouter may grant less or more: openrouter-key.ts reads what it did. */
export interface KeyTerms {
    /** US dollars that it may spend in all; undefined: no limit. */
    limit: number | undefined;
    /** After so many days it ends; undefined: never. */
    days: number | undefined;
}

export const usualTerms = { limit: 5, days: 90 } as const satisfies KeyTerms;

/**
 * Where to send the visitor. Keeps the secret in the store for the way back to `here`, the page's own address. The
 * names of the key's terms are those of OpenRouter's call that makes such codes; its page for visitors takes them too.
 */
export async function beginSignIn(session: Store, here: string, { limit, days }: KeyTerms): Promise<string> {
    if (!canSignIn()) {
        throw new Failure("bad-request");
    }
    const verifier = makeVerifier();
    session.write(verifierKey, verifier);
    const url = new URL(authPage);
    url.searchParams.set("callback_url", withoutAnswer(here).href.replace(/#.*$/, ""));
    url.searchParams.set("code_challenge", await challengeOf(verifier));
    url.searchParams.set("code_challenge_method", "S256");
    url.searchParams.set("key_label", "SMACS");
    if (limit !== undefined) {
        url.searchParams.set("limit", String(limit));
    }
    if (days !== undefined) {
        url.searchParams.set("expires_at", new Date(Date.now() + 86_400_000 * days).toISOString());
    }
    return url.href;
}

/** What the visitor brought back. */
export interface SignInReturn {
    /** Undefined if they refused. */
    code: string | undefined;
    /** Undefined: it was not begun in this tab, or was taken before. */
    verifier: string | undefined;
    /** The page's address without the code, to be put in its place at once: a code has no business in a history. */
    clean: string;
}

/** Undefined if this is no return. A sign-in can be taken once. */
export function takeReturn(session: Store, here: string): SignInReturn | undefined {
    const { searchParams } = new URL(here);
    const verifier = session.read(verifierKey, isString);
    if (!(searchParams.has("code") || searchParams.has("error"))) {
        return undefined;
    }
    session.remove(verifierKey);
    return { code: searchParams.get("code") ?? undefined, verifier, clean: withoutAnswer(here).href };
}

function withoutAnswer(here: string): URL {
    const url = new URL(here);
    for (const name of ["code", "error", "error_description"]) {
        url.searchParams.delete(name);
    }
    return url;
}
