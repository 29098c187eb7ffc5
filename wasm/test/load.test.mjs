// Every kind of source, streaming, progress, abort and the loader's errors.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Embedder, loadTools, Run, ScoreIndex, Smacs } from "smacs";
import { listen } from "../../tests/local-server.mjs";
import { coreBytes, files, moduleBytes, needsCore, needsFiles, withCode } from "./support.mjs";

const wasmType = { headers: { "content-type": "application/wasm" } };

describe("the core loads from", needsCore, () => {
    const sources = {
        "the package": () => undefined,
        bytes: coreBytes,
        "an ArrayBuffer": () => coreBytes().buffer,
        "a Blob": () => new Blob([coreBytes()]),
        "a Module": () => new WebAssembly.Module(coreBytes()),
        "a Response of the right type": () => new Response(coreBytes(), wasmType),
        "a Response of another type": () => new Response(coreBytes(), { headers: { "content-type": "text/plain" } }),
        "a data: address": () => `data:application/wasm;base64,${Buffer.from(coreBytes()).toString("base64")}`,
    };
    for (const [name, source] of Object.entries(sources)) {
        test(name, async () => {
            const smacs = await Smacs.load(source());
            assert.match(smacs.version, /^\d+\.\d+\.\d+$/);
            smacs.dispose();
        });
    }
});

describe("the core's second module", needsCore, () => {
    const other = () => {
        const bytes = Buffer.from(moduleBytes("smacs-run.wasm"));
        const build = WebAssembly.Module.imports(new WebAssembly.Module(bytes))[0].module;
        return Buffer.from(bytes.toString("latin1").replaceAll(build, "0".repeat(build.length)), "latin1");
    };
    const start = (smacs) => {
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        return Run.start({ embedder }, { question: "2 + 2?", pool: [{ id: "a" }], nonce: "n" });
    };

    test("is not needed to route, and can come later", needsFiles, async () => {
        const smacs = await Smacs.load(coreBytes(), { runs: null });
        const embedder = Embedder.open(smacs, files().bytes("default.sme"));
        const index = ScoreIndex.open(smacs, files().bytes("default.smx"));
        assert.equal(index.route(embedder, "2 + 2?", { n: 3 }).panel.length, 3);
        assert.throws(() => start(smacs), withCode("module", { detail: "" }));
        await smacs.loadRuns(moduleBytes("smacs-run.wasm"));
        await smacs.loadRuns();
        assert.equal(start(smacs).feed({ type: "begin" }).length, 1);
    });

    test("is refused when it is of another build, or no such module", async () => {
        for (const runs of [other(), coreBytes(), moduleBytes("smacs-checks.wasm"), new Uint8Array()]) {
            await assert.rejects(Smacs.load(coreBytes(), { runs }), withCode("module"));
        }
    });
});

test("what is not the core is refused", async () => {
    const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    const importing = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 97, 1, 98, 0, 0]);
    for (const bytes of [new Uint8Array(), new TextEncoder().encode("<!doctype html>"), empty, importing]) {
        await assert.rejects(Smacs.load(bytes), withCode("module"));
        await assert.rejects(Smacs.load(new Response(bytes, wasmType)), withCode("module"));
    }
    await assert.rejects(Smacs.load(new Response("gone", { status: 404 })), withCode("fetch", { detail: "404" }));
    await assert.rejects(Smacs.load(new URL("file:///no/such/file.wasm")), withCode("fetch"));
    await assert.rejects(Smacs.load("http://127.0.0.1:1/smacs.wasm"), withCode("fetch"));
    const spent = new Response("x");
    await spent.text();
    await assert.rejects(Smacs.load(spent), withCode("argument"));
});

test("an aborted load rejects with the signal's reason", async () => {
    const reason = new Error("changed my mind");
    await assert.rejects(Smacs.load(new Uint8Array(), { signal: AbortSignal.abort(reason) }), reason);
});

