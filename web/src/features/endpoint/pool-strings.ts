// The words about choosing models. They come with the sheet, not with the page.
import {
    amount,
    capital,
    compact,
    count,
    day,
    decimal,
    dollars,
    duration,
    inWords,
    names,
    percent,
    plural,
} from "../../lib/format.ts";
import { words } from "../../lib/words.ts";
import type { Effort } from "./memory.ts";
import type { Evidence } from "./offers.ts";
import type { Empty, Preset } from "./presets.ts";
import type { Price } from "./prices.ts";
import type { Sort } from "./shop.ts";

const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

export const poolStrings = words("pool", {
    title: "Choose models",
    hint: "Each question goes to the best of the selected models.",
    remembered: "These are the models from your last visit. Fetch the list to see all that the endpoint serves.",
    none: "No benchmark data for these models yet. You can still use them: select the ones you want.",

    presets: {
        title: "Quick choices",
        names: { ready: "Five makers", open: "Best open", cheap: "Cheap", local: "Local" } satisfies Record<
            Exclude<Preset, "mine">,
            string
        >,
        mine: (n: number) => `My ${n === 0 ? "five" : inWords(n)}`,
        /** What each one is, for those who point at it or hear it. */
        hints: {
            ready: () => "Five current models of different makers, at about a cent a question",
            open: () => "The five models with open weights that should do best, of different makers first",
            cheap: (most) => `The five that should do best at ${most} or less per million tokens, in and out together`,
            local: () => "All models that run on this machine",
            mine: () => "The selection that you saved",
        } satisfies Record<Preset, (cheap: string) => string>,
        save: (n: number) => `Save ${plural(n, "this one", `these ${n}`)} as mine`,
        saved: "Saved. You can come back to them with one click.",
        chosen: (models: readonly string[], makers: number) =>
            `Selected ${names(models)}${makers > 1 ? `, from ${inWords(makers)} makers` : ""}.`,
        chosenMany: (n: number) => `Selected ${models(n)}.`,
        undo: "Undo",
        undone: "The earlier selection is back.",
        empty: {
            few: () => "No endpoint is connected yet. Fetch its models first.",
            unknown: () => "Nothing is known about these models, so no choice can be suggested. Select some yourself.",
            closed: () => "None of these models is known to have open weights.",
            prices: () => "This list has no prices. Enter them in a model's details, or choose models yourself.",
            dear: (most) => `None of these models costs ${most} or less per million tokens.`,
            local: () =>
                "No model on this machine is connected. Look for a model server below, or fetch a model that runs in this tab.",
            mine: () => "Select the models that you like, then save them.",
            gone: () => "None of the models that you saved is connected now.",
        } satisfies Record<Empty, (cheap: string) => string>,
    },

    ready: {
        title: "Ready to ask",
        text: (n: number, makers: number) =>
            `${capital(inWords(n))} ${plural(n, "model", "models")} from ${inWords(makers)} ${plural(makers, "maker", "makers")}.`,
        price: ({ input, output }: Price) =>
            input === 0 && output === 0 ? "free" : `$${amount(input)} in, $${amount(output)} out per M tokens`,
        costHint: "If all are asked once: a short question, answers of 600 tokens, 2,500 where a model thinks first.",
        others: "Use them, or choose others below.",
    },

    search: "Search",
    searchHint: "Name or maker",
    sort: "Sort by",
    sorts: {
        expected: "Expected score",
        name: "Name",
        price: "Price, lowest first",
        context: "Context, longest first",
    } satisfies Record<Sort, string>,
    filters: (n: number) => (n === 0 ? "Filters" : `Filters (${n})`),
    filter: {
        known: "Has benchmark data",
        calibrated: "Calibrated here",
        free: "Free",
        openWeights: "Open weights",
        sees: "Takes pictures",
        maker: "Maker",
        price: "Price, in + out",
        context: "Context",
        size: "Size",
        any: "Any",
        perMillion: (price: number) => `Up to ${dollars(price)} per M`,
        tokens: (tokens: number) => `${compact(tokens)} tokens or more`,
        parameters: (thousandMillions: number) => `Up to ${thousandMillions} B`,
        clear: "Clear filters",
    },
    found: (n: number, all: number) => (n === all ? models(all) : `${count(n)} of ${models(all)}`),
    selected: (n: number) => `${count(n)} selected`,
    noHit: "No model matches.",
    selectShown: (n: number) => `Select ${plural(n, "it", `all ${count(n)}`)}`,
    clear: "Clear selection",
    more: (n: number) => `Show ${count(n)} more`,
    tooMany: (n: number) => `At most ${count(n)} models are compared for a question; the others are left out.`,

    columns: {
        name: "Model",
        maker: "Maker",
        expected: "Expected",
        price: "In / out, $ per M",
        context: "Context",
    },
    /** Followed by what its words mean. */
    expectedHint: "Expected is the share of our benchmark questions that a model should get right, known",
    expectedBy: {
        scores: "from its answers",
        published: "from published results",
        family: "from similar models only",
    },
    fetchList: "Fetch the list",
    evidence: {
        calibrated: "calibrated",
        scores: "measured",
        published: "published",
        family: "by family",
        nothing: "no data",
    } satisfies Record<Evidence, string>,
    expected: (share: number) => `${Math.round(100 * share)} %`,
    prices: ({ input, output }: Price) =>
        input === 0 && output === 0 ? "free" : `${amount(input)} / ${amount(output)}`,
    contextShort: (tokens: number) => compact(tokens),
    /** What columns without a head say to those who do not see where a figure stands. */
    said: {
        expected: "expected right,",
        price: "dollars in and out per million tokens,",
        context: "tokens of context",
        unknownPrice: "price unknown",
    },
    details: (id: string) => `Details of ${id}`,

    fields: {
        model: "Known as",
        input: "In, $ per M",
        output: "Out, $ per M",
        limit: "Time limit, s",
        effort: "Thinking",
        temperature: "Temperature",
    },
    /** As people know the words that go over the wire. */
    efforts: { none: "none", low: "a little", medium: "some", high: "much" } satisfies Record<Effort, string>,
    effortHint: "If it can. What is expected of it may change.",
    /** `most`: what the service takes; `over`: the chosen one is above that. */
    sees: "Takes pictures",
    temperatureHint: (most: number, over: boolean) =>
        over
            ? `This service takes ${decimal(most)} at most, so that is sent.`
            : `0 to ${decimal(most)}. For its own answers; not in the paper's mode.`,
    /** Follows a field's word for those who cannot see the row. */
    of: (id: string) => `(${id})`,
    unknown: "not in the index",
    unknownHint: "Nothing is known about it. It is asked only if you select it, after the others.",
    sameHint: (model: string, id: string) =>
        id === ""
            ? `Its name says ${model}, but you chose otherwise.`
            : `The same model as ${id}, ${model}. Select this one instead of that to ask it as ${model}.`,
    listedHint: "Judged by the published results in this list, until it is calibrated.",
    familyHint: (family: string) => `Judged by its family, ${family}, and its size, until it is calibrated.`,
    recognised: "recognised by its id",
    chosen: "your choice",
    facts: {
        mean: (share: number, scored: number) => `${percent(share)} % of ${count(scored)} questions right`,
        unscored: "known by published results",
        effort: (effort: string) => (effort === "thinking" ? "thinks before it answers" : `effort: ${effort}`),
        parameters: (thousandMillions: number) => `${count(thousandMillions)} B`,
        context: (tokens: number) => `${count(tokens)} tokens`,
        openWeights: "open weights",
    },
    limitHint: "For one answer of this model, in place of the general limit.",
    /** Where a price is from; the date is empty where none is known. */
    priceFrom: {
        typed: (date) => `typed, ${date}`,
        local: () => "free, on this machine",
        listed: (date) => `from the service's list, ${date}`,
        catalog: (date) => (date === "" ? "catalog" : `catalog, ${date}`),
        unknown: () => "price unknown",
    } satisfies Record<Price["basis"] | "unknown", (date: string) => string>,
    /** What a question costs with some models. */
    costs: {
        unknown: "Not all of their prices are known.",
        free: "They cost nothing.",
        about: (usd: string) => `About ${usd} a question.`,
    },
    priceHalf: "Both prices are needed.",
    priceReset: "Undo",
    priceResetOf: (id: string) => `the price typed for ${id}`,
    usual: "default",
    noPrice: "?",
    test: "Test",
    testAll: (n: number) => `Test selected (${n})`,
    stopTests: "Stop testing",
    tested: (done: number, all: number) => `${done} of ${all} tested.`,
    calibrate: "Calibrate",
    calibrateUnknown: (n: number) => `Calibrate the ${count(n)} without data`,
    waiting: "queued",
    running: "asking…",
    passed: (ms: number, abilities: string) => `Answered in ${duration(ms)}. ${abilities}`,
    before: (date: string, abilities: string) => `Tested on ${day(date)}: ${abilities}`,
    abilities: {
        logprobs: "log-probs",
        streaming: "streaming",
        usage: "token counts",
        value: { yes: "yes", no: "no", unknown: "unknown" },
    },
});
