// The catalog of the page's words (web/README.md, "Words"): whole in each language, and chosen as the visitor wishes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import german from "../../src/languages/de/index.ts";

const root = fileURLToPath(new URL("../../src", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
const modules = import.meta.glob<Record<string, unknown>>("../../src/**/*{strings,own-program}.ts");

afterEach(() => {
    vi.unstubAllGlobals();
    vi.doUnmock("../../src/lib/language.ts");
    vi.resetModules();
});

/** Every file of words: what it exports, and its name in the catalog. */
const entries = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/export const (\w+) = words\(\s*"(\w+)"/g)].map(
        ([, exported = "", name = ""]) => ({ file, exported, name }),
    ),
);

/** All words as the page has them in the first of these languages that it speaks. */
async function catalogIn(...languages: string[]): Promise<Record<string, unknown>> {
    vi.stubGlobal("navigator", { languages });
    vi.resetModules();
    const all: Record<string, unknown> = {};
    for (const { file, exported, name } of entries) {
        all[name] = (await modules[`../../src/${file}`]?.())?.[exported];
    }
    return all;
}

/** What functions are called with that want something else than a number or a text. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
    "app.theme.label": ["auto"],
    "pool.presets.chosen": [["A", "B"], 2],
    "pool.ready.price": [{ input: 0.5, output: 12 }],
    "pool.prices": [{ input: 0.5, output: 12 }],
    "tab.facts": [1e8, 2e9, "MIT"],
    "tab.problems.quota": ["12000000"],
};

/** The texts that a function gives: for one and for several, else for words. */
function saidBy(say: (...given: unknown[]) => unknown, path: string): string[] {
    const given = samples[path];
    const tries = given ? [given] : [1, 2, 5].map((n) => Array(say.length).fill(n));
    try {
        return tries.map((args) => String(say(...args)));
    } catch {
        return [String(say(...Array(say.length).fill("abc")))];
    }
}

/** Each text by its path. */
function textsIn(words: unknown, path: string): [path: string, text: string][] {
    if (typeof words === "function") {
        return saidBy(words as (...given: unknown[]) => unknown, path).map((text) => [path, text]);
    }
    return typeof words === "object" && words !== null
        ? Object.entries(words).flatMap(([key, part]) => textsIn(part, `${path}.${key}`))
        : [[path, String(words)]];
}

/** Groups, lists and functions, but no texts: what both languages have in common. */
function shapeOf(words: unknown): unknown {
    return typeof words === "object" && words !== null
        ? Object.fromEntries(Object.entries(words).map(([key, part]) => [key, shapeOf(part)]))
        : typeof words;
}

/** The same in both languages: names, signs, codes, and words that German has taken over. */
const alike = new Set(
    `SMACS Esc Tab Passphrase Index Code Start Name Details Pause Test Tests Text Version Tokens Token Embedder JavaScript Python Filter
    Format Service Markdown Link Standard System Agreement Streaming Kandidat – ?`.split(/\s+/),
);
const sameInBoth = (text: string) => alike.has(text) || !/\p{L}{3}/u.test(text);

