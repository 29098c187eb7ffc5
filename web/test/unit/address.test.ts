import { describe, expect, test } from "vitest";
import { normaliseAddress } from "../../src/engine/address.ts";
import { isKnownHost, providers } from "../../src/engine/providers.ts";

describe("an address", () => {
    test.each([
        ["localhost:8080", "http://localhost:8080/v1"],
        ["http://localhost:11434/", "http://localhost:11434/v1"],
        ["127.0.0.1:1234/v1", "http://127.0.0.1:1234/v1"],
        ["192.168.1.20:8000", "http://192.168.1.20:8000/v1"],
        ["workstation:8000", "http://workstation:8000/v1"],
        ["api.example.com", "https://api.example.com/v1"],
        [" https://openrouter.ai/api/v1/ ", "https://openrouter.ai/api/v1"],
        ["https://openrouter.ai/api", "https://openrouter.ai/api/v1"],
        ["https://api.groq.com/openai/v1/chat/completions", "https://api.groq.com/openai/v1"],
        ["http://localhost:8080/v1/models", "http://localhost:8080/v1"],
        [
            "https://generativelanguage.googleapis.com/v1beta/openai/",
            "https://generativelanguage.googleapis.com/v1beta/openai",
        ],
        ["https://example.com/v1#part", "https://example.com/v1"],
    ])("%j", (input, base) => {
        expect(normaliseAddress(input)).toEqual({ ok: true, base });
    });

    test.each([
        ["", "empty"],
        ["   ", "empty"],
        ["http://", "invalid"],
        ["not an address", "invalid"],
        ["ftp://example.com", "scheme"],
        ["https://me:secret@example.com", "credentials"],
        ["https://example.com/v1?key=secret", "query"],
    ])("%j is refused: %s", (input, problem) => {
        expect(normaliseAddress(input)).toEqual({ ok: false, problem });
    });

    test("stays what it is when normalised again", () => {
        for (const { address } of providers) {
            expect(normaliseAddress(address)).toEqual({ ok: true, base: address });
        }
    });
});

test("the strict page may contact the services in the list and this machine", () => {
    expect(providers.filter(({ address }) => !isKnownHost(address))).toEqual([]);
    expect(isKnownHost("http://127.0.0.1:9999/v1")).toBe(true);
    expect(isKnownHost("https://example.com/v1")).toBe(false);
    expect(isKnownHost("https://openrouter.ai.example.com/v1")).toBe(false);
    expect(isKnownHost("http://192.168.1.20:8000/v1")).toBe(false);
    expect(isKnownHost("nonsense")).toBe(false);
});
