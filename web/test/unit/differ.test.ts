// What differs between two texts, word by word.
import { expect, test } from "vitest";
import { differences, mostLetters, type Piece, read } from "../../src/features/run/model/differ.ts";

const shown = (pieces: readonly Piece[] = []) =>
    pieces.map(({ text, differs, also }) => (differs ? `[${text}${also.length ? ` ${also}` : ""}]` : text)).join("");

function pair(...texts: string[]): string[] {
    const found = differences(texts.map(read), 0, 1);
    return [shown(found?.left), shown(found?.right)];
}

test("the words that one of two texts has alone are marked, and nothing of either is lost", () => {
    expect(pair("The train leaves at 16:47 from platform 3.", "The train leaves at 17:02, from platform 3.")).toEqual([
        "The train leaves at [16:47] from platform 3.",
        "The train leaves at [17:02], from platform 3.",
    ]);
    expect(pair("It is not safe.", "It is safe.")).toEqual(["It is [not] safe.", "It is safe."]);
});

test("case, spacing, Markdown and separators of thousands are no difference; signs are", () => {
    expect(pair("- **The** sum is 1,200\n\neuros", "the sum is `1200` euros")).toEqual([
        "- **The** sum is 1,200\n\neuros",
        "the sum is `1200` euros",
    ]);
    expect(pair("so x is -3 here", "so x is 3 here")).toEqual(["so x is [-]3 here", "so x is 3 here"]);
});

test("small words in common do not split a difference", () => {
    expect(pair("Bake bread of rye slowly today", "Bake cakes of wheat quickly today")).toEqual([
        "Bake [bread of rye slowly] today",
        "Bake [cakes of wheat quickly] today",
    ]);
});

test("others who say the same in the same place are named", () => {
    expect(pair("The capital is Bonn today.", "The capital is Berlin today.", "The capital is Bonn.", "Bonn")).toEqual([
        "The capital is [Bonn 2] today.",
        "The capital is [Berlin] today.",
    ]);
});

test("texts in other scripts have words too", () => {
    expect(pair("東京は日本の首都です", "京都は日本の首都です")).toEqual([
        "[東京]は日本の首都です",
        "[京都]は日本の首都です",
    ]);
});

test("texts with nothing in common are not marked, and the end of very long ones is not compared", () => {
    expect(differences(["one two", "three four"].map(read), 0, 1)).toBeUndefined();
    const long = "word ".repeat(mostLetters);
    expect(differences([`${long} a`, `${long} b`].map(read), 0, 1)).toMatchObject({ cut: true });
    const [many, others] = ["a", "b"].map((of) => Array.from({ length: 900 }, (_, at) => `${of}${at}`).join(" "));
    expect(differences([`same ${many}`, `same ${others}`].map(read), 0, 1)).toBeUndefined();
});
