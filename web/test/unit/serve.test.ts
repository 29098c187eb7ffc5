// The server of `make demo`: what it is sent may be anything, and what it serves is in no frame.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveFolder } from "../../scripts/serve.mjs";
import { headerFiles } from "../../vite/headers.ts";

let folder: string;
let site: Awaited<ReturnType<typeof serveFolder>>;

beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "smacs-serve-"));
    mkdirSync(join(folder, "assets"));
    writeFileSync(join(folder, "index.html"), "<p>The page");
    writeFileSync(join(folder, "custom.html"), "<p>The other page");
    writeFileSync(join(folder, "assets/a.js"), "0");
    writeFileSync(join(folder, "_headers"), headerFiles()._headers ?? "");
    site = await serveFolder(folder);
});

afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
});

/** The first line of the reply to a request line. */
function statusOf(line: string): Promise<string> {
    return new Promise((resolve, reject) => {
        const socket = connect(Number(new URL(site.url).port), "127.0.0.1", () => {
            socket.write(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
        });
        let text = "";
        socket.on("data", (bytes) => {
            text += bytes;
        });
        socket.on("end", () => resolve(text.split("\r\n")[0] ?? ""));
        socket.on("error", reject);
    });
}

test.each([
    "GET /%E0%A4%A HTTP/1.1",
    "GET /% HTTP/1.1",
    "GET /%00 HTTP/1.1",
    "GET // HTTP/1.1",
    "GET http://[ HTTP/1.1",
    `GET /${"a".repeat(5000)} HTTP/1.1`,
    "GET /../../etc/passwd HTTP/1.1",
    "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    "GET /assets HTTP/1.1",
])("%s ends nothing but itself", async (line) => {
    expect(await statusOf(line)).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(await statusOf("GET / HTTP/1.1")).toBe("HTTP/1.1 200 OK");
});

test.each(["POST", "PUT", "DELETE", "TRACE"])("%s is refused, and nothing of it said back", async (method) => {
    expect(await statusOf(`${method} / HTTP/1.1`)).toMatch(/^HTTP\/1\.1 405 /);
});

test("each page has its policy, and no frame may hold it", async () => {
    const policyAt = async (path: string) =>
        (await fetch(site.url + path)).headers.get("content-security-policy") ?? "";
    for (const path of ["", "index.html", "custom.html", "assets/a.js"]) {
        expect(await policyAt(path), path).toContain("frame-ancestors 'none'");
    }
    expect(await policyAt("")).toContain("https://openrouter.ai");
    expect(await policyAt("custom.html")).toContain("connect-src 'self' https: http:");
});
