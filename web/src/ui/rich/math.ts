// Formulas as MathML, which browsers draw and read out themselves.
import temml from "temml";
import { scrollable } from "./markdown.ts";
import { richStrings } from "./strings.ts";

/** What is longer or deeper is shown as it was written: nobody reads such a formula, and laying it out takes long. */
const longest = 1000;
const deepest = 24;
/** What is longer may not fit its line, and has to be reached by keyboard to be scrolled. */
const wide = 60;
const far = /(?<![\d.])(?:[3-9]\d|\d{3,})(?:\.\d+)?e[mx]|(?<![\d.])\d{4,}(?:\.\d+)?p[tx]/;
const unwanted = ["id", "name", "href", "src", "mathsize", "tabindex"];

/** What was drawn lately: a text that grows shows its formulas again and again. Undefined: cannot be drawn. */
const drawn = new Map<string, Node | undefined>();
const most = 500;

const keyOf = (place: HTMLElement) => `${place.dataset.math} ${place.textContent}`;

export const isDrawn = (place: HTMLElement) => drawn.has(keyOf(place));

/** Draws a formula in place of its source, which stays where it cannot be understood. */
export function fillMath(place: HTMLElement): void {
    const key = keyOf(place);
    if (!drawn.has(key)) {
        const [oldest] = drawn.size >= most ? drawn.keys() : [];
        if (oldest !== undefined) {
            drawn.delete(oldest);
        }
        drawn.set(key, draw(place.textContent ?? "", place.dataset.math === "display"));
    }
    const node = drawn.get(key);
    if (node) {
        place.replaceChildren(node.cloneNode(true));
        place.classList.add("rich-math");
        if (place.dataset.math === "display" && key.length > wide) {
            scrollable(place, richStrings.formula);
        }
    } else {
        place.classList.add("rich-source");
    }
}

function draw(tex: string, displayMode: boolean): Node | undefined {
    // A reference is to the place of another formula, and there are no such places.
    if (tex.length > longest || /\\(?:eq)?ref(?![a-z])/i.test(tex)) {
        return undefined;
    }
    const place = document.createElement("span");
    try {
        temml.render(tex, place, { displayMode, throwOnError: true, trust: false, maxExpand: 100, maxSize: [10, 10] });
    } catch {
        return undefined;
    }
    const [math] = place.children;
    return math && clean(math, 0) ? math : undefined;
}

/**
 * Takes away names and links, which would be the page's, and sizes of letters. False: too deep, or too wide or
 * tall.
 */
function clean(element: Element, depth: number): boolean {
    if ([...element.attributes].some(({ value }) => far.test(value))) {
        return false;
    }
    for (const name of unwanted) {
        element.removeAttribute(name);
    }
    if (element instanceof MathMLElement || element instanceof HTMLElement) {
        element.style.fontSize = "";
    }
    return depth < deepest && [...element.children].every((child) => clean(child, depth + 1));
}
