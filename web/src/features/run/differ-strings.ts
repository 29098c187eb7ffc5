// The words about what differs between two texts.
import { names, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const differStrings = words("differ", {
    title: "What differs",
    first: "First text",
    second: "Second text",
    count: (n: number) => `${n} ${plural(n, "difference", "differences")}, word by word.`,
    hint: "Point at a marked passage, or go to one with Tab and the arrow keys, to see who says it.",
    same: "Both texts say this in the same words.",
    apart: "These two texts have too few words in common to mark single ones.",
    cut: "Only the beginning of these long texts is compared.",
    few: "Two whole answers are needed to compare them.",
    only: (name: string) => `Only ${name} says this.`,
    also: (names: string) => `${names} say this.`,
    /** Around a marked passage, for those who cannot see the mark. */
    start: (name: string) => `[${name}: `,
    end: "]",
});

/** Of a passage that stands in the text of `own`, and so in those of `others`. */
export function whoSays(own: string, others: readonly string[]): string {
    return others.length > 0 ? differStrings.also(names([own, ...others])) : differStrings.only(own);
}
