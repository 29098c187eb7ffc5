// Models in the tab: their weights' way into the browser, with what can go wrong on it, over made-up bytes that are no
// model; and, where real weights are kept, one short answer of the smallest.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madeCard, madeWeights, startWeights } from "../weights-server.mjs";
import { real } from "./real-weights.ts";
import { hasChromium, Visitor } from "./visitor.ts";

const question = "What is 12 times 4? Answer with the number.";

describe.skipIf(!hasChromium)("weights for the tab", () => {
    const bytes = madeWeights(8, 7);
    let host: Awaited<ReturnType<typeof startWeights>>;
    const list = { models: [] as object[] };
    beforeAll(async () => {
        host = await startWeights({ "made.gguf": bytes });
        list.models.push(madeCard("made", bytes, host.url));
    });
    afterAll(() => host?.close());
    const visitor = new Visitor(() => ({ weights: { folder: "/nowhere", list } }));

    const openSheet = async (page = visitor.page) => {
        await page.getByRole("button", { name: /^Connect models$|·/ }).click();
        await page.getByRole("dialog").waitFor();
        const summary = page.locator("dialog summary", { hasText: "Models that run in this tab" });
        if ((await summary.count()) > 0) {
            await summary.click();
        }
        await page.locator(".tab-models").waitFor();
        return page.locator(".tab-models .tab-model", { hasText: "made up for tests" });
    };
    const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

    test("are offered as a way on, with what they take", async () => {
        const way = visitor.page.locator(".ways-list > .tab-way");
        await expect.poll(() => way.innerText()).toContain("Models on this page");
        expect(await way.innerText()).toContain("2 MB, and about");
        expect(await button(visitor.page, "Ask with the models on this page, after fetching 2 MB").count()).toBe(1);
        expect(await visitor.violations()).toEqual([]);
    });

    test("that a closed tab left in the middle go on where they were", async () => {
        host.hold(0.6);
        const row = await openSheet();
        await button(visitor.page, "Fetch made").click();
        await expect
            .poll(async () => Number(await row.getByRole("progressbar").getAttribute("aria-valuenow")))
            .toBeGreaterThan(30);
        await visitor.reload();
        host.release();
        const after = await openSheet();
        await expect.poll(() => after.innerText()).toMatch(/MB of 2 MB fetched/);
        await button(visitor.page, "Resume fetching made").click();
        await expect.poll(() => after.innerText()).toContain("Ready");
        const [first] = host.ranges;
        expect(Number(/bytes=(\d+)-/.exec(first ?? "")?.[1])).toBeGreaterThan(0);
        expect(await visitor.violations()).toEqual([]);
        await visitor.reload();
        await button(visitor.page, /^This page · 1 model$/).waitFor();
    });

    test("stop on a click and when the connection breaks, and say so", async () => {
        host.hold(0.1);
        const row = await openSheet();
        await button(visitor.page, "Fetch made").click();
        await row.getByRole("progressbar").waitFor();
        await expect.poll(() => host.ranges.length).toBe(1);
        await row.getByRole("button", { name: "Stop fetching made" }).click();
        await button(visitor.page, /^(Fetch|Resume fetching) made$/).waitFor();
        await button(visitor.page, /^(Fetch|Resume fetching) made$/).click();
        await expect.poll(() => host.ranges.length).toBe(2);
        host.stop();
        await expect.poll(() => row.innerText()).toContain("The connection broke");
        host.release();
        await button(visitor.page, /^(Fetch|Resume fetching) made$/).click();
        await expect.poll(() => row.innerText()).toContain("Ready");
    });

    test("are fetched by one of two tabs, and are there for both", async () => {
        host.hold(0.1);
        const row = await openSheet();
        await button(visitor.page, "Fetch made").click();
        await row.getByRole("progressbar").waitFor();
        const other = await visitor.anotherTab();
        const there = await openSheet(other);
        await button(other, /^(Fetch|Resume fetching) made$/).click();
        await expect.poll(() => there.innerText()).toContain("Another tab is fetching it");
        host.release();
        await expect.poll(() => row.innerText()).toContain("Ready");
        await expect.poll(() => there.innerText()).toContain("Ready");
        expect(host.ranges.length).toBe(0);
    });

    test("for which there is no room say how much is wanted, and come when there is", async () => {
        host.release();
        const session = await visitor.context?.newCDPSession(visitor.page);
        const origin = new URL(visitor.site).origin;
        await session?.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000_000 });
        const row = await openSheet();
        await button(visitor.page, "Fetch made").click();
        await expect
            .poll(() => row.innerText())
            .toMatch(/There is not enough room in this browser's storage: \d MB more/);
        await session?.send("Storage.overrideQuotaForOrigin", { origin });
        await button(visitor.page, /^(Fetch|Resume fetching) made$/).click();
        await expect.poll(() => row.innerText()).toContain("Ready");
    });

    test("that were spoilt are not run; they come anew, and what is no model is said to be none", async () => {
        host.release();
        const { page } = visitor;
        await openSheet();
        await button(page, "Fetch made").click();
        await button(page, /^Use this/).click();
        await page.evaluate(async () => {
            const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("smacs-models");
            const folder = await root.getDirectoryHandle("made");
            const writer = await (await folder.getFileHandle("3")).createWritable({ keepExistingData: true });
            await writer.write({ type: "write", position: 99, data: new Uint8Array([1, 2, 3]) });
            await writer.close();
        });
        await page.getByLabel("Your question").fill(question);
        await button(page, /^Ask/).first().click();
        await expect
            .poll(() => page.locator("main").innerText())
            .toContain("This model's weights are missing or damaged");
        host.release();
        await openSheet();
        await button(page, "Resume fetching made").click();
        await button(page, "Remove made").waitFor();
        await expect.poll(() => host.ranges).toEqual(["bytes=786432-1048575"]);
        await button(page, /^Use this/).click();
        await page.getByLabel("Your question").fill(question);
        await button(page, /^Ask/).first().click();
        await expect.poll(() => page.locator("main").innerText()).toContain("The model could not run in this tab");
        await openSheet();
        await button(page, "Remove made").click();
        await button(page, "Remove it").click();
        await button(page, /^Connect models$/).waitFor();
    });

    test("from a file that is none say so", async () => {
        await openSheet();
        const field = visitor.page.getByLabel("GGUF file");
        await field.setInputFiles({
            name: "notes.gguf",
            mimeType: "text/plain",
            buffer: Buffer.from("My notes, at length"),
        });
        await expect.poll(() => visitor.page.locator(".tab-models").innerText()).toContain("This is not a GGUF file");
    });
});

