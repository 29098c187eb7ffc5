// Laws of reading replies, on inputs that a library draws. A failure prints the seed and the smallest input.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { asFailure, Collector, Failure, failureOfResponse, readStream, splitThinking } from "smacs/wire";

const encoder = new TextEncoder();

/** A body that arrives in pieces, cut at these places. */
function bodyOf(text, cuts = []) {
    const bytes = encoder.encode(text);
    const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
        (a, b) => a - b,
    );
    return new ReadableStream({
        start(controller) {
            for (let at = 1; at < places.length; at++) {
                controller.enqueue(bytes.slice(places[at - 1], places[at]));
            }
            controller.close();
        },
    });
}

/** What a body comes to: an answer, or the kind of its failure. */
async function read(text, cuts, wire) {
    const collector = new Collector();
    try {
        for await (const event of readStream(bodyOf(text, cuts), wire)) {
            collector.add(event);
        }
        return collector.answer();
    } catch (error) {
        assert.ok(error instanceof Failure, String(error));
        return { kind: error.kind, partial: collector.split() };
    }
}

const cuts = fc.array(fc.nat(), { maxLength: 20 });
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
/** Text that no rule about thoughts or tokens looks at. */
const plain = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[<>[\]|◁▷`]/g, "x"));
const word = fc.stringMatching(/^[a-z][a-z ,.]{0,20}[a-z]$/).filter((text) => !text.startsWith("analysis"));

const chunk = (delta, finish = null) => ({ choices: [{ index: 0, delta, finish_reason: finish }] });

describe("a stream", () => {
    test("says the same wherever it is cut, and however its lines end", async () => {
        const pieces = fc.array(plain, { minLength: 1, maxLength: 8 });
        await fc.assert(
            fc.asyncProperty(pieces, lineEnd, fc.boolean(), cuts, async (texts, end, blank, places) => {
                const chunks = [...texts.map((content) => chunk({ content })), chunk({}, "stop")];
                const body = [...chunks.map((one) => JSON.stringify(one)), "[DONE]"]
                    .map((data) => `data: ${data}${end}${blank ? end : ""}`)
                    .join("");
                const whole = await read(body, []);
                assert.deepEqual(await read(body, places), whole);
                assert.equal(whole.text ?? "", splitThinking(texts.join("")).text);
            }),
        );
    });

    test("has the events that the parser of the standard finds in it", async () => {
        const field = fc.constantFrom("data: ", "data:", "event: x", ":", "id: 1", "retry: 5", "other: ");
        const line = fc
            .tuple(field, fc.nat(9))
            .map(([name, n]) => (name.startsWith("data") ? `${name}{"n":${n}}` : name));
        const event = fc
            .array(line, { maxLength: 3 })
            .filter((lines) => lines.filter((l) => l.startsWith("data")).length < 2);
        await fc.assert(
            fc.asyncProperty(fc.array(event, { maxLength: 6 }), lineEnd, cuts, async (events, end, places) => {
                const body = `${events.map((lines) => lines.map((l) => l + end).join("")).join(end)}${end}${end}`;
                const expected = [];
                createParser({ onEvent: ({ data }) => expected.push(JSON.parse(data).n) }).feed(body);
                // Each document becomes an event of the wire: its number as a count of tokens.
                const counted = body.replaceAll(/\{"n":(\d)\}/g, '{"usage":{"completion_tokens":$1}}');
                const found = [];
                try {
                    for await (const one of readStream(bodyOf(counted, places))) {
                        found.push(one.usage?.output);
                    }
                } catch (error) {
                    assert.equal(asFailure(error).kind, "bad-response");
                }
                assert.deepEqual(found, expected);
            }),
        );
    });

    test("of anything ends in an answer or a failure, the same wherever it is cut", async () => {
        const token = fc.constantFrom(
            "data:",
            "data: ",
            "event: error",
            "\n",
            "\r",
            "[DONE]",
            "{",
            "}",
            '"',
            "<",
            ":",
            " ",
            "NaN",
        );
        const json = fc.json({ maxDepth: 3 });
        const body = fc.array(fc.oneof(token, json, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 30 });
        await fc.assert(
            fc.asyncProperty(body, cuts, fc.constantFrom("openai", "anthropic"), async (parts, places, wire) => {
                const text = parts.join("");
                assert.deepEqual(await read(text, places, wire), await read(text, [], wire));
            }),
            { numRuns: 400 },
        );
    });

    test("of chunks of any form never throws anything but failures", async () => {
        const any = fc.jsonValue({ maxDepth: 2 });
        const message = fc.record({ content: any, reasoning_content: any, refusal: any }, { requiredKeys: [] });
        const choice = fc.record(
            {
                index: any,
                delta: fc.oneof(message, any),
                message,
                text: any,
                finish_reason: any,
                logprobs: any,
                error: any,
            },
            { requiredKeys: [] },
        );
        const document = fc.record(
            {
                choices: fc.oneof(fc.array(choice, { maxLength: 3 }), any),
                usage: any,
                model: any,
                error: any,
                type: any,
            },
            { requiredKeys: [] },
        );
        await fc.assert(
            fc.asyncProperty(fc.array(document, { maxLength: 4 }), async (documents) => {
                const found = await read(documents.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(""), []);
                assert.ok("kind" in found || found.text !== "");
            }),
            { numRuns: 400 },
        );
    });
});

describe("thoughts", () => {
    const marks = [
        ["<think>", "</think>"],
        ["<thinking>", "</thinking>"],
        ["<SEED:think>", "</seed:THINK>"],
        ["[THINK]", "[/THINK]"],
        ["◁think▷", "◁/think▷"],
        ["<|begin_of_thought|>", "<|end_of_thought|>"],
    ];

    test("in front are told from the answer, whatever both say", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...marks),
                fc.array(word, { minLength: 1, maxLength: 3 }),
                word,
                ([open, close], thoughts, said) => {
                    const raw = `${thoughts.map((thought) => open + thought + close).join("\n")}\n${said}`;
                    assert.deepEqual(splitThinking(raw), { text: said, reasoning: thoughts.join("\n\n") });
                },
            ),
        );
    });

    test("are found alike whether they came by pieces or not, and nothing is made up", () => {
        const part = fc.oneof(
            word,
            fc.constantFrom(
                ...marks.flat(),
                "\n",
                "`",
                "```\n",
                " ",
                "<|im_end|>",
                "</s>",
                "<|channel|>final<|message|>",
            ),
        );
        fc.assert(
            fc.property(fc.array(part, { maxLength: 15 }), (parts) => {
                const raw = parts.join("");
                const { text, reasoning } = splitThinking(raw);
                assert.ok(text.length + reasoning.length <= raw.length + 2 * parts.length);
                for (const line of `${text}\n${reasoning}`.split("\n")) {
                    assert.ok(raw.includes(line), line);
                }
                const collector = new Collector();
                for (const piece of parts) {
                    collector.add({ kind: "text", text: piece });
                }
                if (text !== "") {
                    assert.equal(collector.answer().text, text);
                }
            }),
            { numRuns: 1000 },
        );
    });
});

test("an error of any form and status is a failure in one line, without a page's marks", () => {
    const body = fc.oneof(
        fc.json(),
        fc.string({ unit: "binary" }),
        fc.record({ error: fc.jsonValue() }).map((v) => JSON.stringify(v)),
    );
    fc.assert(
        fc.property(fc.integer({ min: 300, max: 599 }), body, (status, text) => {
            const failure = failureOfResponse(status, text);
            assert.ok(failure.message.length <= 300);
            assert.doesNotMatch(failure.message, /[\n\r\p{Cc}]/u);
            assert.ok(failure.retryAfter === undefined || failure.retryAfter >= 0);
        }),
    );
});
