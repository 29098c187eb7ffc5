// The map: where questions lie, where a new one belongs, what is under a pointer, which subject has which colour.
import fc from "fast-check";
import type { Dots, Neighbour, Route } from "smacs";
import { questionInfo, questionMap } from "smacs/map";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/engine/core.ts";
import { drawDots } from "../../src/features/map/draw.ts";
import { lineOf, mainSubject, nearestOf, nearnessWords } from "../../src/features/map/model.ts";
import {
    distance,
    finderOf,
    outcomeOf,
    peaksOf,
    placeAmong,
    placeNames,
    placeOf,
    project,
    tally,
    unproject,
    viewAround,
    wholeMap,
} from "../../src/features/map/plane.ts";
import { most, subjectsOf } from "../../src/features/map/subjects.ts";
import { realEngine } from "../real-engine.ts";

const dotsOf = (spots: readonly (readonly [x: number, y: number])[], score: number[] = []): Dots => ({
    x: Uint8Array.from(spots, ([x]) => x),
    y: Uint8Array.from(spots, ([, y]) => y),
    aspect: 1.6,
    domain: new Uint16Array(spots.length),
    score: Uint8Array.from(spots, (_, at) => score[at] ?? 255),
});
const spots = fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 300 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const namesOf = ({ benchmark, category }: { benchmark: string | null; category: string | null }) =>
    [benchmark, category].filter((name) => name !== null);

describe("the plane", () => {
    test("a question lies in its own cell", () => {
        fc.assert(
            fc.property(spots, (all) => {
                const dots = dotsOf(all);
                for (const [at, [x, y]] of all.entries()) {
                    const place = placeOf(dots, at);
                    expect([Math.floor(place.x * 256), Math.floor(place.y * 256)]).toEqual([x, y]);
                }
            }),
        );
    });

    test("the pointer finds what a look at all questions finds", () => {
        fc.assert(
            fc.property(spots, share, share, fc.double({ min: 0.001, max: 0.6, noNaN: true }), (all, x, y, reach) => {
                const dots = dotsOf(all);
                const far = all.map((_, at) => distance({ x, y }, placeOf(dots, at), 1.6));
                const least = Math.min(...far);
                const found = finderOf(dots)({ x, y }, reach);
                expect(found === undefined ? undefined : far[found]).toBe(least <= reach ? least : undefined);
            }),
        );
    });

    test("a question belongs where most of its nearest are, not between two groups", () => {
        const dots = dotsOf([
            [40, 40],
            [42, 41],
            [41, 43],
            [39, 42],
            [220, 200],
        ]);
        const near = [0, 1, 2, 3, 4].map((number) => ({ number, similarity: 0.9 }));
        const place = placeAmong(dots, near);
        expect(distance(place ?? { x: 9, y: 9 }, { x: 41 / 256, y: 42 / 256 }, 1.6)).toBeLessThan(0.02);
        expect(placeAmong(dots, [])).toBeUndefined();
        expect(placeAmong(dots, [{ similarity: 0.9 }, { number: 1, similarity: 0 }])).toBeUndefined();
        const one = placeAmong(dots, [{ number: 4, similarity: 0.5 }]);
        expect(one?.x).toBeCloseTo(placeOf(dots, 4).x, 6);
    });

    test("a more similar question counts for more", () => {
        const dots = dotsOf([
            [0, 128],
            [255, 128],
        ]);
        const x = (left: number, right: number) =>
            placeAmong(dots, [
                { number: 0, similarity: left },
                { number: 1, similarity: right },
            ])?.x ?? 0.5;
        expect(x(0.9, 0.5)).toBeLessThan(0.2);
        expect(x(0.5, 0.9)).toBeGreaterThan(0.8);
    });

    test("a view shows its middle, nothing beyond the edges, and can be inverted", () => {
        fc.assert(
            fc.property(
                share,
                share,
                fc.array(fc.record({ x: share, y: share }), { maxLength: 10 }),
                (x, y, places) => {
                    const view = viewAround({ x, y }, places, 1.6);
                    const [first, last] = [unproject({ x: 0, y: 0 }, view), unproject({ x: 1, y: 1 }, view)];
                    expect(Math.min(first.x, first.y)).toBeGreaterThan(-1e-9);
                    expect(Math.max(last.x, last.y)).toBeLessThan(1 + 1e-9);
                    const middle = project({ x, y }, view);
                    expect(Math.min(middle.x, middle.y)).toBeGreaterThan(-1e-9);
                    expect(Math.max(middle.x, middle.y)).toBeLessThan(1 + 1e-9);
                    expect(unproject(middle, view).x).toBeCloseTo(x, 9);
                },
            ),
        );
        expect(project({ x: 0.5, y: 0.5 }, wholeMap)).toEqual({ x: 0.5, y: 0.5 });
    });

    test("names cover neither each other nor your question, and stay in the view", () => {
        const box = { width: 0.2, height: 0.06 };
        const places = fc.array(fc.record({ x: share, y: share }), { maxLength: 8 });
        fc.assert(
            fc.property(places, share, share, (wanted, x, y) => {
                const you = { x, y, width: 0.1, height: 0.1 };
                const names = placeNames(
                    wanted,
                    wanted.map(() => box),
                    [you],
                );
                for (const [at, name] of names.entries()) {
                    expect(Math.abs(name.x - 0.5)).toBeLessThanOrEqual(0.4 + 1e-9);
                    for (const other of names.slice(0, at)) {
                        const apart = Math.abs(name.x - other.x) >= 0.2 || Math.abs(name.y - other.y) >= 0.06;
                        expect(apart).toBe(true);
                    }
                    expect(Math.abs(name.x - x) >= 0.15 || Math.abs(name.y - y) >= 0.08).toBe(true);
                }
            }),
        );
        expect(placeNames([{ x: 0.5, y: 0.5 }, undefined, { x: 2, y: 0.5 }], [box, box, box], [])).toEqual([
            { group: 0, x: 0.5, y: 0.5 },
        ]);
    });

    test("a name stands where most of its questions are", () => {
        const dots = dotsOf([
            [10, 10],
            [200, 100],
            [201, 101],
            [100, 240],
        ]);
        const [first, second, none] = peaksOf(dots, (number) => (number === 3 ? 1 : 0), 3);
        expect(Math.round((first?.x ?? 0) * 256)).toBe(201);
        expect(Math.floor((second?.y ?? 0) * 256)).toBe(240);
        expect(none).toBeUndefined();
    });

    test("more than half of a score is right, and 255 is no score", () => {
        expect([100, 51, 50, 0, 255, undefined].map(outcomeOf)).toEqual([
            "right",
            "right",
            "wrong",
            "wrong",
            "notAsked",
            "notAsked",
        ]);
        const dots = dotsOf(
            [
                [0, 0],
                [1, 0],
                [2, 0],
            ],
            [100, 0],
        );
        expect(tally(dots, [0, 1, 2, 2])).toEqual({ right: 1, wrong: 1, notAsked: 2 });
    });
});

