import { Failure } from "smacs/wire";
import { afterEach, describe, expect, test, vi } from "vitest";
import { exchangeCode } from "../../src/engine/openrouter-exchange.ts";
import { grantedTerms } from "../../src/engine/openrouter-key.ts";
import { beginSignIn, challengeOf, makeVerifier, takeReturn, usualTerms } from "../../src/engine/openrouter-signin.ts";
import { memoryStore } from "../memory-store.ts";

afterEach(() => {
    vi.unstubAllGlobals();
});

test("the challenge is that of RFC 7636, appendix B", async () => {
    const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    expect(await challengeOf(verifier)).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

test("the secret is 43 characters that an address may hold, another each time", () => {
    const verifiers = new Set(Array.from({ length: 20 }, makeVerifier));
    expect(verifiers.size).toBe(20);
    for (const verifier of verifiers) {
        expect(verifier).toMatch(/^[\w-]{43}$/);
    }
});

describe("the way there and back", () => {
    const here = "https://site.example/smacs/index.html";

    test("asks for a key without limit and end if that is wanted", async () => {
        const url = new URL(await beginSignIn(memoryStore(), here, { limit: undefined, days: undefined }));
        expect([url.searchParams.has("limit"), url.searchParams.has("expires_at")]).toEqual([false, false]);
    });

    test("sends a hash there and keeps the secret here", async () => {
        const session = memoryStore();
        const url = new URL(await beginSignIn(session, `${here}?lang=en&code=old#part`, usualTerms));
        const [verifier] = [...session.values.values()] as string[];
        expect(url.origin + url.pathname).toBe("https://openrouter.ai/auth");
        expect(Object.fromEntries(url.searchParams)).toEqual({
            callback_url: `${here}?lang=en`,
            code_challenge: await challengeOf(verifier ?? ""),
            code_challenge_method: "S256",
            key_label: "SMACS",
            limit: "5",
            expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        });
        const days = (Date.parse(url.searchParams.get("expires_at") ?? "") - Date.now()) / 86_400_000;
        expect(Math.round(days)).toBe(90);
        expect(url.href).not.toContain(verifier);
    });

    test("takes the code out of the address, once", async () => {
        const session = memoryStore();
        await beginSignIn(session, here, usualTerms);
        const [verifier] = session.values.values();
        const back = takeReturn(session, `${here}?lang=en&code=abc#part`);
        expect(back).toEqual({ code: "abc", verifier, clean: `${here}?lang=en#part` });
        expect(session.values.size).toBe(0);
        expect(takeReturn(session, `${here}?code=abc`)?.verifier).toBeUndefined();
    });

    test("is not begun by somebody else's link, nor ended by a visit without an answer", async () => {
        const session = memoryStore();
        const foreign = takeReturn(session, `${here}?code=abc`);
        expect(foreign).toEqual({ code: "abc", verifier: undefined, clean: here });
        const fetching = vi.fn();
        vi.stubGlobal("fetch", fetching);
        await expect(foreign && exchangeCode(foreign)).rejects.toMatchObject({ kind: "not-here" });
        expect(fetching).not.toHaveBeenCalled();
        await beginSignIn(session, here, usualTerms);
        expect(takeReturn(session, here)).toBeUndefined();
        expect(session.values.size).toBe(1);
    });

    test("may end in a refusal", async () => {
        const session = memoryStore();
        await beginSignIn(session, here, usualTerms);
        const back = takeReturn(session, `${here}?error=access_denied&error_description=no`);
        expect(back).toMatchObject({ code: undefined, clean: here });
        await expect(back && exchangeCode(back)).rejects.toMatchObject({ kind: "cancelled" });
    });
});

describe("the exchange", () => {
    const back = { code: "abc", verifier: "secret", clean: "" };

    test("sends code and secret and gets a key", async () => {
        const fetching = vi.fn(async (_url: string, _init: RequestInit) => Response.json({ key: "sk-or-1" }));
        vi.stubGlobal("fetch", fetching);
        expect(await exchangeCode(back)).toBe("sk-or-1");
        const [url, init] = fetching.mock.calls[0] ?? [];
        expect(url).toBe("https://openrouter.ai/api/v1/auth/keys");
        expect(init?.headers).toEqual({ "Content-Type": "application/json" });
        expect(init?.redirect).toBe("error");
        expect(init?.body).toBe('{"code":"abc","code_verifier":"secret","code_challenge_method":"S256"}');
    });

    test.each([
        ["a refusal", () => Response.json({ error: { message: "Invalid code" } }, { status: 403 }), "auth"],
        ["a reply without a key", () => Response.json({}), "bad-response"],
        ["no JSON", () => new Response("<html>"), "bad-response"],
        ["no connection", () => Promise.reject(new TypeError("Failed to fetch")), "network"],
    ])("fails with %s", async (_name, reply, kind) => {
        vi.stubGlobal("fetch", async () => reply());
        const error: unknown = await exchangeCode(back).catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(Failure);
        expect((error as Failure).kind).toBe(kind);
    });
});

describe("what a key may do", () => {
    const endpoint = { base: "https://openrouter.ai/api/v1", key: "sk-or-secret" };
    const granted = (body: unknown, status = 200) => {
        const fetching = vi.fn(async (_url: string, _init: RequestInit) => Response.json(body, { status }));
        vi.stubGlobal("fetch", fetching);
        return { fetching, terms: grantedTerms(endpoint, new AbortController().signal) };
    };

    test("is asked where the key belongs, and nowhere else after a redirect", async () => {
        const data = { limit: 5, limit_remaining: 4.5, expires_at: "2027-02-28T00:00:00Z", label: "sk-or-..ret" };
        const { fetching, terms } = granted({ data });
        expect(await terms).toEqual({ limit: 5, left: 4.5, expires: "2027-02-28T00:00:00Z" });
        expect(fetching.mock.calls[0]?.[0]).toBe("https://openrouter.ai/api/v1/key");
        expect(fetching.mock.calls[0]?.[1].redirect).toBe("error");
    });

    test("is everything where OpenRouter sets no limit and no end", async () => {
        const data = { limit: null, limit_remaining: null, expires_at: null };
        expect(await granted({ data }).terms).toEqual({ limit: undefined, left: undefined, expires: undefined });
        expect(await granted({ data: { limit: 1, expires_at: "some day" } }).terms).toMatchObject({
            limit: 1,
            expires: undefined,
        });
    });

    test.each([
        [{ data: [] }, 200],
        [{ data: { limit: 5 } }, 401],
        ["nothing", 200],
        [{}, 200],
    ])("is not guessed from %j with status %d", async (body, status) => {
        await expect(granted(body, status).terms).rejects.toThrow(Failure);
    });
});
