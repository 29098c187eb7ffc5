// Laws of what the page reads and draws, on inputs that a library draws. A failure prints the seed and the smallest input.
import fc from "fast-check";
import type { ModelMatch } from "smacs";
import { describe, expect, test } from "vitest";
import { matchModels, mergeMapping } from "../../src/engine/matching.ts";
import {
    HistoryFileError,
    isEntry,
    pack,
    readFile,
    type SavedRun,
    unpack,
    writeFile,
} from "../../src/features/history/record.ts";
import { toldTrace } from "../../src/features/run/recorded-trace.ts";
import { runLink, traceOf } from "../../src/lib/run-link.ts";
import { findDefinitions, splitBlocks, splitOn, upTo, usedIn } from "../../src/ui/rich/blocks.ts";
import { isWild, toHtml } from "../../src/ui/rich/grammar.ts";

/** Text with all that Markdown looks at. */
const markdown = fc
    .array(
        fc.oneof(
            fc.constantFrom(
                "\n",
                "\n\n",
                "# ",
                "- ",
                "1. ",
                "  ",
                "> ",
                "```",
                "~~~",
                "$$",
                "\\[",
                "\\]",
                "`",
                "*",
                "**",
            ),
            fc.constantFrom(
                "|a|b|\n|-|-|\n",
                "[x](y)",
                "![",
                "](",
                "<b>",
                "<!--",
                "&lt;",
                "[1]: https://a.example\n",
                "[1]",
            ),
            fc.string({ unit: "grapheme", maxLength: 12 }),
        ),
        { maxLength: 40 },
    )
    .map((parts) => parts.join(""));

describe("markdown", () => {
    test("is its blocks, the same ones however it grows", () => {
        fc.assert(
            fc.property(markdown, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
                expect(splitBlocks(text).join("")).toBe(text);
                let blocks: string[] = [];
                for (const to of cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b)) {
                    const growing = text.slice(0, to);
                    blocks = splitOn(blocks, growing);
                    expect(blocks).toEqual(splitBlocks(growing));
                }
            }),
        );
    });

    test("that is cut is its beginning, and its links lead only where it says", () => {
        fc.assert(
            fc.property(markdown, fc.nat(300), (text, limit) => {
                const cut = upTo(text, limit);
                expect(text.startsWith(cut) && cut.length >= Math.min(limit, text.length)).toBe(true);
                const definitions = findDefinitions(text);
                for (const block of splitBlocks(text)) {
                    for (const [, address] of usedIn(block, definitions)) {
                        expect(text).toContain(address);
                    }
                }
            }),
        );
    });

    test("becomes HTML without throwing", () => {
        fc.assert(
            fc.property(markdown, (text) => {
                for (const block of splitBlocks(text).filter((one) => !isWild(one))) {
                    expect(typeof toHtml(block, [])).toBe("string");
                }
            }),
        );
    });
});

const entry = fc.record({
    id: fc.uuid(),
    conversation: fc.uuid(),
    turn: fc.nat(9),
    startedAt: fc.nat(),
    changedAt: fc.nat(),
    question: fc.string({ unit: "grapheme" }),
    state: fc.constantFrom("running" as const, "done" as const),
    answer: fc.string({ unit: "grapheme" }),
    model: fc.string(),
    degraded: fc.array(fc.string(), { maxLength: 2 }),
    calls: fc.nat(99),
    cost: fc.option(fc.double({ min: 0, max: 99, noNaN: true, noDefaultInfinity: true }).map(Math.abs), {
        nil: undefined,
    }),
    trace: fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
    partials: fc.dictionary(fc.nat(9).map(String), fc.string(), { maxKeys: 2 }),
    notes: fc.record({ a: fc.string() }),
});

