// What a gateway may be set up with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SmacsError } from "smacs";
import { checkConfig, createGateway } from "smacs/gateway";
import { load } from "./gateway-support.mjs";

test("says what is wrong with a config", () => {
    const base = "https://api.example/v1";
    const up = { up: { base, caller_key: true } };
    const wrong = [
        [{}, "schema", /endpoints/],
        [{ endpoints: {} }, "argument", /at least one/],
        [{ endpoints: { up: {} } }, "schema", /base/],
        [{ endpoints: { up: { base: "ftp://x" } } }, "schema", /base/],
        [{ endpoints: { up: { base: "https://me:secret@api.example" } } }, "schema", /base/],
        [{ endpoints: { up: { base: `${base}/chat/completions/` } } }, "schema", /base/],
        [{ endpoints: { up: { base, key: "sk-1" } } }, "schema", /"key" is not known/],
        [{ endpoints: { up: { base, key_env: "K", caller_key: true } } }, "argument", /choose one/],
        [{ endpoints: { up: { base, key_env: "K" } } }, "argument", /access_key_env/],
        [{ endpoints: { ...up, two: { base, caller_key: true } } }, "argument", /one host only/],
        [{ endpoints: up, access_key_env: "A" }, "argument", /caller_key/],
        [{ endpoints: up, embeddings: { model: "m" } }, "schema", /embeddings: .*base/],
        [{ endpoints: up, embeddings: { base, key: "k" } }, "schema", /"key" is not known/],
        [{ endpoints: up, embeddings: { base, key_env: "K" } }, "argument", /of embeddings.*access_key_env/],
        [{ endpoints: up, cors: "*" }, "schema", /cors/],
        [{ endpoints: up, limits: { seconds: 0 } }, "schema", /seconds/],
        [{ endpoints: up, members: [{ id: "a", endpoint: "no", model: "m" }] }, "argument", /not there/],
        [{ endpoints: up, members: [1, 2].map(() => ({ id: "a", endpoint: "up", model: "m" })) }, "argument", /two/],
    ];
    for (const [config, code, words] of wrong) {
        assert.throws(
            () => checkConfig(config),
            (error) => error instanceof SmacsError && error.code === code && words.test(error.message),
            JSON.stringify(config),
        );
    }
    const config = { endpoints: { up: { base, key_env: "SMACS_NO_SUCH_KEY" } }, open: true };
    assert.throws(() => createGateway({ config, load }), /SMACS_NO_SUCH_KEY/);
});
