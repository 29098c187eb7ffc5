// Makes docs/run.webp, the moving picture of the README: the recorded run of real models (assets/sample-run.json),
// replayed event by event in the page. Needs Chromium and img2webp (Debian: webp), and web/dist or the build that
// SMACS_DIST names.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { hasChromium, launch } from "../test/browser.mjs";
import { serveFolder } from "./serve.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../docs/run.webp");
/** Wide enough for question, answer and picture side by side. */
const viewport = { width: 1280, height: 880 };
/** All of it, and how long the end is seen, in ms: beside the picture first, then as a whole. */
const length = 20_000;
const lengthOfEnd = [3000, 4000];
const largest = 1_000_000;

if (!hasChromium) {
    console.log("skipped: the moving picture needs Chromium");
    process.exit(0);
}
const frames = mkdtempSync(join(tmpdir(), "smacs-movie-"));
const site = await serveFolder(process.env.SMACS_DIST ?? here("../dist"));
const browser = await launch();
try {
    const page = await browser.newPage({ viewport, colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(site.url);
    await page.getByRole("button", { name: "Open a trace" }).waitFor();
    await page.getByLabel("Open the trace of a run, from a file").setInputFiles(here("../assets/sample-run.json"));
    await press(page.getByRole("button", { name: "all answers" }));
    await press(page.getByRole("tab", { name: "Trace", exact: true }));
    const at = page.getByRole("slider", { name: "Event" });
    const events = Number(await at.getAttribute("max"));
    await press(page.getByRole("button", { name: "To the start" }));
    const question = page.locator(".asked");
    const answer = page.getByTestId("kept");
    const shown = [];
    for (let event = 1; event <= events; event++) {
        await reached(page, at, event);
        shown.push(await shot(page, question, event));
        if (event < events) {
            await press(page.getByRole("button", { name: "Next event" }));
        }
    }
    const beat = Math.round((length - lengthOfEnd[0] - lengthOfEnd[1]) / (events - 1));
    const times = [...Array(events - 1).fill(beat), ...lengthOfEnd];
    shown.push(await shot(page, answer, events + 1));
    const timed = shown.flatMap((path, frame) => ["-d", String(times[frame]), path]);
    execFileSync("img2webp", ["-loop", "0", "-lossless", "-m", "6", ...timed, "-o", out], { stdio: "ignore" });
} finally {
    await browser.close();
    await site.close();
    rmSync(frames, { recursive: true });
}
const { size } = statSync(out);
console.log(`${out} ${Math.round(size / 1000)} kB`);
process.exitCode = size > largest ? 1 : 0;

/** Without scrolling there, as a click would. */
function press(locator) {
    return locator.evaluate((element) => element.click());
}

/** Waits until the player stands at an event. */
async function reached(page, slider, event) {
    const deadline = Date.now() + 10_000;
    while ((await slider.inputValue()) !== String(event)) {
        if (Date.now() > deadline) {
            throw new Error(`the player does not come to event ${event}`);
        }
        await page.waitForTimeout(20);
    }
}

/** What is seen with this near the top. */
async function shot(page, locator, frame) {
    const path = join(frames, `${String(frame).padStart(3, "0")}.png`);
    await locator.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 64));
    await page.waitForTimeout(150);
    await page.screenshot({ path });
    return path;
}
