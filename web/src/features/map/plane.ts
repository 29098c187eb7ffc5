// Places on the map, as shares of its width and height: where the questions are, where a new one belongs, what is under a
// pointer, and where names of subjects fit.
import type { Dots } from "smacs";

export interface Place {
    x: number;
    y: number;
}

/** A spot is a cell; this is somewhere in it, always the same, so that rows of cells do not show as stripes. */
export function placeOf(dots: Dots, number: number): Place {
    const within = (salt: number) => 0.1 + 0.8 * ((Math.imul(number + salt, 0x9e3779b1) >>> 8) / 2 ** 24);
    return { x: ((dots.x[number] ?? 0) + within(1)) / 256, y: ((dots.y[number] ?? 0) + within(0x8000)) / 256 };
}

/** A part of the map as it is shown: what lies in its middle, and how much larger than the whole map it is. */
export interface View extends Place {
    zoom: number;
}

/** With a margin. */
export const wholeMap: View = { x: 0.5, y: 0.5, zoom: 0.94 };

/** Where a place of the map is in the view, as shares of that; outside 0 to 1 it cannot be seen. */
export function project({ x, y }: Place, view: View): Place {
    return { x: (x - view.x) * view.zoom + 0.5, y: (y - view.y) * view.zoom + 0.5 };
}

/** The inverse. */
export function unproject({ x, y }: Place, view: View): Place {
    return { x: (x - 0.5) / view.zoom + view.x, y: (y - 0.5) / view.zoom + view.y };
}

/** So near that most of the places are told apart, in a view that shows nothing beyond the map's edges. */
export function viewAround(middle: Place, places: readonly Place[], aspect: number): View {
    const far = places.map((place) => distance(middle, place, aspect)).sort((a, b) => a - b);
    const most = far[Math.ceil(0.8 * far.length) - 1] ?? 1;
    const zoom = Math.min(8, Math.max(2, 0.36 / Math.max(most, 1e-3)));
    const inside = (share: number) => Math.min(1 - 0.5 / zoom, Math.max(0.5 / zoom, share));
    return { x: inside(middle.x), y: inside(middle.y), zoom };
}

/**
 * Where a question with these nearest ones belongs: the place whose weighted distance to all of them is least (their
 * weighted median, by Weiszfeld's iteration). A mean would lie in the void between two groups; this stays with most of
 * them. A weight is a similarity's fourth power, as in the core's priors.
 */
export function placeAmong(dots: Dots, nearest: readonly { number?: number; similarity: number }[]): Place | undefined {
    const points = nearest.flatMap(({ number, similarity }) =>
        number === undefined || similarity <= 0 ? [] : [{ ...placeOf(dots, number), weight: similarity ** 4 }],
    );
    if (points.length === 0) {
        return undefined;
    }
    let place = weighted(points, () => 1);
    for (let round = 0; round < 50; round++) {
        const from = place;
        place = weighted(points, (point) => 1 / Math.max(1e-4, distance(from, point, dots.aspect)));
    }
    return place;
}

function weighted<T extends Place & { weight: number }>(points: readonly T[], factor: (point: T) => number): Place {
    let [x, y, all] = [0, 0, 0];
    for (const point of points) {
        const weight = point.weight * factor(point);
        x += weight * point.x;
        y += weight * point.y;
        all += weight;
    }
    return { x: x / all, y: y / all };
}

/** In heights of the map. */
export function distance(a: Place, b: Place, aspect: number): number {
    return Math.hypot((a.x - b.x) * aspect, a.y - b.y);
}

/** Finds the question nearest to a place, by cells, so that a pointer may move fast. */
export type Finder = (at: Place, reach: number) => number | undefined;

/** Cells a side. */
const side = 32;

