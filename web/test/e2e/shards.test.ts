// An index in shards on a host of plain files: a question fetches what is near it, is asked, and is found again.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../../../tests/local-server.mjs";
import { hasChromium, Visitor } from "./visitor.ts";

const command = fileURLToPath(new URL("../../../build/native/smacs", import.meta.url));
const whole = fileURLToPath(new URL("../../assets/default.smx", import.meta.url));

describe.skipIf(!hasChromium || !existsSync(command))("an index in shards", () => {
    const visitor = new Visitor();
    const folder = mkdtempSync(join(tmpdir(), "smacs-page-shards-"));
    const headers = { "access-control-allow-origin": "*" };
    let host: Awaited<ReturnType<typeof listen>>;
    let isThere = true;
    let ranges = 0;
    let hangs = false;
    const hanging: ServerResponse[] = [];

    beforeAll(async () => {
        const cut = ["index", "shard", whole, "--cells", "200", "--out", join(folder, "bank.smh")];
        execFileSync(command, cut, { stdio: "ignore" });
        host = await listen((request, response) => {
            const bytes = readFileSync(join(folder, basename(request.url ?? "")));
            const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
            if (first === undefined) {
                response.writeHead(200, headers).end(bytes);
                return;
            }
            ranges++;
            if (hangs) {
                hanging.push(response);
            } else if (isThere) {
                response.writeHead(206, headers).end(bytes.subarray(Number(first), Number(last) + 1));
            } else {
                response.writeHead(404, headers).end();
            }
        });
    });
    afterAll(async () => {
        await host.close();
        rmSync(folder, { recursive: true });
    });

    const chart = () => visitor.page.locator(".chart-model").allTextContents();

    test("routes, asks and replays by what it fetches", async () => {
        const { page } = visitor;
        const sheet = page.getByRole("dialog", { name: "Indexes" });
        const open = () => page.getByRole("navigation").getByRole("button", { name: /index/i }).click();
        await open();
        await sheet.getByRole("table").waitFor();
        await sheet.getByText("Load an index", { exact: true }).click();
        await sheet.getByRole("textbox", { name: "Or an address" }).fill(`${host.url}/bank.smh`);
        await sheet.getByRole("button", { name: "Fetch it" }).click();
        await sheet.getByText("bank is in use now.").waitFor();
        await sheet.getByText(new URL(host.url).host, { exact: true }).waitFor();
        expect(await visitor.violations()).toEqual([]);
        await page.keyboard.press("Escape");

        const question = page.getByLabel("Your question");
        await question.fill("A train leaves at 14:10 and takes 2 hours and 37 minutes. When does it arrive?");
        await expect.poll(chart).not.toEqual([]);
        expect(ranges).toBeGreaterThan(0);

        isThere = false;
        await question.fill("Which French king was called the Sun King, and when did he live?");
        const alert = page.getByRole("alert").filter({ hasText: "The questions near yours could not be fetched" });
        await alert.getByText("status 404").waitFor();
        expect(await visitor.violations()).toEqual([]);
        isThere = true;
        await alert.getByRole("button", { name: "Try again" }).click();
        await expect.poll(chart).not.toEqual([]);

        const server = await visitor.serve();
        await visitor.connect(server.url);
        hangs = true;
        const other = "Which metal melts at the lowest temperature?";
        await question.fill(other);
        await page.keyboard.press("Control+Enter");
        await page.getByText("Fetching the questions near yours").waitFor();
        await expect.poll(() => hanging.length).toBeGreaterThan(0);
        expect(await question.inputValue()).toBe(other);
        hangs = false;
        for (const response of hanging) {
            response.writeHead(404, headers).end();
        }
        await alert.waitFor();
        expect(await question.inputValue()).toBe(other);
        await alert.getByRole("button", { name: "Try again" }).click();
        await expect.poll(chart).not.toEqual([]);
        await visitor.askAndWait("How many apples are left of 12 when 5 are eaten?");
        await question.fill("And of 20?");
        await expect.poll(chart).not.toEqual([]);
        await visitor.reload();
        await page.locator("#answers-title", { hasText: "How many apples" }).waitFor();
        expect(await page.getByText("Shown as recorded").count()).toBe(0);
        await open();
        await sheet.getByText("Questions lie at").waitFor();
        expect(await sheet.getByTestId("index-name").textContent()).toBe("bank");
    });
});