// The model that is listed first is the smallest. `make test-models` takes the whole journey with all of them.
const [smallest] = real.list.models;
if (!smallest) {
    console.log("skipped: a real model in the tab needs weights (make demo or make test-models fetches some)");
}

describe.skipIf(!hasChromium)("weights of two models", () => {
    const list = { models: [] as object[] };
    let host: Awaited<ReturnType<typeof startWeights>>;
    beforeAll(async () => {
        const [one, two] = [madeWeights(2, 1), madeWeights(2, 2)];
        host = await startWeights({ "one.gguf": one, "two.gguf": two });
        list.models.push(madeCard("one", one, host.url), madeCard("two", two, host.url));
    });
    afterAll(() => host?.close());
    const visitor = new Visitor(() => ({ weights: { folder: "/nowhere", list } }));

    test("progress stays in sight from the first byte to the last", async () => {
        host.hold(0.5, "two.gguf");
        const way = visitor.page.locator(".tab-way");
        await way.getByRole("button", { name: /^Ask with the models on this page/ }).waitFor();
        for (const box of await way.getByRole("checkbox").all()) {
            await box.check();
        }
        await way.getByRole("button", { name: /^Ask with the models on this page/ }).click();
        await visitor.page.getByRole("button", { name: /^This page · 1 model$/ }).waitFor();
        await way.getByRole("progressbar").waitFor();
        await way.getByRole("button", { name: "Stop fetching two" }).click();
        await way.waitFor({ state: "detached" });
        host.release();
    });
});

describe.skipIf(!hasChromium || !smallest)("a real model in the tab", () => {
    const visitor = new Visitor(() => ({ weights: { folder: real.folder, list: { models: [smallest as object] } } }));

    test("is loaded, and answers a question in a few words", async () => {
        const { page } = visitor;
        await page.getByLabel("Your question").fill(question);
        await visitor.openOptions();
        await page.getByLabel("Maximum tokens per answer").fill("6");
        await page.getByRole("button", { name: /^Ask with the models on this page/ }).click();
        await visitor.finished();
        expect(await visitor.members("done").count()).toBe(1);
        expect((await visitor.kept().locator(".answer-text .rich").innerText()).trim()).not.toBe("");
    });
});