export function finderOf(dots: Dots): Finder {
    const cells: number[][] = Array.from({ length: side * side }, () => []);
    const cell = (share: number) => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
    for (let i = 0; i < dots.x.length; i++) {
        const { x, y } = placeOf(dots, i);
        cells[cell(y) * side + cell(x)]?.push(i);
    }
    return (at, reach) => {
        let [best, least] = [undefined as number | undefined, reach];
        for (let row = cell(at.y - reach); row <= cell(at.y + reach); row++) {
            for (let column = cell(at.x - reach / dots.aspect); column <= cell(at.x + reach / dots.aspect); column++) {
                for (const i of cells[row * side + column] ?? []) {
                    const far = distance(at, placeOf(dots, i), dots.aspect);
                    if (far < least || (far === least && best === undefined)) {
                        [best, least] = [i, far];
                    }
                }
            }
        }
        return best;
    };
}

export interface Label extends Place {
    group: number;
}

/** A box around a place, in shares of the view. */
interface Box extends Place {
    width: number;
    height: number;
}

const touch = (a: Box, b: Box) =>
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** Lines by which a name may stand above or below its place. */
const shifts = [0, -1, 1, -2, 2];

/**
 * Where names stand: near their places, where they cover neither each other nor `taken`, inside the view. Earlier ones
 * come first; a name that finds no room is left out. `sizes`: of each name.
 */
export function placeNames(
    places: readonly (Place | undefined)[],
    sizes: readonly { width: number; height: number }[],
    taken: readonly Box[],
): Label[] {
    const boxes = [...taken];
    return places.flatMap((place, group) => {
        const { width, height } = sizes[group] ?? { width: 0, height: 0 };
        if (!place || place.x < 0 || place.x > 1 || place.y < 0 || place.y > 1) {
            return [];
        }
        const x = Math.min(1 - width / 2, Math.max(width / 2, place.x));
        const free = shifts
            .map((shift) => ({ x, y: place.y + shift * height, width, height }))
            .find((box) => box.y > height / 2 && box.y < 1 - height / 2 && !boxes.some((other) => touch(box, other)));
        if (free) {
            boxes.push(free);
        }
        return free ? [{ group, x, y: free.y }] : [];
    });
}

/** Where most questions of each group are close together: the mean place of those in the fullest of 16 x 10 windows. */
export function peaksOf(dots: Dots, groupOf: (number: number) => number, groups: number): (Place | undefined)[] {
    const [columns, rows] = [16, 10];
    const sums = Array.from({ length: groups }, () => new Float64Array(columns * rows * 3));
    for (let i = 0; i < dots.x.length; i++) {
        const { x, y } = placeOf(dots, i);
        const at = 3 * (Math.floor(y * rows) * columns + Math.floor(x * columns));
        const sum = sums[groupOf(i)];
        if (sum) {
            sum[at] = (sum[at] ?? 0) + 1;
            sum[at + 1] = (sum[at + 1] ?? 0) + x;
            sum[at + 2] = (sum[at + 2] ?? 0) + y;
        }
    }
    return sums.map((sum) => {
        let best = 0;
        for (let at = 0; at < sum.length; at += 3) {
            best = (sum[at] ?? 0) > (sum[best] ?? 0) ? at : best;
        }
        const count = sum[best] ?? 0;
        return count > 0 ? { x: (sum[best + 1] ?? 0) / count, y: (sum[best + 2] ?? 0) / count } : undefined;
    });
}

/** What a model did on a question. */
export type Outcome = "right" | "wrong" | "notAsked";

/** By a score in percent, as the dots have it; more than half of it is right. */
export function outcomeOf(score: number | undefined): Outcome {
    return score === undefined || score === 255 ? "notAsked" : score > 50 ? "right" : "wrong";
}

/** How many of these questions had which outcome. */
export function tally(dots: Dots, numbers: Iterable<number>): Record<Outcome, number> {
    const counts = { right: 0, wrong: 0, notAsked: 0 };
    for (const number of numbers) {
        counts[outcomeOf(dots.score[number])]++;
    }
    return counts;
}
