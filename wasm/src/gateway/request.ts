// A request for a chat completion: which of its fields are used, which go on to the models, which are refused by name.
import type { CallAction, RunConfig } from "../run-messages.js";
import { isRecord } from "../wire/json.js";
import { ApiError, badField } from "./errors.js";
import { type Conversation, conversationOf, routedConversation } from "./messages.js";
import { type Offered, offeredModel } from "./models.js";

export interface ChatRequest {
    model: Offered;
    conversation: Conversation;
    stream: boolean;
    /** Whether a stream ends with a chunk of usage. */
    includeUsage: boolean;
    /** Whether the reply shall hold the run's trace. */
    wantsTrace: boolean;
    seed: number | undefined;
    /** What the run's config gets from the request. */
    config: Pick<RunConfig, "temperature" | "max_tokens">;
    /** Further fields of a call of the run. */
    fields(action: CallAction): Record<string, unknown>;
    /** As it came, without what is the gateway's own: what a single model is asked with. */
    body: Record<string, unknown>;
}

/** Fields that go on to each call that answers the question or merges answers. */
const passedOn = [
    "top_p",
    "top_k",
    "min_p",
    "seed",
    "stop",
    "presence_penalty",
    "frequency_penalty",
    "repetition_penalty",
    "response_format",
    "reasoning_effort",
    "verbosity",
    "service_tier",
    "user",
    "safety_identifier",
    "prompt_cache_key",
    "metadata",
] as const;

/** Fields that the gateway reads itself. */
const understood = [
    "model",
    "messages",
    "stream",
    "stream_options",
    "temperature",
    "max_tokens",
    "max_completion_tokens",
    "n",
    "smacs",
];

/** Fields that make sense with one model only, and the values that ask for nothing. */
const ofOneModel: Record<string, (value: unknown) => boolean> = {
    tools: isEmptyList,
    functions: isEmptyList,
    tool_choice: (value) => value === "none" || value === "auto",
    function_call: (value) => value === "none" || value === "auto",
    parallel_tool_calls: () => true,
    logprobs: isFalse,
    top_logprobs: (value) => value === 0,
    logit_bias: (value) => isRecord(value) && Object.keys(value).length === 0,
    modalities: (value) => Array.isArray(value) && value.every((item) => item === "text"),
    audio: never,
    prediction: never,
    web_search_options: never,
    store: isFalse,
};

function isEmptyList(value: unknown): boolean {
    return Array.isArray(value) && value.length === 0;
}

function isFalse(value: unknown): boolean {
    return value === false;
}

function never(): boolean {
    return false;
}

/** Reads the body of a request. Throws an ApiError that names the field that is wrong or refused. */
export function chatRequest(given: unknown): ChatRequest {
    if (!isRecord(given)) {
        throw new ApiError(400, "The body must be a JSON object.", { code: "invalid_json" });
    }
    // The official clients send null for what was not set.
    const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    const model = offeredModel(body.model);
    const single = model.mode === "route";
    checkValues(body);
    if (!single) {
        refuseForOneModel(body, model.id);
    }
    const { smacs, ...rest } = body;
    const temperature = body.temperature as number | undefined;
    const limit = (body.max_completion_tokens ?? body.max_tokens) as number | undefined;
    const passed = Object.fromEntries(passedOn.filter((name) => name in body).map((name) => [name, body[name]]));
    return {
        model,
        conversation: single ? routedConversation(body.messages) : conversationOf(body.messages, model.id),
        stream: body.stream === true,
        includeUsage: isRecord(body.stream_options) && body.stream_options.include_usage === true,
        wantsTrace: isRecord(smacs) && smacs.trace === true,
        seed: Number.isInteger(body.seed) ? Number(body.seed) >>> 0 : undefined,
        config: {
            ...(temperature ? { temperature } : {}),
            ...(limit === undefined ? {} : { max_tokens: limit }),
        },
        fields: ({ role }) => {
            if (role !== "reference" && role !== "aggregate") {
                return {};
            }
            // At 0 the core would take its default.
            return role === "reference" && temperature === 0 ? { ...passed, temperature } : passed;
        },
        body: rest,
    };
}

function checkValues(body: Record<string, unknown>): void {
    const { stream, stream_options, temperature, n, seed, smacs } = body;
    const wrong = (param: string, must: string) => badField(param, `${param} must be ${must}.`);
    if (stream !== undefined && typeof stream !== "boolean") {
        throw wrong("stream", "true or false");
    }
    if (stream_options !== undefined && !isRecord(stream_options)) {
        throw wrong("stream_options", "an object");
    }
    if (temperature !== undefined && !(typeof temperature === "number" && temperature >= 0)) {
        throw wrong("temperature", "a number from 0");
    }
    for (const limit of ["max_tokens", "max_completion_tokens"]) {
        const value = body[limit];
        if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) > 0)) {
            throw wrong(limit, "a whole number above 0");
        }
    }
    if (n !== undefined && n !== 1) {
        throw badField("n", "n must be 1: of all answers, one is kept.", "unsupported_value");
    }
    if (seed !== undefined && !Number.isSafeInteger(seed)) {
        throw wrong("seed", "a whole number");
    }
    if (smacs !== undefined && !isOurs(smacs)) {
        throw wrong("smacs", "an object with no field but trace, which is true or false");
    }
}

function isOurs(smacs: unknown): boolean {
    return (
        isRecord(smacs) &&
        Object.entries(smacs).every(([name, value]) => name === "trace" && typeof value === "boolean")
    );
}

function refuseForOneModel(body: Record<string, unknown>, model: string): void {
    const known = new Set<string>([...passedOn, ...understood]);
    for (const [name, value] of Object.entries(body)) {
        const asksNothing = Object.hasOwn(ofOneModel, name) ? ofOneModel[name] : undefined;
        if (asksNothing ? !asksNothing(value) : !known.has(name)) {
            const why = asksNothing
                ? `${model} asks several models, which cannot share ${name}.`
                : `${model} does not know ${name}.`;
            throw badField(name, `${why} Use smacs/route, which passes it on to one model.`, "unsupported_parameter");
        }
    }
}
