// The longest task of a page's thread, in processor time of the thread, so that other work on the machine counts little.

const categories = ["toplevel", "devtools.timeline", "__metadata"];

/** While `does` runs, in ms. What it does is to act by the page's own scripts: a locator's search is a task as well. */
export async function longestTask(browser, page, does) {
    await browser.startTracing(page, { categories });
    await does(page);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const thread = ({ pid, tid }) => `${pid} ${tid}`;
    const main = new Set(
        traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread),
    );
    const tasks = traceEvents.filter((event) => /RunTask$/.test(event.name) && main.has(thread(event)));
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** In the page: clicks what each selector finds first, in turn, as soon as there is something. */
export async function clickAll(selectors) {
    for (const selector of selectors) {
        while (!document.querySelector(selector)) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        document.querySelector(selector).click();
        await new Promise((resolve) => requestAnimationFrame(resolve));
    }
}

/** In the page: until the selector finds something. */
export async function untilThere(selector) {
    while (!document.querySelector(selector)) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** In the page: until nothing in it has changed for half a second. */
export function untilStill() {
    return new Promise((resolve) => {
        const still = () => {
            observer.disconnect();
            resolve();
        };
        let timer = setTimeout(still, 500);
        const observer = new MutationObserver(() => {
            clearTimeout(timer);
            timer = setTimeout(still, 500);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
}
