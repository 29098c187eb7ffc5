// The gateway as people start it: smacs serve on node, and the folder that it writes on workerd.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, afterEach, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import OpenAI from "openai";
import { default as workerdPackage } from "workerd";
import { testPatience, until } from "../../tests/patience.mjs";
import { callersKey, clientOf, deciding, messages, question, startUpstream } from "./gateway-support.mjs";
import { needsCore } from "./support.mjs";

const workerd = workerdPackage.default;
const command = fileURLToPath(new URL("../bin/smacs.mjs", import.meta.url));
const files = ["--embedder", deciding.embedder, "--index", deciding.index];
const best = "Llama-3.1-405B-Instruct";

/** A program that is ended with the test; `said` fills up with what it writes. */
function start(program, args, { env = {}, stdio = ["ignore", "pipe", "pipe"] } = {}) {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio });
    const said = { text: "" };
    for (const stream of child.stdio.slice(1)) {
        stream?.setEncoding("utf8").on("data", (text) => {
            said.text += text;
        });
    }
    const ended = once(child, "close");
    return { child, said, ended };
}

const smacs = (args, options) => start(process.execPath, [command, ...args], options);

describe("smacs serve", { ...needsCore, timeout: testPatience }, () => {
    let folder;
    let upstream;
    const running = [];
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "smacs-serve-"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));
    afterEach(async () => {
        for (const { child, ended } of running.splice(0)) {
            child.kill("SIGKILL");
            await ended;
        }
        await upstream?.close();
        upstream = undefined;
    });

    const addressIn = async ({ child, said }, pattern) => {
        await until(() => pattern.test(said.text) || child.exitCode !== null);
        assert.match(said.text, pattern);
        return pattern.exec(said.text)[1];
    };
    const serve = async (args, options) => {
        const served = smacs(["serve", "--port", "0", ...files, ...args], options);
        running.push(served);
        const url = await addressIn(served, /^smacs serve: (http:\S+)\/v1$/m);
        return { ...served, url, client: clientOf({ url }, { maxRetries: 0 }) };
    };

    test("answers, and logs neither keys nor texts", async () => {
        upstream = await startUpstream();
        const { client, said } = await serve(["--upstream", `${upstream.url}/v1`]);
        const { choices, smacs: known } = await client.chat.completions.create({ model: "smacs/auto", messages });
        assert.equal(choices[0].message.content, "The answer is 4.");
        await until(() => said.text.includes(known.trace_id));
        assert.match(said.text, / smacs\/auto 200 \d+ ms, \d+ calls, \d+ \+ \d+ tokens$/m);
        for (const secret of [callersKey, question, "The answer"]) {
            assert.ok(!said.text.includes(secret), secret);
        }
    });

    test("on SIGTERM it ends what it has begun, and takes nothing new", async () => {
        upstream = await startUpstream({ faults: { [best]: "held" } });
        const { client, child, ended, url } = await serve(["--upstream", `${upstream.url}/v1`, "--quiet"]);
        const answer = client.chat.completions.create({ model: "smacs/route", messages });
        await until(() => upstream.requests.some(({ body }) => body?.model === best));
        child.kill("SIGTERM");
        await until(() =>
            fetch(`${url}/healthz`).then(
                () => false,
                () => true,
            ),
        );
        upstream.release();
        assert.equal((await answer).choices[0].message.content, "The answer is 4.");
        assert.deepEqual(await ended, [0, null]);
    });

    test("reads a config, with keys from the environment", async () => {
        const own = "sk-of-the-gateway-9876543210";
        upstream = await startUpstream({ key: own });
        const config = join(folder, "gateway.json");
        const endpoints = { up: { base: `${upstream.url}/v1`, key_env: "OWN_KEY" } };
        writeFileSync(config, JSON.stringify({ endpoints, access_key_env: "ACCESS" }));
        const env = { OWN_KEY: own, ACCESS: callersKey, SMACS_CONFIG: config };
        const { client, url } = await serve(["--quiet"], { env });
        const { choices } = await client.chat.completions.create({ model: "smacs/fast", messages });
        assert.equal(choices[0].message.content, "The answer is 4.");
        await assert.rejects(clientOf({ url }, { apiKey: "no" }).models.list(), OpenAI.AuthenticationError);
    });

    test("an access key alone goes nowhere, and flags go before the environment", async () => {
        upstream = await startUpstream({ key: undefined });
        const env = { ACCESS: callersKey, SMACS_CONFIG: join(folder, "none.json"), SMACS_UPSTREAM: "http://none/v1" };
        const args = ["--upstream", `${upstream.url}/v1`, "--access-key-env", "ACCESS", "--quiet"];
        const { client } = await serve(args, { env });
        const { choices } = await client.chat.completions.create({ model: "smacs/auto", messages });
        assert.equal(choices[0].message.content, "The answer is 4.");
        assert.ok(upstream.requests.every(({ headers }) => !("authorization" in headers)));
    });

    test("runs programs to check answers, if it is told to", async () => {
        const write = (body) => `\`\`\`python\ndef add(a, b):\n    return ${body}\n\`\`\``;
        upstream = await startUpstream({ answers: (_, name) => write(name === best ? "a - b" : "a + b") });
        const asked = {
            model: "smacs/select",
            messages: [
                {
                    role: "user",
                    content:
                        "Write a Python function add(a, b).\n\nassert add(1, 2) == 3\nassert add(4, 5) == 9\nassert add(2, 2) == 4",
                },
            ],
        };
        const args = ["--upstream", `${upstream.url}/v1`, "--quiet"];
        const without = await (await serve(args)).client.chat.completions.create(asked);
        assert.ok(without.smacs.camps.every((camp) => !("checked" in camp)));
        const { choices, smacs: known } = await (await serve([...args, "--check"])).client.chat.completions.create(
            asked,
        );
        assert.equal(choices[0].message.content, write("a + b"));
        const checkedOf = (model) => known.camps.find(({ models }) => models.includes(model))?.checked;
        assert.equal(checkedOf(known.kept.model), "passed");
        assert.notEqual(checkedOf(best), "passed");
    });

    test("says its version", async () => {
        const { said, ended } = smacs(["-V"]);
        assert.equal((await ended)[0], 0);
        const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
        assert.equal(said.text, `smacs ${version}\n`);
    });

    test("says what is missing", async () => {
        const wrong = [
            [["serve"], /whom to ask/],
            [["serve", "--upstream", "nowhere", ...files], /--upstream .* not "nowhere"/],
            [["serve", "--upstream", "http://x/v1", "--embeddings", "y", ...files], /--embeddings .* not "y"/],
            [["serve", "--frobnicate"], /frobnicate/],
            [["serve", "--config", join(folder, "none.json")], /none\.json/],
            [
                ["serve", "--upstream", "http://x/v1", ...files, "--index", join(folder, "none.smx")],
                /none\.smx.*--index/,
            ],
            [["serve", "--upstream", "http://x/v1", "--key-env", "NO_SUCH_KEY", ...files], /access_key_env/],
            [["serve", "--upstream", "http://x/v1", "--key-env", "NO_SUCH_KEY", "--open", ...files], /NO_SUCH_KEY/],
            [["serve", "--upstream", "http://x/v1", "--port", "http", ...files], /port/],
            [["serve", "--upstream", "http://x/v1", "--check", "--workerd", folder, ...files], /--check needs threads/],
            [
                ["serve", "--upstream", "http://x/v1", "--embeddings", "http://x/v1", ...files],
                /leave out .* embeddings/,
            ],
            [["dance"], /usage/],
        ];
        const started = wrong.map(([args, words]) => [args, words, smacs(args)]);
        for (const [args, words, { said, ended }] of started) {
            const [code] = await ended;
            assert.equal(code, 2, args.join(" "));
            assert.match(said.text, words);
            assert.ok(!/\n\s+at /.test(said.text), said.text);
        }
    });

    test("runs on workerd", { skip: existsSync(workerd) ? false : "no workerd for this machine" }, async () => {
        const own = "sk-of-the-gateway-9876543210";
        upstream = await startUpstream({ key: own, chunk: 4, faults: { [best]: "drip" } });
        const config = join(folder, "workerd.json");
        const endpoints = { up: { base: `${upstream.url}/v1`, key_env: "OWN_KEY" } };
        writeFileSync(config, JSON.stringify({ endpoints, access_key_env: "ACCESS", run: { n: 3 } }));
        const site = join(folder, "workerd ü");
        const { said: written, ended } = smacs([
            "serve",
            "--config",
            config,
            "--port",
            "0",
            "--workerd",
            site,
            ...files,
        ]);
        assert.deepEqual(await ended, [0, null], written.text);

        const server = start(workerd, ["serve", join(site, "config.capnp"), "--control-fd=3"], {
            env: { OWN_KEY: own, ACCESS: callersKey },
            stdio: ["ignore", "pipe", "pipe", "pipe"],
        });
        running.push(server);
        const port = await addressIn(server, /"socket":"http","port":(\d+)/);
        const url = `http://127.0.0.1:${port}`;
        const client = clientOf({ url }, { maxRetries: 0 });
        assert.equal((await client.models.list()).data.length, 7);
        await assert.rejects(clientOf({ url }, { apiKey: "no" }).models.list(), OpenAI.AuthenticationError);

        // A caller who leaves ends the call: the model would go on for ever.
        const stream = await client.chat.completions.create({ model: "smacs/route", messages, stream: true });
        const first = await stream[Symbol.asyncIterator]().next();
        assert.equal(first.value.choices[0].delta.role, "assistant");
        stream.controller.abort();
        await until(async () => (await (await fetch(`${url}/healthz`)).json()).active === 0);

        upstream.faults[best] = "whole";
        const answers = await Promise.all(
            ["smacs/auto", "smacs/fast", "smacs/aggregate", "smacs/route"].map((model) =>
                client.chat.completions.create({ model, messages }),
            ),
        );
        for (const { choices, smacs: known, usage } of answers) {
            assert.equal(choices[0].message.content, "The answer is 4.");
            assert.deepEqual(known.degraded, []);
            assert.equal(usage.total_tokens, 24 * known.models.reduce((sum, { calls }) => sum + calls, 0));
        }
        assert.ok(upstream.requests.every(({ headers }) => headers.authorization === `Bearer ${own}`));
        assert.ok(!server.said.text.includes(own) && !server.said.text.includes(question));
    });
});