describe("files load", needsFiles, () => {
    let server;
    let origin;
    let smacs;
    before(async () => {
        const index = Buffer.from(files().bytes("default.smx"));
        const answers = {
            "/plain": (response) => response.writeHead(200, { "content-length": index.length }).end(index),
            "/chunked": (response) => {
                response.writeHead(200);
                for (let at = 0; at < index.length; at += 1000) {
                    response.write(index.subarray(at, at + 1000));
                }
                response.end();
            },
            "/gzip": (response) => {
                const packed = gzipSync(index);
                response.writeHead(200, { "content-encoding": "gzip", "content-length": packed.length }).end(packed);
            },
            "/missing": (response) => response.writeHead(404).end("no"),
            "/breaks": (response) => {
                response.writeHead(200, { "content-length": index.length });
                response.write(index.subarray(0, 100), () => response.destroy());
            },
            "/hangs": (response) => {
                response.writeHead(200, { "content-length": index.length });
                response.write(index.subarray(0, 100));
            },
        };
        server = await listen((request, response) => answers[request.url](response));
        origin = server.url;
        smacs = await Smacs.load();
    });
    after(() => server?.close());

    const load = async (source, options) => {
        const index = await ScoreIndex.load(smacs, source, options);
        const { digest } = index.info;
        index.dispose();
        return digest;
    };

    test("from every kind of source, all the same", async () => {
        const { bytes, address } = files();
        const wanted = await load(bytes("default.smx"));
        for (const source of [
            bytes("default.smx").buffer,
            new Blob([bytes("default.smx")]),
            new Response(bytes("default.smx")),
            new URL("default.smx", address),
            new URL("default.smx", address).href,
            `${origin}/plain`,
            new URL(`${origin}/chunked`),
            await fetch(`${origin}/gzip`),
        ]) {
            assert.equal(await load(source), wanted);
        }
        const opened = ScoreIndex.open(smacs, bytes("default.smx"));
        assert.equal(opened.info.digest, wanted);
        opened.dispose();
    });

    test("with progress that only grows and ends at the file's size", async () => {
        const size = files().bytes("default.smx").length;
        for (const [source, total] of [
            [`${origin}/plain`, size],
            [`${origin}/chunked`, undefined],
            [`${origin}/gzip`, undefined],
            [files().bytes("default.smx"), size],
        ]) {
            const seen = [];
            await load(source, { onProgress: (...progress) => seen.push(progress) });
            assert.equal(seen[0][0], 0);
            assert.deepEqual(seen.at(-1), [size, total]);
            assert.deepEqual(
                seen.map(([loaded]) => loaded),
                seen.map(([loaded]) => loaded).sort((a, b) => a - b),
            );
        }
    });

    test("or say why not", async () => {
        await assert.rejects(load(`${origin}/missing`), withCode("fetch", { detail: "404" }));
        await assert.rejects(load(`${origin}/breaks`), withCode("fetch"));
        await assert.rejects(load("http://127.0.0.1:1/"), withCode("fetch"));
        await assert.rejects(loadTools({ index: "./v1.smx" }), { code: "fetch", message: /file: URL/ });
        const announced = new Response("x", { headers: { "content-length": "4200000000" } });
        await assert.rejects(load(announced), withCode("memory"));
    });

    test("or are aborted, before and in the middle", async () => {
        const reason = new Error("enough");
        await assert.rejects(load(`${origin}/plain`, { signal: AbortSignal.abort(reason) }), reason);
        const controller = new AbortController();
        const onProgress = (loaded) => loaded > 0 && controller.abort(reason);
        await assert.rejects(load(`${origin}/hangs`, { signal: controller.signal, onProgress }), reason);
        const late = new AbortController();
        const pending = load(new Response(new ReadableStream()), { signal: late.signal });
        setImmediate(() => late.abort(reason));
        await assert.rejects(pending, reason);
    });

    test("and a core disposed meanwhile is not written to", async () => {
        const short = await Smacs.load();
        const onProgress = () => short.dispose();
        const pending = Embedder.load(short, files().bytes("default.sme"), { onProgress });
        await assert.rejects(pending, withCode("disposed"));
    });
});

test("loadTools adds up progress, aborts and leaves nothing half done", needsFiles, async () => {
    const { address } = files();
    const [embedder, index] = ["default.sme", "default.smx"].map((name) => new URL(name, address));
    const progress = [];
    const all = await loadTools({ embedder, index, onProgress: (...told) => progress.push(told) });
    const sizes = ["default.sme", "default.smx"].map((name) => files().bytes(name).length);
    assert.deepEqual(progress.at(-1), [sizes[0] + sizes[1], sizes[0] + sizes[1]]);
    all.dispose();
    all.dispose();
    assert.throws(() => all.embedder.embed("x"), withCode("disposed"));
    const reason = new Error("enough");
    await assert.rejects(loadTools({ embedder, index, signal: AbortSignal.abort(reason) }), reason);
    await assert.rejects(loadTools({ embedder: new URL("none.sme", address), index }), withCode("fetch"));
    await assert.rejects(loadTools({ embedder: "http://127.0.0.1:9/x.sme", index }), withCode("fetch"));
});
