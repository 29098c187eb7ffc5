import { Failure } from "smacs/wire";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failureStrings } from "../../src/features/endpoint/failure-strings.ts";
import { failureText } from "../../src/features/endpoint/failure-text.ts";

afterEach(() => {
    vi.unstubAllGlobals();
});

describe("the words for a failure", () => {
    const network = (provider: string) => failureText(new Failure("network").with({ provider }));

    test("suspect the key only where a wrong one looks like a broken connection", () => {
        expect(network("openai")).toContain("OpenAI also answers a wrong key this way");
        expect(network("cerebras")).toContain("check the key");
        expect(network("groq")).not.toContain("key");
        expect(failureText(new Failure("server").with({ provider: "openai" }))).not.toContain("key");
    });

    test("give the line that starts a local server for this page", () => {
        vi.stubGlobal("location", { origin: "https://site.example" });
        expect(network("ollama")).toContain("OLLAMA_ORIGINS=https://site.example ollama serve");
        expect(network("lmstudio")).toContain("lms server start --cors");
        expect(network("vllm")).not.toContain("start vLLM");
    });

    test("are different for each kind", () => {
        const texts = Object.values(failureStrings.kinds).map((said) => said.join(" "));
        expect(new Set(texts).size).toBe(texts.length);
    });

    test.each([
        ["rate-limit", "The server is overloaded", "is overloaded"],
        ["rate-limit", "The server is busy", "is overloaded"],
        ["rate-limit", "Slow down", "Too many requests"],
        ["rate-limit", "Slow down", "limit of your plan"],
        ["auth", "Country, region, or territory not supported", "where you are"],
        ["auth", "Incorrect API key", "does not accept the key"],
        ["unknown-model", "The model has been decommissioned", "no longer serves"],
        ["unknown-model", "no such model", "does not know"],
        ["empty", "the limit went into thinking; allow more tokens", "Allow longer answers"],
    ] as const)("for %s heed what the server says: %s", (kind, message, expected) => {
        expect(failureText(new Failure(kind, message))).toContain(expected);
    });

    test("say which patience ran out, and how long the endpoint asks to wait", () => {
        const timeout = (which: "first" | "idle" | "total") =>
            failureText(new Failure("timeout", "", undefined, { which }));
        expect(new Set([timeout("first"), timeout("idle"), timeout("total")]).size).toBe(3);
        expect(failureText(new Failure("timeout", "", 504))).toContain("No reply for too long.");
        expect(failureText(new Failure("rate-limit", "", 429, { retryAfter: 34_000 }))).toContain("wait 34.0 s");
    });
});

test("a failure keeps what is known of it when more becomes known", () => {
    const failure = new Failure("rate-limit", "slow down", 429, { retryAfter: 7 }).with({ provider: "groq" });
    expect(failure).toMatchObject({ kind: "rate-limit", message: "slow down", status: 429, retryAfter: 7 });
    expect(failure.provider).toBe("groq");
    expect("partial" in failure && failure.partial).toBeUndefined();
});