describe("the history", () => {
    test("gives back what was packed, and nothing of what was changed into something else", () => {
        fc.assert(
            fc.property(entry, fc.jsonValue({ maxDepth: 2 }), fc.nat(15), (run, other, at) => {
                const { entry: listed, heavy } = pack(run as Omit<SavedRun, "size">);
                expect(unpack(listed, heavy)).toEqual({ ...run, size: listed.size });
                const key = Object.keys(listed)[at % Object.keys(listed).length] ?? "id";
                const changed = unpack({ ...listed, [key]: other }, heavy);
                expect(changed === undefined || isEntry(changed)).toBe(true);
                expect(unpack(other, heavy) === undefined || isEntry(other)).toBe(true);
            }),
        );
    });

    test("of a file is read as it was written; a changed file is read or refused", async () => {
        const runs = fc.array(entry, { maxLength: 3 });
        await fc.assert(
            fc.asyncProperty(runs, fc.nat(), fc.string({ maxLength: 3 }), async (saved, at, put) => {
                const whole = saved.map((run) => ({ ...run, size: 1 }) as SavedRun);
                const text = await (await writeFile(each(whole))).text();
                expect(readFile(text).map(({ id, trace }) => [id, trace])).toEqual(
                    whole.map(({ id, trace }) => [id, trace]),
                );
                const place = at % (text.length + 1);
                try {
                    readFile(text.slice(0, place) + put + text.slice(place + put.length));
                } catch (error) {
                    expect(error).toBeInstanceOf(HistoryFileError);
                }
            }),
            { numRuns: 60 },
        );
    });
});

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
    yield* items;
}

describe("a trace", () => {
    test("of any form is told with what it should have", () => {
        const any = fc.jsonValue({ maxDepth: 3 });
        const step = fc.record({ event: any, actions: any }, { requiredKeys: [] });
        const trace = fc.record(
            { version: any, request: any, steps: fc.oneof(any, fc.array(step)) },
            { requiredKeys: [] },
        );
        fc.assert(
            fc.property(fc.oneof(any, trace), (value) => {
                const { version, request, steps } = toldTrace(JSON.stringify(value));
                expect([typeof version, typeof request.question, Array.isArray(request.pool)]).toEqual([
                    "string",
                    "string",
                    true,
                ]);
                for (const { event, actions } of steps) {
                    expect(["begin", "completed", "failed"]).toContain(event.type);
                    expect(actions.every(({ type }) => type === "call")).toBe(true);
                }
            }),
        );
    });

    test("in a link comes out as it went in; a changed link is refused or read", async () => {
        await fc.assert(
            fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), fc.nat(), async (trace, at) => {
                const hash = (await runLink("", trace)).slice(0);
                expect(await traceOf(hash)).toBe(trace);
                const place = 5 + (at % (hash.length - 5));
                const read = await traceOf(`${hash.slice(0, place)}A${hash.slice(place + 1)}`).catch(
                    (error: unknown) => error,
                );
                expect(typeof read === "string" || read instanceof Error).toBe(true);
            }),
            { numRuns: 60 },
        );
    });
});

describe("matching", () => {
    const name = fc.constantFrom<string>("a", "b", "constructor", "__proto__", "toString", "c");
    const id = fc.constantFrom<string>("a", "b:free", "x/b", "constructor", "long-id-of-a", "__proto__");

    test("gives each id to one model at most, and only ids that are served", () => {
        const match = fc.record({
            id,
            model: fc.option(name),
            from: fc.constant(null),
            prior: fc.constant(null),
            error: fc.constant(null),
        });
        const matches = fc.uniqueArray(match, { selector: (one) => one.id });
        fc.assert(
            fc.property(matches, fc.dictionary(name, fc.oneof(id, fc.constant(""))), (found, saved) => {
                const ids = found.map((one) => one.id);
                const automatic = matchModels(() => found as unknown as ModelMatch[], ids);
                for (const [model, given] of automatic) {
                    expect(found).toContainEqual(expect.objectContaining({ id: given, model }));
                }
                const mapping = mergeMapping(automatic, saved, ids);
                const given = Object.entries(mapping).filter(([, one]) => one !== "");
                expect(given.every(([, one]) => ids.includes(one))).toBe(true);
                const chosen = new Set(Object.keys(saved));
                const byItself = given.filter(([model]) => !chosen.has(model)).map(([, one]) => one);
                expect(new Set(byItself).size).toBe(byItself.length);
            }),
        );
    });
});
