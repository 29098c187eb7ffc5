// Draws all questions as dots, in one pass a colour.
import type { Dots } from "smacs";
import { type Outcome, outcomeOf, placeOf, project, type View } from "./plane.ts";

export interface Look {
    /** In CSS pixels. */
    width: number;
    height: number;
    view: View;
    /** A CSS colour for each group. */
    colours: readonly string[];
    /** Of dots that a model was not run on. */
    faint: string;
    groupOf(number: number): number;
    /** Only this group in full colour. */
    emphasised: number | undefined;
    /** Show what the dots' model did: right is full, wrong is a ring, not asked is faint. */
    byOutcome: boolean;
}

interface Layer {
    colour: string;
    alpha: number;
    outcome: Outcome | undefined;
    numbers: number[];
}

export function drawDots(context: CanvasRenderingContext2D, dots: Dots, look: Look, ratio: number): void {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, look.width, look.height);
    // About a cell's width, but never so small that a dot cannot be seen.
    const radius = Math.min(3.5, Math.max(0.75, (look.width * look.view.zoom) / 256 / 2.2));
    for (const { colour, alpha, outcome, numbers } of layersOf(dots, look)) {
        context.globalAlpha = alpha;
        context.fillStyle = colour;
        context.strokeStyle = colour;
        context.lineWidth = Math.max(0.6, radius / 2);
        context.beginPath();
        const size = outcome === "notAsked" ? radius / 2 : radius;
        for (const number of numbers) {
            const place = project(placeOf(dots, number), look.view);
            const [x, y] = [place.x * look.width, place.y * look.height];
            if (x > -size && x < look.width + size && y > -size && y < look.height + size) {
                context.moveTo(x + size, y);
                context.arc(x, y, size, 0, 2 * Math.PI);
            }
        }
        if (outcome === "wrong") {
            context.stroke();
        } else {
            context.fill();
        }
    }
    context.globalAlpha = 1;
}

/** What is drawn first lies below: what was not asked, then groups out of focus. */
function layersOf(dots: Dots, look: Look): Layer[] {
    const layers = new Map<string, Layer>();
    for (let number = 0; number < dots.x.length; number++) {
        const group = look.groupOf(number);
        const outcome = look.byOutcome ? outcomeOf(dots.score[number]) : undefined;
        const inFocus = look.emphasised === undefined || look.emphasised === group;
        const key = outcome === "notAsked" ? `${outcome} ${inFocus}` : `${group} ${outcome}`;
        const layer = layers.get(key) ?? {
            colour: outcome === "notAsked" ? look.faint : (look.colours[group] ?? look.faint),
            alpha: inFocus ? 0.8 : 0.12,
            outcome,
            numbers: [],
        };
        layers.set(key, layer);
        layer.numbers.push(number);
    }
    const order = ({ outcome, alpha }: Layer) => (outcome === "notAsked" ? 0 : 2) + alpha;
    return [...layers.values()].sort((a, b) => order(a) - order(b));
}
