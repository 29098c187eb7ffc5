// Every way of failing, as a visitor sees it: the words, what had arrived, the end of the run.
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

interface Case {
    fault: string;
    /** What the row says. */
    says: RegExp;
    /** Part of an answer had arrived. */
    partial?: boolean;
    state?: string;
    /** By how much the page's clock is moved on whenever the row stands so. */
    skip?: [ms: number, state: "waiting" | "streaming" | "backing-off"];
    /** Ends it. */
    stop?: boolean;
}

const begun = /What had arrived.*Made-up text for tests/s;

const cases: Case[] = [
    { fault: "rate-limit", says: /Too many requests.*fewer models.*Rate limit reached/s, skip: [5000, "backing-off"] },
    { fault: "rate-limit-after", says: /Too many requests.*asks you to wait 1\.0 s/s, skip: [5000, "backing-off"] },
    { fault: "auth", says: /does not accept the key.*Check the key/s },
    { fault: "credit", says: /no credit left.*Top it up/s },
    { fault: "refused", says: /filter refused.*Rephrase the question.*flagged by moderation/s },
    { fault: "filtered", says: /filter refused/ },
    { fault: "unknown-model", says: /does not know this model.*Fetch the list/s },
    { fault: "no-headers", says: /No reply for too long/, skip: [181_000, "waiting"] },
    { fault: "silent", says: /No reply for too long/, skip: [181_000, "waiting"] },
    { fault: "stalls", says: /began, then stopped/, partial: true, skip: [91_000, "streaming"] },
    { fault: "drip", says: /longer than the time limit.*What had arrived.*\.\.\./s, skip: [40_000, "streaming"] },
    { fault: "reset", says: /No connection.*Is the endpoint running/s, skip: [5000, "backing-off"] },
    { fault: "broken", says: /No connection/, partial: true },
    { fault: "no-cors", says: /No connection.*allow this page's origin \(CORS\)/s, skip: [5000, "backing-off"] },
    { fault: "server", says: /an internal error.*in a moment.*upstream is away/s, skip: [5000, "backing-off"] },
    { fault: "garbage", says: /not in the expected format/ },
    { fault: "garbage-in-stream", says: /not in the expected format/, partial: true },
    { fault: "html", says: /not in the expected format.*Check that the address/s },
    { fault: "error-in-200", says: /an internal error.*provider gave up/s, partial: true },
    { fault: "error-object-in-200", says: /an internal error.*engine died/s, partial: true },
    { fault: "error-finish-in-200", says: /an internal error/, partial: true },
    { fault: "no-choices", says: /contained no text/ },
    { fault: "empty", says: /contained no text.*Try again/s },
    { fault: "endless", says: /Stopped by you/, partial: true, state: "cancelled", stop: true },
];

describe.skipIf(!hasChromium)("a model that fails", () => {
    const visitor = new Visitor();

    /** One model that the index knows and that misbehaves, and one that does not. */
    async function start(fault: string) {
        const bad = "gemma-2-9b-it";
        const server = await visitor.serve({ models: [bad, "Yi-1.5-34B-Chat"] });
        server.faults[bad] = fault;
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        const row = visitor.page.locator(".member", { hasText: `${bad} at ` });
        return { row };
    }

    /** Moves the clock on until the run has ended; where text comes, not before more of it has come. */
    async function waitOut(row: Locator, [ms, state]: [number, string]) {
        const due = row.and(visitor.page.locator(`[data-state="${state}"]`));
        const over = visitor.page.locator('.answers[aria-busy="false"]');
        let shown = state === "streaming" ? 0 : -1;
        const step = async () => {
            const [text = ""] = (await due.count()) > 0 ? await row.locator(".rich").allTextContents() : [];
            if ((await due.count()) > 0 && text.length > shown) {
                shown = state === "streaming" ? text.length : -1;
                await visitor.page.clock.fastForward(ms);
            }
            return over.count();
        };
        await visitor.members("done").waitFor();
        await expect.poll(step).toBe(1);
    }

    test.each(cases)("$fault", async ({ fault, says, partial, state = "failed", skip, stop }) => {
        if (skip) {
            await visitor.page.clock.install();
        }
        const { row } = await start(fault);
        await visitor.ask();
        if (stop) {
            await visitor.members("done").waitFor();
            await row.locator(".rich").waitFor();
            await visitor.page.keyboard.press("Escape");
        }
        if (skip) {
            await waitOut(row, skip);
        }
        await visitor.finished();
        expect(await row.getAttribute("data-state")).toBe(state);
        expect(await row.textContent()).toMatch(says);
        if (partial) {
            expect(await row.textContent()).toMatch(begun);
        }
        expect(await visitor.kept().count()).toBe(1);
        expect(await visitor.kept().textContent()).toContain("Yi-1.5-34B-Chat");
        const degraded = await visitor.page.getByTestId("degraded").textContent();
        expect(degraded).toMatch(stop ? /You stopped it/ : /Some answers failed or were cut short/);
    });

    test("an answer cut by the length limit is marked, and a whole one is kept", async () => {
        const long = (_: string, name: string) => (name === "gemma-2-9b-it" ? "word ".repeat(4000) : undefined);
        const server = await visitor.serve({ models: ["gemma-2-9b-it", "Yi-1.5-34B-Chat"], answers: long, chunk: 800 });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        await visitor.askAndWait();
        const row = visitor.page.locator(".member", { hasText: "gemma-2-9b-it at " });
        expect(await row.textContent()).toMatch(/reached its length limit/);
        expect(await visitor.kept().textContent()).toContain("Yi-1.5-34B-Chat");
    });

    test("a missing [DONE] after a reason is no failure; without one the answer is marked", async () => {
        const { row } = await start("no-done");
        await visitor.askAndWait();
        expect(await row.getAttribute("data-state")).toBe("done");
        expect(await row.textContent()).not.toMatch(/ended without/);
    });

    test("an end that nobody announced is told, and the text is kept only for want of a better one", async () => {
        const { row } = await start("no-end");
        await visitor.askAndWait();
        expect(await row.getAttribute("data-state")).toBe("done");
        expect(await row.textContent()).toMatch(/ended without saying that the answer was complete/);
        expect(await visitor.kept().textContent()).toContain("Yi-1.5-34B-Chat");
    });

    test("when all fail, what arrived is shown and there is no answer that looks whole", async () => {
        const server = await visitor.serve({ models: ["gemma-2-9b-it", "Yi-1.5-34B-Chat"] });
        server.faults["gemma-2-9b-it"] = "auth";
        server.faults["Yi-1.5-34B-Chat"] = "unknown-model";
        await visitor.connect(server.url);
        await visitor.askAndWait();
        await visitor.page.getByText("No usable answer arrived").waitFor();
        expect(await visitor.kept().count()).toBe(0);
        expect(await visitor.members("failed").count()).toBe(2);
    });
});