describe("the catalog", () => {
    test("has every file of words in each language, and no other", () => {
        expect(entries.length).toBeGreaterThan(25);
        expect(entries.map(({ name }) => name).toSorted()).toEqual(Object.keys(german).toSorted());
        const outside = files.filter(
            (file) => file.endsWith("strings.ts") && !entries.some((one) => one.file === file),
        );
        expect(outside).toEqual([]);
    });

    test("has no text that is not translated, and none too many", async () => {
        const format = await import("../../src/lib/format.ts");
        const english = await catalogIn("en-US");
        for (const [name, translate] of Object.entries(german)) {
            expect(shapeOf(translate(format)), name).toEqual(shapeOf(english[name]));
        }
    });

    test("says something in German wherever it does in English, and says it in German", async () => {
        const english = await catalogIn("en-US");
        const wrong: string[] = [];
        const left: string[] = [];
        const inGerman = await catalogIn("de-DE");
        for (const name of Object.keys(german)) {
            const translated = textsIn(inGerman[name], name);
            textsIn(english[name], name).forEach(([path, text], at) => {
                const [, said = ""] = translated[at] ?? [];
                if ((said === "") !== (text === "") || /undefined|NaN|\[object/.test(said)) {
                    wrong.push(`${path}: ${said}`);
                }
                if (said === text && !sameInBoth(text) && !spelt.has(path)) {
                    left.push(`${path}: ${text}`);
                }
            });
        }
        expect(wrong).toEqual([]);
        expect(left).toEqual([]);
    });

    test("mixes no English into German, and quotes as German does", async () => {
        const inGerman = await catalogIn("de-DE");
        const texts = Object.entries(inGerman).flatMap(([name, words]) => textsIn(words, name));
        expect(texts.length).toBeGreaterThan(1000);
        const foreign =
            /\b(the|and|of|is|are|with|this|that|from|for|your?|models?|answers?|questions?|which|when|kept|asked|have|has|more|keys?|its?|by|to|or)\b/i;
        expect(texts.filter(([path, text]) => foreign.test(text) && !spelt.has(path))).toEqual([]);
        const unpaired = texts.filter(
            ([, text]) => /”/.test(text) || text.split("„").length !== text.split("“").length,
        );
        expect(unpaired).toEqual([]);
    });

    test("takes only types from the page: what a language waits for may not wait for the language", () => {
        const translations = files.filter((file) => /^languages\/\w+\//.test(file));
        expect(translations.length).toBeGreaterThan(10);
        for (const file of translations) {
            const text = readFileSync(join(root, file), "utf8");
            expect([...text.matchAll(/^import (?!type ).* from "\.\.\//gm)], file).toEqual([]);
        }
    });
});

/** Texts that are not meant to be German: field names of files, names of tests, what is typed. */
const spelt = new Set(
    `calibrate.ownHint index.build.example index.column.example form.lastLineHelp index.problem.foreign rich.code
    sheet.terms.change question.examples.1.question
    route.benchmarks.misguided-attention route.benchmarks.trick-question-bench`.split(/\s+/),
);

describe("the language", () => {
    test("is the first that the browser asks for and the page speaks", async () => {
        const { firstOf } = await import("../../src/lib/language.ts");
        expect(firstOf(["fr-FR", "de-AT", "en-GB"])).toBe("de");
        expect(firstOf(["EN-us", "de"])).toBe("en");
        expect(firstOf(["tlh", "constructor"])).toBe("en");
        expect(firstOf([])).toBe("en");
    });

    test("is what the visitor chose before that", async () => {
        const kept = new Map<string, string>();
        vi.stubGlobal("localStorage", {
            getItem: (key: string) => kept.get(key) ?? null,
            setItem: (key: string, value: string) => kept.set(key, value),
            removeItem: (key: string) => kept.delete(key),
        });
        vi.stubGlobal("navigator", { languages: ["de-DE"] });
        vi.resetModules();
        const { keepLanguage, language, wantedLanguage } = await import("../../src/lib/language.ts");
        expect(language).toBe("de");
        keepLanguage("en");
        expect(wantedLanguage()).toBe("en");
        vi.resetModules();
        expect((await import("../../src/lib/language.ts")).language).toBe("en");
    });

    test("writes numbers, dates, lists and plurals", async () => {
        await catalogIn("de-DE");
        const format = await import("../../src/lib/format.ts");
        expect(format.count(12_345)).toBe("12.345");
        expect(format.percent(0.8312)).toBe("83,1");
        expect(format.amount(0.3)).toBe("0,30");
        expect(format.dollars(0.0042)).toBe("0,0042\u00a0$");
        expect(format.similarity(0.5)).toBe("0,500");
        expect(format.month("2026-08")).toBe("August 2026");
        expect(format.names(["A", "B", "C"])).toBe("A, B und C");
        expect([0, 1, 2].map((n) => format.plural(n, "Frage", "Fragen"))).toEqual(["Fragen", "Frage", "Fragen"]);
    });

    test("has as many forms of a word as it needs", async () => {
        vi.doMock("../../src/lib/language.ts", () => ({ language: "pl" }));
        vi.resetModules();
        const { plural } = await import("../../src/lib/format.ts");
        const files = (n: number) => plural(n, "plik", "pliku", { few: "pliki", many: "plików" });
        expect([1, 2, 5, 22, 1.5].map(files)).toEqual(["plik", "pliki", "plików", "pliki", "pliku"]);
    });

    test("leaves in English what it does not have", async () => {
        const pack = { some: () => ({ group: { one: "eins" }, list: ["a"] }) };
        vi.doMock("../../src/lib/language.ts", () => ({ language: "de", pack }));
        vi.resetModules();
        const { words } = await import("../../src/lib/words.ts");
        const english = { group: { one: "one", two: "two" }, list: ["x", "y"], say: (n: number) => `${n}` };
        expect(words("some", english)).toEqual({ ...english, group: { one: "eins", two: "two" }, list: ["a"] });
        expect(words("other", "only")).toBe("only");
    });

    test("that cannot be loaded leaves the page in English", async () => {
        vi.doMock("../../src/languages/de/index.ts", () => {
            throw new Error("offline");
        });
        const all = await catalogIn("de-DE");
        expect(all.history).toMatchObject({ title: "History" });
        expect((await import("../../src/lib/language.ts")).language).toBe("en");
        vi.doUnmock("../../src/languages/de/index.ts");
    });
});
