// An index with vectors of a service: chosen in the sheet, told before anything is sent, and routed by.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOracle } from "../oracle-server.mjs";
import { outsideIndex } from "../other-embedder.ts";
import { hasChromium, Visitor } from "./visitor.ts";

const index = outsideIndex();
const host = "127.0.0.1:9";
const key = "sk-made-up-for-this-test";

describe.skipIf(!hasChromium || !index)("vectors of a service", () => {
    let oracle: Awaited<ReturnType<typeof startOracle>>;
    beforeAll(async () => {
        oracle = await startOracle(0.7);
    });
    afterAll(() => oracle?.close());
    const visitor = new Visitor();
    const sheet = () => visitor.page.getByRole("dialog", { name: "Indexes" });
    const openIndexes = async () => {
        await visitor.page.getByRole("navigation").getByRole("button", { name: /index/i }).click();
        await sheet().getByRole("table").waitFor();
    };
    /** Enters a service; it is not used yet. */
    const enter = async () => {
        await sheet().getByLabel("Service").selectOption("Another address");
        await sheet().getByText("Nothing is sent before you choose a service.").waitFor();
        await sheet().getByRole("textbox", { name: "Address", exact: true }).fill(`http://${host}`);
        await sheet().getByRole("button", { name: "Add", exact: true }).click();
        await sheet().getByLabel("Key", { exact: true }).fill(key);
        await sheet().getByText(`The text of your question goes to ${host}`).waitFor();
    };
    const choose = async () => {
        await sheet()
            .getByRole("button", { name: `Let ${host} make vectors` })
            .click();
        await sheet().getByText(`${host} makes the vectors.`).waitFor();
        await visitor.page.keyboard.press("Escape");
    };

    test("the text goes to the chosen service alone, once that was said, and is routed by its vector", async () => {
        const { page } = visitor;
        const asked: { input: string[]; key: string | undefined }[] = [];
        let embedding = [1, 2];
        await page.route(`http://${host}/v1/embeddings`, (route) => {
            const { input } = route.request().postDataJSON() as { input: string[] };
            asked.push({ input, key: route.request().headers().authorization });
            return route.fulfill({
                headers: { "access-control-allow-origin": "*" },
                json: { data: input.map((_, index) => ({ index, embedding })) },
            });
        });
        await openIndexes();
        await sheet().getByText("Load an index", { exact: true }).click();
        await sheet()
            .getByLabel(/^Files/)
            .setInputFiles({
                name: "mine.smx",
                mimeType: "application/octet-stream",
                buffer: Buffer.from(await (index as File).arrayBuffer()),
            });
        await enter();
        expect(await visitor.violations()).toEqual([]);
        expect(asked).toEqual([]);
        await choose();

        await page.getByLabel("Your question").fill("Why is that so?");
        await page.getByRole("alert").getByText("made-embed gave 2 numbers, not 3 as in this index").waitFor();
        embedding = [1, 2, 3];
        await page.getByRole("button", { name: "Try again" }).click();
        await expect.poll(() => page.locator(".chart-model").allTextContents()).toEqual(["Ada"]);
        await page.locator(".route").getByText(`The text of your question goes to ${host}`).waitFor();
        expect(await visitor.violations()).toEqual([]);
        const mine = { input: ["Why is that so?"], key: `Bearer ${key}` };
        expect(asked.filter(({ input }) => input[0] === mine.input[0])).toEqual([mine, mine]);

        // A model is calibrated with vectors of the same service.
        const button = (name: string | RegExp) => page.getByRole("button", { name });
        await visitor.connectFurther(oracle.url);
        await visitor.openSheet();
        await button(/^Details of/).click();
        await button(/^Calibrate/).click();
        await page.getByText(`The texts of all questions of the set go to ${host} too`).waitFor();
        await page.getByLabel("Maximum questions").fill("6");
        await button("Start").click();
        await button("Add it to the index").click();
        await page.getByRole("dialog").getByText("oracle is in the index now").waitFor();
        expect(oracle.asked.length).toBe(6);
        expect(new Set(asked.flatMap(({ input }) => input)).size).toBeGreaterThan(300);
        expect(await visitor.violations()).toEqual([]);
    });
});
