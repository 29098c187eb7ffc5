// Lists of models, as endpoints answer with, and what they say of each: prices, context, scores.
import { isRecord, isString } from "./json.js";

/** A model in an endpoint's list. */
export interface ListedModel {
    id: string;
    /** US dollars per million tokens. */
    price?: { input: number; output: number };
    /** Context length in tokens. */
    context?: number;
    /** Whether it takes pictures; left out where the list does not say. */
    pictures?: boolean;
    /** Published results that the list carries, by the benchmark's name in an index's fit. */
    scores?: { benchmark: string; score: number }[];
}

export interface ModelListOptions {
    /** The service says prices of `input` and `output` in dollars per million tokens. */
    pricesPerMillion?: boolean;
}

/**
 * The models of {data: [{id}]}, {models: [{model or name}]}, {result: [..]}, {data: {models: [..]}} or a bare list, sorted by
 * id, each once. Undefined if it is no list.
 */
export function readModelList(body: unknown, options: ModelListOptions = {}): ListedModel[] | undefined {
    let list = body;
    while (isRecord(list)) {
        list = list.data ?? list.models ?? list.result;
    }
    if (!Array.isArray(list)) {
        return undefined;
    }
    const byId = new Map<string, ListedModel>();
    for (const entry of list) {
        const id: unknown = isRecord(entry) ? (entry.id ?? entry.model ?? entry.name) : entry;
        if (isString(id) && !byId.has(id)) {
            byId.set(id, isRecord(entry) ? { id, ...priceIn(entry, options), ...factsIn(entry) } : { id });
        }
    }
    return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id, "en"));
}

function factsIn(entry: Record<string, unknown>): Omit<ListedModel, "id" | "price"> {
    const context = contextIn(entry) ?? (isRecord(entry.top_provider) ? contextIn(entry.top_provider) : undefined);
    const scores = scoresIn(entry.benchmarks);
    const pictures = picturesIn(entry);
    return {
        ...(context === undefined ? {} : { context }),
        ...(pictures === undefined ? {} : { pictures }),
        ...(scores.length > 0 ? { scores } : {}),
    };
}

/**
 * OpenRouter and those like it list what a model takes ("text", "image"), Mistral says whether it sees, and llama.cpp
 * lists what it is able to.
 */
function picturesIn({ architecture, input_modalities, capabilities }: Record<string, unknown>): boolean | undefined {
    const listed = input_modalities ?? (isRecord(architecture) ? architecture.input_modalities : undefined);
    if (Array.isArray(listed)) {
        return listed.includes("image");
    }
    if (Array.isArray(capabilities)) {
        return capabilities.includes("multimodal") || capabilities.includes("vision");
    }
    return isRecord(capabilities) && typeof capabilities.vision === "boolean" ? capabilities.vision : undefined;
}

/** The dearest price of a token that any model has is far below this; more is in another unit. */
const dearestToken = 0.005;

/** Per token as OpenRouter and those like it say it, or per million where the service is known to. */
function priceIn({ pricing }: Record<string, unknown>, options: ModelListOptions): Pick<ListedModel, "price"> {
    if (!isRecord(pricing)) {
        return {};
    }
    const { prompt, completion, input, output } = pricing;
    if (options.pricesPerMillion) {
        return pairOf(amountOf(input), amountOf(output), 1);
    }
    // Gateways say a token's price as text: "0.00000035".
    const perToken =
        prompt === undefined
            ? [input, output].map((value) => (isString(value) ? value : undefined))
            : [prompt, completion];
    const [first, second] = perToken.map(amountOf);
    return Math.max(first ?? 0, second ?? 0) < dearestToken ? pairOf(first, second, 1e6) : {};
}

/** A negative price means "it depends". */
function amountOf(value: unknown): number | undefined {
    const number = isString(value) && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** Rounding removes the digits that floating point adds. */
function pairOf(input: number | undefined, output: number | undefined, unit: number): Pick<ListedModel, "price"> {
    const inMillions = (amount: number) => Number((amount * unit).toPrecision(9));
    return input === undefined || output === undefined
        ? {}
        : { price: { input: inMillions(input), output: inMillions(output) } };
}

/** The names that OpenRouter and Together, vLLM, and Groq use. */
function contextIn(entry: Record<string, unknown>): number | undefined {
    const names = ["context_length", "max_model_len", "context_window"];
    const context = names.map((name) => entry[name]).find((value) => Number.isInteger(value) && Number(value) > 0);
    return context === undefined ? undefined : Number(context);
}

/** OpenRouter's: {"artificial_analysis": {"intelligence_index": 71.4, ..}}. */
function scoresIn(benchmarks: unknown): { benchmark: string; score: number }[] {
    const indices =
        isRecord(benchmarks) && isRecord(benchmarks.artificial_analysis) ? benchmarks.artificial_analysis : {};
    const score = indices.intelligence_index;
    return typeof score === "number" && score > 0 && score <= 100
        ? [{ benchmark: "AA Intelligence Index", score }]
        : [];
}
