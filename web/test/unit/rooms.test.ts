// The rooms of src and which may use which (web/README.md): dependence goes one way, and no two files need each other.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../src", import.meta.url));

/** A room may use those before it. */
const order = [
    "lib",
    "ui",
    "engine",
    "features/endpoint",
    "features/run",
    "features/history",
    "features/index",
    "features/map",
    "features/route",
    "features/tab",
    "features/calibrate",
    "features/personal",
    "features/overview",
    "features/evidence",
    "features/thread",
    "features/question",
    "features/help",
    "app",
    "languages",
];

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\/.*\.tsx?$/.test(file))
    .sort();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) =>
        join(dirname(file), match[1] ?? ""),
    );
}

function roomOf(file: string): string {
    const [first = "", second = ""] = file.split("/");
    return first === "features" ? `features/${second}` : first;
}

function isAllowed(from: string, to: string): boolean {
    const [user, used] = [order.indexOf(roomOf(from)), order.indexOf(roomOf(to))];
    if (roomOf(from) === "engine" && roomOf(to) === "ui") {
        return false;
    }
    // Components read the page's state where it is offered; what is not a component gets all it needs as arguments.
    return used >= 0 && (used <= user || (to === "app/context.ts" && from.endsWith(".tsx") && user > 2));
}

/** The files that can be reached from themselves. */
function circular(): string[] {
    const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean =>
        (imports.get(from) ?? []).some((next) => {
            if (next === wanted) {
                return true;
            }
            const fresh = !seen.has(next);
            seen.add(next);
            return fresh && reaches(next, wanted, seen);
        });
    return files.filter((file) => reaches(file, file));
}

describe("the rooms of the page", () => {
    test("are all known", () => {
        expect(files.length).toBeGreaterThan(200);
        expect([...new Set(files.map(roomOf))].sort()).toEqual(order.toSorted());
    });

    test("use only those before them", () => {
        const wrong = [...imports].flatMap(([from, all]) =>
            all.filter((to) => !isAllowed(from, to)).map((to) => `${from} uses ${to}`),
        );
        expect(wrong).toEqual([]);
    });

    test("hold no files that need each other", () => {
        expect(circular()).toEqual([]);
    });

    test("features/run/model is pure: no component, no signal", () => {
        const model = files.filter((file) => file.startsWith("features/run/model/"));
        expect(model.length).toBeGreaterThan(3);
        for (const file of model) {
            const text = readFileSync(join(root, file), "utf8");
            expect(text, file).not.toMatch(/from "(?:preact|@preact)/);
            expect(imports.get(file)?.some((to) => to.endsWith(".tsx"))).toBe(false);
        }
    });
});

/** What a sheet declares, as "selector property": in rules for some widths, or in others. */
function declared(css: string, ofWidths: boolean): Set<string> {
    const text = css.replaceAll(/\/\*.*?\*\//gs, "");
    const widths = [...text.matchAll(/@media \((?:min|max)-width[^{]*\{(.*?)\n\}/gs)].map(([, body]) => body ?? "");
    const part = ofWidths ? widths.join("") : widths.reduce((rest, body) => rest.replace(body, ""), text);
    return new Set(
        [...part.matchAll(/([^{}@]+)\{([^{}]*)\}/g)].flatMap(([, selectors = "", body = ""]) =>
            selectors
                .split(",")
                .flatMap((one) => [...body.matchAll(/([\w-]+):/g)].map(([, name]) => `${one.trim()} ${name}`)),
        ),
    );
}

test("rules for a width stand in the sheet whose rules they change, so that the order of loading is no matter", () => {
    const sheets = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
    const texts = new Map(sheets.map((file) => [file, readFileSync(join(root, file), "utf8")]));
    const wrong = [...texts].flatMap(([file, css]) => {
        const narrow = declared(css, true);
        return [...texts].flatMap(([other, text]) =>
            other === file
                ? []
                : [...declared(text, false)]
                      .filter((rule) => narrow.has(rule))
                      .map((rule) => `${file}: ${rule} of ${other}`),
        );
    });
    expect(sheets.length).toBeGreaterThan(10);
    expect(wrong.filter((rule) => !rule.endsWith("app/print.css"))).toEqual([]);
});

test("styles say start and end, so that they hold for writing from right to left", () => {
    const sheets = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
    const sided = /(?:^|[{;])\s*(?:[\w-]+-)?(?:left|right)(?:-[\w-]+)?\s*:|:\s*(?:left|right)\s*(?:;|$)/gm;
    // Four lengths, clockwise from the top.
    const four = /(?:margin|padding|inset):\s*(\S+) (\S+) (\S+) (\S+);/g;
    const wrong = sheets.flatMap((file) => {
        // Where a text itself says right, it means right.
        const css = readFileSync(join(root, file), "utf8")
            .replaceAll(/\/\*.*?\*\//gs, "")
            .replaceAll(/\[align="right"\] \{[^}]*\}/g, "");
        const sides = [...css.matchAll(four)].filter(([, , end, , start]) => end !== start);
        return [...[...css.matchAll(sided)], ...sides].map(([rule]) => `${file}: ${rule.trim()}`);
    });
    expect(wrong).toEqual([]);
});

/** Parts of the page that are controls, lie in a table, or are part of a line. */
const uncontained = ["input", "textarea", "bdi", "th"];

test("text that may come from anywhere is painted inside of its box", () => {
    const files = readdirSync(root, { recursive: true, encoding: "utf8" });
    const sheets = files.filter((file) => file.endsWith(".css")).map((file) => readFileSync(join(root, file), "utf8"));
    const contained = new Set(
        sheets
            .flatMap((css) => [...css.replaceAll(/\/\*.*?\*\//gs, "").matchAll(/([^{}]+)\{([^{}]*)\}/g)])
            .filter(([, , body = ""]) => /contain: paint|overflow: (hidden|clip|auto)/.test(body))
            .flatMap(([, selector = ""]) => selector.match(/\.[\w-]+|blockquote/g) ?? []),
    );
    const boxes = files
        .filter((file) => file.endsWith(".tsx"))
        .flatMap((file) => [
            ...readFileSync(join(root, file), "utf8").matchAll(/<(\w+)((?:[^<>]|=>)*?dir="auto"(?:[^<>]|=>)*?)>/g),
        ])
        .filter(([, tag = ""]) => !uncontained.includes(tag))
        .map(([, tag = "", attributes = ""]) => [
            tag,
            ...(attributes.match(/class=("[^"]*"|\{[^}]*\})/)?.[1]?.match(/[\w-]+/g) ?? []),
        ]);
    expect(boxes.length).toBeGreaterThan(10);
    const loose = boxes.filter(
        ([tag = "", ...classes]) => ![tag, ...classes.map((name) => `.${name}`)].some((one) => contained.has(one)),
    );
    // What RichText draws lies in parts, which are contained.
    expect(loose).toEqual([["div", "rich"]]);
});
