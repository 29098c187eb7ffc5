// Formulas as MathML, which browsers draw and read out themselves.
import temml from "temml";

/** What is longer is shown as it was written: nobody reads such a formula, and laying it out takes long. */
const longest = 1000;

/** Draws a formula in place of its source, which stays where it cannot be understood. */
export function fillMath(place: HTMLElement): void {
    const tex = place.textContent ?? "";
    if (tex.length > longest) {
        return;
    }
    try {
        temml.render(tex, place, {
            displayMode: place.dataset.math === "display",
            throwOnError: true,
            trust: false,
            maxExpand: 100,
            maxSize: [10, 10],
        });
        place.classList.add("rich-math");
    } catch {
        place.textContent = tex;
        place.classList.add("rich-source");
    }
}
