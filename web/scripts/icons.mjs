// Draws the icons of public/ that cannot be SVG, from icon.svg.
//
// usage: node scripts/icons.mjs        after a change of icon.svg; the results are committed
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "../test/browser.mjs";

const here = (path) => fileURLToPath(new URL(`../public/${path}`, import.meta.url));
const icon = readFileSync(here("icon.svg"), "utf8");
const [, ground] = /<rect[^>]* fill="(#\w+)"/.exec(icon);

/** `share`: of the square; the rest is ground, as systems cut maskable icons into shapes of their own. */
const icons = [
    { file: "icon-192.png", size: 192, share: 1, filled: false },
    { file: "icon-512.png", size: 512, share: 1, filled: false },
    { file: "icon-maskable-512.png", size: 512, share: 0.8, filled: true },
    { file: "apple-touch-icon.png", size: 180, share: 0.9, filled: true },
];

const browser = await launch();
for (const { file, size, share, filled } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const side = Math.round(size * share);
    const style = `margin: 0; display: grid; place-items: center; height: 100vh; background: ${filled ? ground : "none"}`;
    const drawing = icon.replace("<svg ", `<svg width="${side}" height="${side}" `);
    await page.setContent(`<body style="${style}">${drawing}`);
    await page.screenshot({ path: here(file), omitBackground: true });
    console.log(`${file} ${statSync(here(file)).size} bytes`);
    await page.close();
}
await browser.close();
