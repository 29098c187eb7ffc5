// Whether programs may run: the visitor's word, once for answers, and the switch.
import { signal } from "@preact/signals";
import type { CheckResult } from "smacs";
import type { Allowance, Checker, CheckerOptions, OpenCheck } from "smacs/checks";
import { expect, test } from "vitest";
import { createChecks } from "../../src/features/run/checks.ts";
import { isRight } from "../../src/features/run/model/checks.ts";
import { canCheck, defaultRunOptions, readRunOptions } from "../../src/features/run/options.ts";

type Allow = NonNullable<CheckerOptions["allow"]>;

const about = (from: Allowance["from"]): Allowance => ({ language: "python", code: "print(1)", inputs: [""], from });

/** The state, and what a checker asks of it. */
async function make(checks: "ask" | "on" | "off" = "ask") {
    const options = signal({ ...defaultRunOptions, checks });
    let allow: Allow = () => true;
    const nothing: Checker = { open: () => undefined };
    const state = createChecks(options, async (given) => {
        allow = given;
        return nothing;
    });
    await state.prepare();
    return { options, state, allow: ((...given) => allow(...given)) as Allow };
}

test("a program of an answer waits for a yes, which holds from then on", async () => {
    const { options, state, allow } = await make();
    const answers = [allow(about("answer")), allow(about("answer"))];
    expect(state.waiting.value).toEqual(about("answer"));
    state.allow(true);
    expect(await Promise.all(answers)).toEqual([true, true]);
    expect(state.waiting.value).toBeUndefined();
    expect(options.value.checks).toBe("on");
    expect(allow(about("answer"))).toBe(true);
    expect(readRunOptions(JSON.parse(JSON.stringify(options.value))).checks).toBe("on");
});

test("a no holds until the next question, and is not remembered", async () => {
    const { options, state, allow } = await make();
    const answer = allow(about("answer"));
    state.allow(false);
    expect(await answer).toBe(false);
    expect(allow(about("answer"))).toBe(false);
    expect(options.value.checks).toBe("ask");
    await state.open("the next one");
    const again = allow(about("answer"));
    expect(state.waiting.value).toEqual(about("answer"));
    state.allow(true);
    expect(await again).toBe(true);
});

test("the question's own program runs without asking, and nothing does where checks are off", async () => {
    const { options, state, allow } = await make();
    expect(allow(about("question"))).toBe(true);
    expect(state.waiting.value).toBeUndefined();
    options.value = { ...options.value, checks: "off" };
    expect(allow(about("question"))).toBe(false);
    expect(allow(about("answer"))).toBe(false);
});

test("what is not needed any more waits no longer", async () => {
    const { state, allow } = await make();
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [allow(about("answer"), first.signal), allow(about("answer"), second.signal)];
    first.abort();
    expect(await answers[0]).toBe(false);
    expect(state.waiting.value).toBeDefined();
    second.abort();
    expect(await answers[1]).toBe(false);
    expect(state.waiting.value).toBeUndefined();
});

test("what finds programs may fail to come, and is fetched again", async () => {
    let times = 0;
    const state = createChecks(signal(defaultRunOptions), async () => {
        times++;
        throw new TypeError("Failed to fetch");
    });
    await state.prepare();
    expect(await state.open("a question")).toBeUndefined();
    expect(times).toBe(2);
    expect(createChecks(signal(defaultRunOptions), undefined).open("a question")).toBeUndefined();
});

test("what could not be run as it is meant is not said to be wrong", () => {
    const open = { expects: ["4", null], gives: (_: number, out: string) => out === "4" } as unknown as OpenCheck;
    const is = (input: number, outcome: CheckResult["outcome"], out = "") =>
        isRight({ program: 0, input, outcome, out }, open);
    expect([is(0, "value", "4"), is(0, "value", "5"), is(0, "error"), is(0, "timeout")]).toEqual([
        true,
        false,
        false,
        false,
    ]);
    expect([is(0, "refused"), is(1, "value", "4"), is(1, "error")]).toEqual([undefined, undefined, undefined]);
});

test("only answers that are chosen among are checked", () => {
    const can = (mode: typeof defaultRunOptions.mode) => canCheck({ ...defaultRunOptions, mode });
    expect(["auto", "select", "route", "aggregate", "paper"].filter((mode) => can(mode as "auto"))).toEqual([
        "auto",
        "select",
    ]);
    expect(canCheck({ ...defaultRunOptions, checks: "off" })).toBe(false);
});
