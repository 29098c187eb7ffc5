// A run in a link.
import { describe, expect, test } from "vitest";
import { runLink, traceOf } from "../../src/lib/run-link.ts";

const hashOf = (link: string) => new URL(link).hash;

describe("a run in a link", () => {
    test.each(["{}", JSON.stringify({ text: "Grüße, 你好 + / =" }), "x".repeat(300_000)])(
        "comes back whole",
        async (trace) => {
            const link = await runLink("https://example.org/page/", trace);
            expect(link).toMatch(/^https:\/\/example\.org\/page\/#run=[\w-]+$/);
            expect(await traceOf(hashOf(link))).toBe(trace);
        },
    );

    test("a damaged one is refused, and so is one that would fill the memory", async () => {
        await expect(traceOf("#run=%%%")).rejects.toThrow();
        await expect(traceOf("#run=AAAA")).rejects.toThrow();
        const bomb = await runLink("https://example.org/", "0".repeat(33 * 1024 * 1024));
        await expect(traceOf(hashOf(bomb))).rejects.toThrow(/too long/);
    });
});
