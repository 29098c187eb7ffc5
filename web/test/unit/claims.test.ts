// What several texts say alike.
import { expect, test } from "vitest";
import { claimsIn } from "../../src/features/run/model/claims.ts";

const said = (...texts: string[]) => claimsIn(texts).map((claim) => `${claim.texts.join()}: ${claim.text}`);

test("sentences of the same words are one claim, whoever says them and however they are set", () => {
    expect(
        said(
            "Go to bed at the **same time** every day. Avoid coffee after lunch.",
            "1. Try to go to bed at the same time every day.\n2. Keep your bedroom dark and quiet.",
            "- Keep the bedroom cool, dark and quiet.\n- Every day, go to bed at the same time!",
        ),
    ).toEqual([
        "0,1,2: Go to bed at the same time every day.",
        "1,2: Keep your bedroom dark and quiet.",
        "0: Avoid coffee after lunch.",
    ]);
});

test("what shares a few words only stays apart", () => {
    expect(said("Dogs need long walks every morning.", "Dogs need a warm place when it rains.")).toEqual([
        "0: Dogs need long walks every morning.",
        "1: Dogs need a warm place when it rains.",
    ]);
    expect(said("Paris is lovely.", "Paris.")).toEqual(["0: Paris is lovely."]);
});

test("a text is counted once, however often it says something", () => {
    const text = "Drink enough water daily. Drink enough water daily. Sleep eight hours.";
    expect(said(text, "Daily, drink enough water.")).toEqual([
        "0,1: Drink enough water daily.",
        "0: Sleep eight hours.",
    ]);
});

test("code, headings and tables are no sentences, and other scripts have words too", () => {
    expect(
        said("# Walk the dog daily\n```\nwalk the dog daily\n```\n| walk | dog daily |", "Walk the dog daily."),
    ).toEqual(["1: Walk the dog daily."]);
    expect(said("毎日同じ時間に寝ましょう。", "毎日同じ時間に寝ましょう。")[0]).toBe("0,1: 毎日同じ時間に寝ましょう。");
    expect(said("", "   ")).toEqual([]);
});

test("long texts are looked at in part", () => {
    const long = Array.from({ length: 500 }, (_, at) => `Sentence number ${at} says something about thing${at}.`).join(
        " ",
    );
    expect(claimsIn(Array.from({ length: 8 }, () => long)).length).toBe(60);
});
