// The package as people get it: what is in the tarball, what its defaults do, and its types.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadTools, SmacsWorker } from "smacs";
import { files, needsCore, needsFiles, packed } from "./support.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const question = "What is 17 * 23?";

describe("the tarball", packed ? needsCore : { skip: "not installed from a tarball: npm test -w wasm" }, () => {
    const read = (name) => readFileSync(join(packed, name), "utf8");
    const check = (folder) => spawnSync(process.execPath, [path("../scripts/check-package.mjs"), folder]);

    test("holds every file that it names, and nothing of how it is made", () => {
        const { status, stderr } = check(packed);
        assert.equal(stderr.toString(), "");
        assert.equal(status, 0);
        const wanted = [
            "CHANGELOG.md",
            "LICENSE",
            "README.md",
            "bin",
            "default.sme",
            "default.smx",
            "dist",
            "examples",
        ];
        const rest = [
            "licences.txt",
            "package.json",
            "schema",
            "smacs-builder.wasm",
            "smacs-checks.wasm",
            "smacs-run.wasm",
            "smacs.wasm",
            "src",
        ];
        assert.deepEqual(readdirSync(packed).sort(), [...wanted, ...rest].sort());
    });

    test("is not made without its modules", () => {
        const empty = mkdtempSync(join(tmpdir(), "smacs-empty-"));
        cpSync(join(packed, "package.json"), join(empty, "package.json"));
        const { status, stderr } = check(empty);
        rmSync(empty, { recursive: true });
        assert.equal(status, 1);
        assert.match(stderr.toString(), /lacks smacs\.wasm\. At the root of the repository: make wasm/);
        assert.match(JSON.parse(read("package.json")).scripts.prepack, /build && node scripts\/check-package\.mjs/);
    });

    test("carries the licences of what is inside", () => {
        const licences = read("licences.txt");
        for (const part of ["MIT License", "cJSON", "musl", "Emscripten", "LLVM", "pako", "CC BY 4.0", "all-MiniLM"]) {
            assert.ok(licences.includes(part), part);
        }
    });

    test("has a README of the gateway whose links lead to what the package has", () => {
        const links = [...read("src/gateway/README.md").matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
        assert.ok(links.length > 0);
        for (const target of links.filter((link) => !/^(https:|#)/.test(link))) {
            assert.doesNotThrow(() => read(join("src/gateway", target)), target);
        }
    });

    test("has a README whose links lead somewhere from any page", () => {
        const links = [...read("README.md").matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
        assert.ok(links.length > 0);
        assert.deepEqual(
            links.filter((target) => !/^(https:|#)/.test(target)),
            [],
        );
        const anchors = new Set(
            [...read("README.md").matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
                title
                    .toLowerCase()
                    .replace(/[^\w\- ]/g, "")
                    .replaceAll(" ", "-"),
            ),
        );
        for (const target of links.filter((link) => link.startsWith("#"))) {
            assert.ok(anchors.has(target.slice(1)), target);
        }
    });
});

describe("without sources", needsFiles, () => {
    test("tools are those of the package", async () => {
        const progress = [];
        const tools = await loadTools({ onProgress: (loaded, total) => progress.push([loaded, total]) });
        assert.equal(tools.index.info.embedder.digest, tools.embedder.info.digest);
        assert.equal(tools.index.route(tools.embedder, question, { n: 3 }).panel.length, 3);
        const [loaded, total] = progress.at(-1);
        assert.equal(loaded, total);
        assert.ok(total > 1_500_000);
        tools.dispose();
    });

    test("one part may be one's own, and the index may be none", async () => {
        const { embedder, index } = await loadTools();
        const none = await loadTools({ index: null });
        assert.equal(none.index, undefined);
        assert.equal(none.embedder.info.digest, embedder.info.digest);
        const own = await loadTools({ embedder: files().bytes("default.sme") });
        assert.equal(own.index, undefined);
        assert.notEqual(own.embedder.info.digest, embedder.info.digest);
        const packaged = new URL(import.meta.resolve("smacs/default.smx"));
        const given = await loadTools({ index: packaged });
        assert.equal(given.index.info.digest, index.info.digest);
    });

    test("the worker's tools are the same", async () => {
        const worker = new SmacsWorker();
        const { embedder, index } = await worker.load();
        const tools = await loadTools();
        assert.deepEqual([embedder, index], [tools.embedder.info, tools.index.info]);
        worker.dispose();
        tools.dispose();
    });
});

const old = path("../../tests/consumer/node_modules/typescript/bin/tsc");
const needsOld = existsSync(old) ? {} : { skip: "no TypeScript 5.6: npm install" };

describe("the types, with TypeScript 5.6", needsOld, () => {
    let folder;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "smacs-types-"));
        mkdirSync(join(folder, "node_modules"));
        cpSync(path("consumer"), folder, { recursive: true });
        const home = packed ?? path("..");
        // Only what declares: the compiler reads nothing else.
        cpSync(home, join(folder, "node_modules/smacs"), {
            recursive: true,
            filter: (file) => !/\/(node_modules|src|test|boundary)$|\.(wasm|sm[ex]|map)$/.test(file.slice(home.length)),
        });
        cpSync(path("../../node_modules/@types/node"), join(folder, "node_modules/@types/node"), { recursive: true });
        cpSync(path("../../node_modules/undici-types"), join(folder, "node_modules/undici-types"), { recursive: true });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const compile = (name, { lib, types = [] }) => {
        const compilerOptions = {
            ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
            ...{ target: "ES2022", module: "NodeNext", lib, types },
        };
        writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [name] }));
        const { stdout } = spawnSync(process.execPath, [old, "-p", folder], { encoding: "utf8" });
        return stdout;
    };

    test("it is 5.6", () => {
        assert.match(spawnSync(process.execPath, [old, "--version"], { encoding: "utf8" }).stdout, /^Version 5\.6\./);
    });
    test("need neither the DOM's types nor node's", () => {
        assert.equal(compile("plain.mts", { lib: ["ES2022"] }), "");
    });
    test("are node's where these are", () => {
        assert.equal(compile("node.mts", { lib: ["ES2022"], types: ["node"] }), "");
    });
    test("are the DOM's where these are, the element's too", () => {
        assert.equal(compile("page.mts", { lib: ["ES2022", "DOM"] }), "");
    });
});
