// Files in a question: their text, or a picture beside it.
import { expect, test } from "vitest";
import { attach } from "../../src/features/question/attach.ts";

const file = (content: BlobPart, name = "notes.txt", type = "text/plain") => new File([content], name, { type });

test("its text stands behind the question, between marks that it does not hold", async () => {
    const { question, said } = await attach(file("a ```` b\n"), "What is this?\n", 0);
    expect(question).toBe("What is this?\n\nFile notes.txt:\n`````\na ```` b\n`````\n");
    expect(said).toMatch(/^notes\.txt \(0\.1 kB\)/);
    expect((await attach(file("x"), "", 0)).question).toBe("File notes.txt:\n```\nx\n```\n");
});

test.each([
    ["sound", file("x", "cat.mp3", "audio/mpeg"), /cat\.mp3 was not added: only text and pictures/],
    ["what is no picture", file("x", "cat.png", "image/png"), /cat\.png was not added: this browser cannot show it/],
    ["bytes that are no text", file(new Uint8Array([0xff, 0xfe, 0x41])), /not a text file/],
    ["text with a zero byte", file("a\0b"), /not a text file/],
    ["too much", file("x".repeat(200_001)), /the limit is/],
])("%s is refused with a reason, and the question stays", async (_what, given, reason) => {
    const { question, said } = await attach(given, "What is this?", 0);
    expect(question).toBeUndefined();
    expect(said).toMatch(reason);
});

test("a fifth picture is refused", async () => {
    const { picture, said } = await attach(file("x", "cat.png", "image/png"), "", 4);
    expect(picture).toBeUndefined();
    expect(said).toMatch(/at most 4 pictures/);
});
