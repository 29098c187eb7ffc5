import { afterEach, describe, expect, test, vi } from "vitest";
import { findLocalServers, localAccess } from "../../src/engine/local-servers.ts";
import { createEndpointsState } from "../../src/features/endpoint/endpoints.ts";
import { memoryStore } from "../memory-store.ts";
import { realEngine } from "../real-engine.ts";

type Answer = () => Response | Promise<Response>;

/** What answers at which origin; nobody elsewhere. */
function machine(answers: Record<string, Answer>) {
    const asked: string[] = [];
    vi.stubGlobal("fetch", (url: string, { signal }: RequestInit) => {
        asked.push(url);
        const answer = answers[new URL(url).origin];
        return new Promise<Response>((resolve, reject) => {
            signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
            if (answer) {
                void Promise.resolve(answer()).then(resolve);
            } else {
                reject(new TypeError("Failed to fetch"));
            }
        });
    });
    return asked;
}

const list = (...ids: string[]) => Response.json({ data: ids.map((id) => ({ id })) });
const look = () => findLocalServers(new AbortController().signal);
const outcomes = async () => Object.fromEntries((await look()).map(({ provider, outcome }) => [provider.id, outcome]));

afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
});

describe("looking for servers on this machine", () => {
    test("asks each port by both names of the machine, for its list and without a key", async () => {
        const asked = machine({});
        expect(await outcomes()).toEqual({
            ollama: "silent",
            lmstudio: "silent",
            "llama.cpp": "silent",
            vllm: "silent",
        });
        const ports = [8080, 11434, 1234, 8000];
        expect(asked.toSorted()).toEqual(
            ports
                .flatMap((port) => ["127.0.0.1", "localhost"].map((host) => `http://${host}:${port}/v1/models`))
                .toSorted(),
        );
    });

    test("takes the name that answers", async () => {
        machine({ "http://127.0.0.1:11434": () => list("gemma2:9b"), "http://localhost:8080": () => list("x") });
        const found = (await look()).filter(({ outcome }) => outcome === "found");
        expect(found).toMatchObject([
            { provider: { id: "llama.cpp" }, base: "http://localhost:8080/v1", models: [{ id: "x" }] },
            { provider: { id: "ollama" }, base: "http://127.0.0.1:11434/v1", models: [{ id: "gemma2:9b" }] },
        ]);
    });

    test("tells apart who wants a key, and who is no such server", async () => {
        machine({
            "http://localhost:8080": () => Response.json({ error: { message: "Invalid API Key" } }, { status: 401 }),
            "http://localhost:8000": () => new Response("<!doctype html>", { status: 404 }),
            "http://localhost:1234": () => new Response("<!doctype html>"),
        });
        expect(await outcomes()).toEqual({ ollama: "silent", lmstudio: "other", "llama.cpp": "locked", vllm: "other" });
    });

    test("waits for none longer than two seconds", async () => {
        machine({ "http://localhost:8080": () => new Promise(() => {}), "http://localhost:1234": () => list("a") });
        vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
        const looking = outcomes();
        const over = vi.fn();
        void looking.then(over);
        await vi.advanceTimersByTimeAsync(1999);
        expect(over).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(await looking).toMatchObject({ "llama.cpp": "silent", lmstudio: "found" });
    });
});

describe("the browser's permission", () => {
    const permissions = (states: Record<string, string>) =>
        vi.stubGlobal("navigator", {
            permissions: {
                query: async ({ name }: { name: string }) => {
                    if (!(name in states)) {
                        throw new TypeError("no such permission");
                    }
                    return { state: states[name] };
                },
            },
        });

    test.each([
        [{ "loopback-network": "denied", "local-network-access": "granted" }, "denied"],
        [{ "local-network-access": "prompt" }, "prompt"],
        [{}, "unknown"],
    ])("of %j is %s", async (states, expected) => {
        permissions(states);
        expect(await localAccess()).toBe(expected);
    });
});

test("what is found can be asked at once, beside what was there", async () => {
    const { match: meanings } = await realEngine();
    const local = memoryStore();
    const endpoints = createEndpointsState(local, memoryStore(), false);
    const asked = machine({
        "http://localhost:11434": () => list("gemma2:9b", "mystery"),
        "http://localhost:8080": () => list("only-one"),
        "http://localhost:1234": () => list(),
    });
    expect(asked).toEqual([]);
    await endpoints.search.look(meanings);
    expect(endpoints.pool.value.map(({ id, model }) => [id, model])).toEqual([
        ["localhost:11434/gemma2:9b", "Gemma-2-9B-it"],
        ["localhost:8080/only-one", undefined],
    ]);
    await endpoints.search.look(meanings);
    expect(endpoints.list.value).toHaveLength(2);
    expect(createEndpointsState(local, memoryStore(), false).pool.value).toHaveLength(2);
});