describe("subjects", () => {
    const domain = (benchmark: string | null, category?: string, questions = 10) => ({
        benchmark,
        questions,
        ...(category === undefined ? {} : { category }),
    });

    test("go by the category first, then by the test", () => {
        const { groups, ofDomain } = subjectsOf({
            domains: [domain("mmlu-pro", "health"), domain("gsm"), domain("mmlu-pro", "math"), domain("mixed")],
        });
        expect(groups.map(({ name, questions }) => [name, questions])).toEqual([
            ["Mathematics", 20],
            ["Medicine and biology", 10],
            ["Everything else", 10],
        ]);
        expect(ofDomain).toEqual([1, 0, 0, 2]);
    });

    test("of an index with other words are its largest tests", () => {
        const domains = Array.from({ length: 12 }, (_, at) =>
            domain(`own test ${"abcdefghijkl"[at]}`, undefined, at + 1),
        );
        const { groups, ofDomain } = subjectsOf({ domains });
        expect(groups.length).toBe(most);
        expect(groups[0]).toEqual({ name: "own test l", questions: 12 });
        expect(groups.at(-1)).toEqual({ name: "Everything else", questions: 15 });
        expect(ofDomain[11]).toBe(0);
        expect(ofDomain[0]).toBe(most - 1);
    });

    test("never exceed the colours, and count every question", () => {
        const words = fc.constantFrom(
            "math",
            "law",
            "own",
            "sql",
            "zebra",
            "x1",
            "x2",
            "x3",
            "x4",
            "x5",
            "x6",
            "x7",
            "x8",
        );
        const domains = fc.array(fc.tuple(fc.option(words), fc.nat(50)), { minLength: 1, maxLength: 30 });
        fc.assert(
            fc.property(domains, (all) => {
                const given = all.map(([benchmark, questions]) => domain(benchmark, undefined, questions + 1));
                const { groups, ofDomain } = subjectsOf({ domains: given });
                const sum = (list: readonly { questions: number }[]) =>
                    list.reduce((n, { questions }) => n + questions, 0);
                expect(groups.length).toBeLessThanOrEqual(most);
                expect(sum(groups)).toBe(sum(given));
                expect(ofDomain.every((at) => at >= 0 && at < groups.length)).toBe(true);
            }),
        );
    });
});

