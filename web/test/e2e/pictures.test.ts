// Pictures in a question: added, shown, sent to those who take them, kept with the run.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const blind = "Yi-1.5-34B-Chat";
const seeing = "gemma-2-9b-it";
/** As OpenRouter's list says it. */
const listed = [{ id: blind }, { id: seeing, architecture: { input_modalities: ["text", "image"] } }];

describe.skipIf(!hasChromium)("pictures", () => {
    const visitor = new Visitor();
    const note = () => visitor.page.getByText("Only models that take pictures are asked");

    /** A picture twice as wide as it may be, drawn by the browser itself. */
    async function draw(): Promise<Buffer> {
        const bytes = await visitor.page.evaluate(async () => {
            const canvas = new OffscreenCanvas(3136, 40);
            canvas.getContext("2d")?.fillRect(0, 0, 1000, 20);
            return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
        });
        return Buffer.from(bytes);
    }

    const add = async (name = "bars.png") =>
        visitor.page
            .getByLabel("File or picture to add")
            .setInputFiles({ name, mimeType: "image/png", buffer: await draw() });

    /** Drops a picture on the question, as from a folder. */
    const drop = async (name: string) =>
        visitor.page.locator("form.composer").evaluate(
            (form, [bytes, called]) => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(bytes)], called, { type: "image/png" }));
                const how = { dataTransfer: data, bubbles: true, cancelable: true };
                const over = form.dispatchEvent(new DragEvent("dragover", how));
                form.dispatchEvent(new DragEvent("drop", how));
                return !over; // it is taken, so the browser does not leave the page for it
            },
            [[...(await draw())], name] as const,
        );

    /** What was asked of whom, with the parts of the last message. */
    const asked = (server: Awaited<ReturnType<typeof visitor.serve>>) =>
        server.requests
            .filter(({ url }) => url?.endsWith("/chat/completions"))
            .map(
                ({ body }) =>
                    [body.model, (body.messages as { content: unknown }[]).map(({ content }) => content)] as const,
            );

    test("goes to models that take one, comes back with the run, and goes along with a follow-up", async () => {
        const server = await visitor.serve({ models: listed });
        await visitor.connect(server.url);
        await visitor.write("How many bars are there?");
        await add();
        await visitor.page.getByText("bars.png goes with your question, at 1568 × 20 pixels").waitFor();
        expect(await note().textContent()).toContain("1 of the 2");
        expect(await visitor.violations({ within: ".composer" })).toEqual([]);
        await visitor.askAndWait();
        const [[model, [content]] = ["", []]] = asked(server);
        expect(model).toBe(seeing);
        expect(content).toEqual([
            { type: "image_url", image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) } },
            { type: "text", text: "How many bars are there?" },
        ]);
        await visitor.reload();
        await visitor.page.locator(".asked-pictures img").waitFor();
        await visitor.page.getByLabel("Your question").fill("And which is the longest?");
        await visitor.page.getByText("The picture above in this conversation goes along.").waitFor();
        await visitor.ask();
        await visitor.finished();
        const last = asked(server).at(-1);
        expect(last?.[0]).toBe(seeing);
        expect(last?.[1]).toEqual([content, expect.any(String), "And which is the longest?"]);
    });

    test("of a question not asked yet it is still there after a reload", async () => {
        const server = await visitor.serve({ models: listed });
        await visitor.connect(server.url);
        await visitor.write("How many bars are there?");
        await add();
        const shown = visitor.page.locator(".pictures img");
        await shown.waitFor();
        const address = await shown.getAttribute("src");
        await visitor.page.waitForFunction(() =>
            Object.keys(sessionStorage).some((key) => key.includes("draft-pictures")),
        );
        await visitor.page.reload();
        await shown.waitFor();
        expect(await shown.getAttribute("src")).toBe(address);
        await visitor.page.getByRole("button", { name: "Remove bars.png" }).click();
        await visitor.page.waitForFunction(
            () => !Object.keys(sessionStorage).some((key) => key.includes("draft-pictures")),
        );
        await visitor.reload();
        expect(await shown.count()).toBe(0);
    });

    test("is left out of a link, which says so", async () => {
        const server = await visitor.serve({ models: listed });
        await visitor.connect(server.url);
        await visitor.write("How many bars are there?");
        await add();
        await visitor.page.locator(".pictures img").waitFor();
        await visitor.askAndWait();
        await visitor.page.getByText("do not contain the picture").waitFor();
        await visitor.context?.grantPermissions(["clipboard-read", "clipboard-write"]);
        await visitor.page.getByRole("button", { name: "Copy a link" }).click();
        await visitor.page.getByText("Link copied").waitFor();
        const link = await visitor.page.evaluate(() => navigator.clipboard.readText());
        await visitor.open();
        await visitor.page.goto(link);
        await visitor.page.getByText("The models saw a picture that is not here").waitFor();
        await visitor.page.getByTestId("kept").waitFor();
    });

    test("is not sent where nobody is known to take one, until the visitor knows better", async () => {
        const server = await visitor.serve({ models: [blind] });
        await visitor.connect(server.url);
        await visitor.write("What is this?");
        await add();
        await visitor.page.getByTestId("blind").waitFor();
        await visitor.page.getByRole("button", { name: /^Ask/ }).click();
        expect(await visitor.page.getByLabel("Your question").inputValue()).toBe("What is this?");
        expect(asked(server)).toEqual([]);
        await visitor.openSheet();
        await visitor.page.getByRole("button", { name: `Details of ${blind}` }).click();
        await visitor.page.getByLabel(`Takes pictures (${blind})`).check();
        await visitor.page.getByRole("button", { name: /^Use th/ }).click();
        await visitor.page.getByTestId("blind").waitFor({ state: "detached" });
        await visitor.page.getByRole("button", { name: "Remove bars.png" }).click();
        expect(await visitor.page.locator(".pictures").count()).toBe(0);
        expect(await drop("dropped.png")).toBe(true);
        await visitor.page.getByText("dropped.png goes with your question").waitFor();
        await visitor.askAndWait();
        expect(asked(server)).toHaveLength(1);
    });
});
