// Every way of failing, as a visitor sees it: the words, what had arrived, the end of the run.
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { standardModels } from "../server.mjs";
import { hasChromium, Visitor } from "./visitor.ts";

/** What the row of a model says that fails so. */
interface Case {
    fault: string;
    says: RegExp;
    /** Part of an answer had arrived. */
    partial?: boolean;
}

const atOnce: Case[][] = [
    [
        { fault: "auth", says: /does not accept the key.*Check the key/s },
        { fault: "credit", says: /no credit left.*Top it up/s },
        { fault: "refused", says: /filter refused.*Rephrase the question.*flagged by moderation/s },
        { fault: "filtered", says: /filter refused/ },
        { fault: "unknown-model", says: /does not know this model.*Fetch the list/s },
        { fault: "broken", says: /No connection/, partial: true },
    ],
    [
        { fault: "garbage", says: /not in the expected format/ },
        { fault: "garbage-in-stream", says: /not in the expected format/, partial: true },
        { fault: "html", says: /not in the expected format.*Check that the address/s },
        { fault: "no-choices", says: /contained no text/ },
        { fault: "empty", says: /contained no text.*Try again/s },
        { fault: "error-in-200", says: /an internal error.*provider gave up/s, partial: true },
    ],
    [
        { fault: "error-object-in-200", says: /an internal error.*engine died/s, partial: true },
        { fault: "error-finish-in-200", says: /an internal error/, partial: true },
    ],
];

/** Asked again, in vain. */
const again: Case[] = [
    { fault: "rate-limit", says: /Too many requests.*fewer models.*Rate limit reached/s },
    { fault: "rate-limit-after", says: /Too many requests.*asks you to wait 1\.0 s/s },
    { fault: "reset", says: /No connection.*Is the endpoint running/s },
    { fault: "no-cors", says: /No connection.*allow this page's origin \(CORS\)/s },
    { fault: "server", says: /an internal error.*in a moment.*upstream is away/s },
];

const slow: Case[] = [
    { fault: "no-headers", says: /No reply for too long/ },
    { fault: "silent", says: /No reply for too long/ },
    { fault: "stalls", says: /began, then stopped/, partial: true },
    { fault: "drip", says: /longer than the time limit.*What had arrived.*\.\.\./s },
];

const good = "Yi-1.5-34B-Chat";
/** Others that the index knows. */
const others = standardModels.filter((id) => id !== good && id !== "an-unknown-model");
const names = (cases: readonly Case[]) => cases.map(({ fault }) => fault).join(", ");

describe.skipIf(!hasChromium)("models that fail", () => {
    const visitor = new Visitor();
    const row = (id: string) => visitor.page.locator(".member", { hasText: `${id} at ` });

    /** A model for each fault, and one that answers. */
    async function start(...faults: string[]) {
        const bad = others.slice(0, faults.length);
        const server = await visitor.serve({ models: [...bad, good] });
        for (const [at, id] of bad.entries()) {
            server.faults[id] = faults[at] ?? "";
        }
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        return bad.map(row);
    }

    /** Each row says why, with what had arrived, and the good answer is kept. */
    async function check(rows: readonly Locator[], cases: readonly Case[]) {
        await visitor.finished();
        for (const [at, { fault, says, partial }] of cases.entries()) {
            expect(await rows[at]?.getAttribute("data-state"), fault).toBe("failed");
            const text = await rows[at]?.textContent();
            expect(text, fault).toMatch(says);
            if (partial) {
                expect(text, fault).toMatch(/What had arrived.*Made-up text for tests/s);
            }
        }
        expect(await visitor.kept().textContent()).toContain(good);
        expect(await visitor.page.getByTestId("degraded").textContent()).toMatch(
            /Some answers failed or were cut short/,
        );
    }

    /** Moves the page's clock on, whenever it is time to, until the run has ended. */
    async function waitOut(ms: number, isTime: () => Promise<boolean>) {
        const over = visitor.page.locator('.answers[aria-busy="false"]');
        const step = async () => {
            if (await isTime()) {
                await visitor.page.clock.fastForward(ms);
            }
            return over.count();
        };
        await visitor.members("done").waitFor();
        await expect.poll(step).toBe(1);
    }

    test.each(atOnce.map((cases) => ({ cases, faults: names(cases) })))("$faults", async ({ cases }) => {
        const rows = await start(...cases.map(({ fault }) => fault));
        await visitor.ask();
        await check(rows, cases);
    });

    test(`after further attempts: ${names(again)}`, async () => {
        await visitor.page.clock.install();
        const rows = await start(...again.map(({ fault }) => fault));
        await visitor.ask();
        const waiting = visitor.page.locator('.member[data-state="backing-off"]');
        await waitOut(20_000, async () => (await waiting.count()) > 0);
        await check(rows, again);
    });

    test(`after a long time: ${names(slow)}`, async () => {
        await visitor.page.clock.install();
        const rows = await start(...slow.map(({ fault }) => fault));
        await visitor.ask();
        const dripping = rows.at(-1)?.and(visitor.page.locator('[data-state="streaming"]')).locator(".rich");
        let shown = 0;
        // Not before more has come: what drips would stall otherwise.
        await waitOut(80_000, async () => {
            const [text = ""] = (await dripping?.allTextContents()) ?? [];
            const more = text.length > shown;
            shown = text.length;
            return more;
        });
        await check(rows, slow);
    });

    test("an answer without an end is stopped, and what had arrived stays", async () => {
        const [endless] = await start("endless");
        await visitor.ask();
        await visitor.members("done").waitFor();
        await endless?.locator(".rich").waitFor();
        await visitor.page.keyboard.press("Escape");
        await visitor.finished();
        expect(await endless?.getAttribute("data-state")).toBe("cancelled");
        expect(await endless?.textContent()).toMatch(/Stopped by you.*What had arrived.*Made-up text for tests/s);
        expect(await visitor.kept().textContent()).toContain(good);
        expect(await visitor.page.getByTestId("degraded").textContent()).toMatch(/You stopped it/);
    });

    test("an answer cut by the length limit is marked, and a whole one is kept", async () => {
        const long = (_: string, name: string) => (name === "gemma-2-9b-it" ? "word ".repeat(4000) : undefined);
        const server = await visitor.serve({ models: ["gemma-2-9b-it", "Yi-1.5-34B-Chat"], answers: long, chunk: 800 });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
        await visitor.askAndWait();
        expect(await row("gemma-2-9b-it").textContent()).toMatch(/reached its length limit/);
        expect(await visitor.kept().textContent()).toContain("Yi-1.5-34B-Chat");
    });

    test("an end without [DONE] is none the less one; one that nobody announced is told, and kept only for want of a better", async () => {
        const [announced, silent] = await start("no-done", "no-end");
        await visitor.askAndWait();
        expect(await announced?.getAttribute("data-state")).toBe("done");
        expect(await announced?.textContent()).not.toMatch(/ended without/);
        expect(await silent?.getAttribute("data-state")).toBe("done");
        expect(await silent?.textContent()).toMatch(/ended without saying that the answer was complete/);
        expect(await visitor.kept().textContent()).not.toContain(others[1]);
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
