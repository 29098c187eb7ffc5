// The package in pages: from a host of packages at another origin, and built by bundlers, all from the tarball.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { patience, testPatience } from "../../tests/patience.mjs";
import { hasChromium, launch } from "../../web/test/browser.mjs";
import { serveFiles } from "./files-server.mjs";
import { needsCore, packed } from "./support.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const needs = hasChromium ? needsCore : { skip: "no Chromium: emsdk-config/setup.sh test" };

describe("in a page", { ...needs, timeout: testPatience }, () => {
    const servers = [];
    const problems = [];
    let browser;
    let page;
    before(async () => {
        browser = await launch();
        page = await browser.newPage();
        page.setDefaultTimeout(patience);
        page.on("pageerror", (error) => problems.push(error.message));
    });
    after(async () => {
        await browser?.close();
        await Promise.all(servers.map((server) => server.close()));
    });
    const serve = async (folder, pages) => {
        const server = await serveFiles(folder, pages);
        servers.push(server);
        return server;
    };
    const said = async () => {
        await page.waitForFunction(() => document.body.textContent.trim() !== "");
        assert.deepEqual(problems.splice(0), []);
        return page.textContent("body");
    };

    test("it works from a plain host at another origin, its workers too", async () => {
        const host = await serve(packed ?? path(".."));
        const script = `
            import { buildIndex, loadTools, SmacsWorker } from "${host.url}/dist/index.js";
            const tools = await loadTools();
            const worker = new SmacsWorker();
            await worker.load();
            const here = tools.index.route(tools.embedder, "What is 17 * 23?", { n: 3 });
            const there = await worker.route("What is 17 * 23?", { n: 3 });
            const lines = ["a", "b"].map((id) => JSON.stringify({ id, question: id, scores: { ada: 1 } }));
            const bank = new Blob([lines.join("\\n")]);
            const built = await buildIndex({ embedder: "${host.url}/default.sme", banks: [bank] });
            document.body.textContent = JSON.stringify([here.panel, there.panel, built.length > 100]);`;
        const { url } = await serve("/nowhere", {
            "/": `<!doctype html><link rel="icon" href="data:,"><script type="module">${script}</script>`,
        });
        await page.goto(`${url}/`);
        const [here, there, built] = JSON.parse(await said());
        assert.equal(here.length, 3);
        assert.deepEqual(there, here);
        assert.equal(built, true);
    });

    /** How each bundler of examples/bundlers is started, and where its output lies. */
    const bundlers = {
        esbuild: [["esbuild.mjs"], "public"],
        rollup: [["node_modules/rollup/dist/bin/rollup", "-c", "--silent"], "public"],
        vite: [["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"], "dist"],
    };
    for (const [name, [words, output]] of Object.entries(bundlers)) {
        test(`${name} builds a page that works`, async (t) => {
            const folder = mkdtempSync(join(tmpdir(), `smacs-${name}-`));
            t.after(() => rmSync(folder, { recursive: true, force: true }));
            cpSync(path("../examples/bundlers"), folder, { recursive: true });
            link(folder, "smacs", packed ?? path(".."));
            for (const tool of ["esbuild", "rollup", "@rollup/plugin-node-resolve", "vite"]) {
                link(folder, tool, path(`../../node_modules/${tool}`));
            }
            execFileSync(process.execPath, words, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
            const { url, paths } = await serve(join(folder, output));
            await page.goto(`${url}/`);
            const [, here, there] = /^Ask (.*)\. The worker says: (.*)\.$/.exec((await said()).trim());
            assert.equal(here.split(", ").length, 3);
            assert.equal(there, here);
            for (const part of [/\.wasm$/, /\.sme$/, /\.smx$/, /worker.*\.js$/]) {
                assert.ok(paths.some((asked) => part.test(asked)));
            }
        });
    }
});

/** A package that others of the folder can import. */
function link(folder, name, target) {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(target, place);
}