describe("in words", () => {
    const neighbour = (more: Partial<Neighbour>): Neighbour => ({
        id: "q",
        similarity: 0.8,
        source: null,
        benchmark: "test",
        category: null,
        ...more,
    });

    test("a question is its text, else its key words, else where it is from", () => {
        const solved = { by: 3, of: 1200 };
        expect(lineOf(neighbour({ text: "Why?", keywords: ["a"] }), namesOf)).toBe("Why? · test");
        expect(lineOf(neighbour({ text: null, keywords: ["a", "b"], solved }), namesOf)).toBe(
            "a, b · test · solved by 3 of 1,200 models",
        );
        expect(lineOf(neighbour({ solved: { by: 0, of: 0 } }), namesOf)).toBe("test");
        expect(lineOf(neighbour({ category: "law" }), namesOf)).toBe("test · law");
    });

    test("how near the nearest are follows the core", () => {
        const route = (nearness: Route["nearness"], similarity: number) =>
            ({ nearness, neighbours: [neighbour({ similarity, number: 7 })] }) as Route;
        expect(nearnessWords(route("near", 0.99))).toMatch(/almost the same/);
        expect(nearnessWords(route("near", 0.8))).toMatch(/close to yours/);
        expect(nearnessWords(route("far", 0.99))).toMatch(/few questions/);
        expect(nearnessWords(route("none", 0.3))).toMatch(/not on the map/);
        expect(nearestOf(route("none", 0.3))).toEqual([]);
        expect(nearestOf(route("far", 0.3)).map(({ number }) => number)).toEqual([7]);
    });

    test("the subject of most is told, but not that it is everything else", () => {
        const groups = ["Law", "Everything else"].map((name) => ({ name, questions: 1 }));
        const subjects = { groups, ofDomain: [0, 1, 0] };
        expect(mainSubject([0, 2, 1], subjects)).toEqual({ name: "Law", count: 2 });
        expect(mainSubject([1, 1, 0], subjects)).toBeFalsy();
        expect(mainSubject([], subjects)).toBeFalsy();
    });
});

test("dots are drawn by subject, and by outcome where a model is chosen", () => {
    const calls: string[] = [];
    const context = new Proxy({} as CanvasRenderingContext2D, {
        get:
            (_, name) =>
            (...args: number[]) =>
                calls.push(name === "arc" ? `arc ${args.slice(0, 2).map(Math.round).join()}` : String(name)),
        set: (_, name, value) => {
            if (name === "fillStyle" || name === "globalAlpha") {
                calls.push(`${String(name)} ${value}`);
            }
            return true;
        },
    });
    const dots = dotsOf(
        [
            [0, 0],
            [128, 128],
            [64, 64],
        ],
        [100, 0],
    );
    const look = {
        width: 256,
        height: 160,
        view: { x: 0.5, y: 0.5, zoom: 1 },
        colours: ["red", "blue"],
        faint: "grey",
        groupOf: (number: number) => number % 2,
        emphasised: undefined,
        byOutcome: false,
    };
    const drawn = () => calls.splice(0).filter((call) => /^(arc|fill|stroke)/.test(call));
    drawDots(context, dots, look, 1);
    expect(drawn()).toEqual([
        "fillStyle red",
        expect.stringMatching(/^arc 0,0|^arc 1,/),
        expect.stringMatching(/^arc 6[45],4/),
        "fill",
        "fillStyle blue",
        expect.stringMatching(/^arc 12[89],8/),
        "fill",
    ]);
    drawDots(context, dots, { ...look, byOutcome: true, emphasised: 1 }, 1);
    const byOutcome = drawn();
    expect(byOutcome.filter((call) => call.startsWith("fillStyle"))).toEqual([
        "fillStyle grey",
        "fillStyle red",
        "fillStyle blue",
    ]);
    expect(byOutcome.at(-1)).toBe("stroke"); // the one in focus, wrong, is a ring above the others
});

describe("the default index", () => {
    let engine: Engine;
    beforeAll(async () => {
        engine = await realEngine();
    });
    afterAll(() => engine.dispose());

    test("has a map on which a question lies among its subject's, by its nearest", () => {
        const dots = questionMap(engine.index);
        expect(dots?.x.length).toBe(engine.info.questions);
        const { groups, ofDomain } = subjectsOf(engine.info);
        expect(groups.length).toBe(most);
        expect(groups.at(-1)?.questions).toBeLessThan(engine.info.questions / 4);
        const near = nearestOf(engine.route("Which enzyme unwinds DNA during replication?", {}));
        expect(near.length).toBe(10);
        const place = dots && placeAmong(dots, near);
        const at = dots && place ? finderOf(dots)(place, 0.05) : undefined;
        expect(groups[ofDomain[dots?.domain[at ?? 0] ?? 0] ?? 0]?.name).toBe("Medicine and biology");
        const [first] = near;
        const info = questionInfo(engine.index, first?.number ?? -1);
        expect(info.keywords).toEqual(first?.keywords);
        expect([info.benchmark, info.category]).toEqual([first?.benchmark, first?.category]);
        expect(() => questionInfo(engine.index, engine.info.questions)).toThrow();
    });

    test("tells a model's results question by question", () => {
        const model = engine.info.models.find(({ scored }) => scored > 1000);
        const dots = questionMap(engine.index, model?.name);
        const counts = dots && tally(dots, dots.x.keys());
        expect((counts?.right ?? 0) + (counts?.wrong ?? 0)).toBe(model?.scored);
        expect(questionMap(engine.index, "no such model")?.score.every((score) => score === 255)).toBe(true);
    });
});
