// Services and local servers as data: how each departs from the plain OpenAI wire format. Code asks a column, never a
// name. The set-up form offers the rows, and the build derives from them which hosts the page may contact
// (vite.config.ts). What a row says is a first guess; what a server really refuses is learnt (capabilities.ts).
import { hasBuiltIn } from "./built-in-state.ts";
import { builtInBase, tabBase } from "./tab-address.ts";

export interface Provider {
    /** Stable, for what is stored. */
    id: string;
    name: string;
    /** Base address, as people would enter it. */
    address: string;
    /** On this machine: no key needed, and the server has to allow the page's origin. */
    local: boolean;
    wire: "openai" | "anthropic";
    /** How the key is sent. */
    auth: "bearer" | "x-api-key";
    /** Further headers. Each one must be in the service's preflight answer, or no call gets through. */
    headers: Readonly<Record<string, string>>;
    /** After the base, for the list of models. */
    models: string;
    /**
     * How log-probabilities are asked for: `true`, `1`, not at all because the request would fail, or ("probe") like
     * "boolean" where nobody documents an answer. All but "none" are asked, and the refusal is remembered.
     */
    logprobs: "boolean" | "integer" | "none" | "probe";
    maxTokens: "max_tokens" | "max_completion_tokens";
    /** Sent when the caller sets no limit, where the wire demands one. */
    maxTokensDefault: number | undefined;
    /** Whether token counts in a stream have to be asked for; some refuse the question and send them anyway. */
    usage: "stream_options" | "always";
    seed: "seed" | "random_seed" | "none";
    /** Largest temperature taken; 0: none is. */
    temperatureMax: number;
    /** The field that says how much a model is to think; "": none. */
    effort: "reasoning_effort" | "";
    /** Further fields of the body. */
    extras: readonly Extra[];
    /** Where the wire reports what a call cost, and how many US dollars its unit is. */
    cost: { field: string; usd: number } | undefined;
    /** Answers a wrong key without CORS headers, so that a browser only sees a failed connection. */
    opaqueAuth: boolean;
    /** Calls at once; more wait in the page, where waiting costs no patience. */
    parallel: number;
    /** How much longer than usual a call may take. */
    slowness: number;
    /** Whether it passes questions on to companies that run the models. */
    relays: boolean;
    /** Its list of models says prices in US dollars per million tokens, not per token. */
    pricesPerMillion: boolean;
    /** What to start a local server with, so that it allows the origin; "" when it allows any. */
    allowOrigin: (origin: string) => string;
    /** What starts one that allows any. */
    start: string;
}

/** A field sent together with the question for log-probabilities, because it decides whether any come. */
export interface Extra {
    field: string;
    value: unknown;
    /** Only for models of such names. */
    models?: RegExp;
    /** How a refusal names it, where its own name is too common a word. */
    said?: RegExp;
}

/** The OpenAI wire as most speak it. Six calls at once: what browsers open to one HTTP/1.1 origin anyway. */
const usual = {
    local: false,
    wire: "openai",
    auth: "bearer",
    headers: {},
    models: "/models",
    logprobs: "boolean",
    maxTokens: "max_tokens",
    maxTokensDefault: undefined,
    usage: "stream_options",
    seed: "seed",
    temperatureMax: 2,
    effort: "reasoning_effort",
    extras: [],
    cost: undefined,
    opaqueAuth: false,
    parallel: 6,
    slowness: 1,
    relays: false,
    pricesPerMillion: false,
    allowOrigin: () => "",
    start: "",
} as const satisfies Partial<Provider>;

/** Any other server. Whether it knows log-probabilities is found out. */
export const custom: Provider = { ...usual, id: "custom", name: "Custom", address: "", logprobs: "probe" };

/** Models that run in this tab. */
export const inTab: Provider = {
    ...usual,
    id: "tab",
    name: "This page",
    address: tabBase,
    effort: "",
    local: true,
    parallel: 1,
    // A phone reads some references at 3 tokens a second: ten minutes before the first word.
    slowness: 4,
    // Small models ramble, and slowly; what they have to say, they say before.
    maxTokensDefault: 256,
};

/** The model that the browser brings along. */
const builtIn: Provider = {
    ...usual,
    id: "built-in",
    name: "This browser",
    address: builtInBase,
    effort: "",
    local: true,
    logprobs: "none",
    usage: "always",
    seed: "none",
    temperatureMax: 0,
    parallel: 1,
    // It may have to be loaded first, and is asked one question after the other.
    slowness: 2,
};

export const providers: readonly Provider[] = [
    {
        ...usual,
        id: "openrouter",
        name: "OpenRouter",
        address: "https://openrouter.ai/api/v1",
        usage: "always",
        // Else it may pick an upstream that silently leaves them out.
        extras: [{ field: "provider", value: { require_parameters: true }, said: /require_parameters/ }],
        cost: { field: "cost", usd: 1 },
        relays: true,
    },
    {
        ...usual,
        id: "together",
        name: "Together",
        address: "https://api.together.xyz/v1",
        logprobs: "integer",
        pricesPerMillion: true,
    },
    { ...usual, id: "fireworks", name: "Fireworks", address: "https://api.fireworks.ai/inference/v1" },
    {
        ...usual,
        id: "groq",
        name: "Groq",
        address: "https://api.groq.com/openai/v1",
        logprobs: "none",
        maxTokens: "max_completion_tokens",
        // Free plans allow few requests a minute.
        parallel: 4,
    },
    {
        ...usual,
        id: "huggingface",
        name: "Hugging Face",
        address: "https://router.huggingface.co/v1",
        logprobs: "probe",
        relays: true,
        parallel: 4,
    },
    {
        ...usual,
        id: "mistral",
        name: "Mistral",
        address: "https://api.mistral.ai/v1",
        logprobs: "probe",
        usage: "always",
        seed: "random_seed",
        temperatureMax: 1.5,
        // Free plans allow about one request a second.
        parallel: 2,
    },
    {
        ...usual,
        id: "deepseek",
        name: "DeepSeek",
        address: "https://api.deepseek.com/v1",
        seed: "none",
        // Thinks by default, and gives no log-probabilities while it does.
        extras: [{ field: "thinking", value: { type: "disabled" } }],
    },
    {
        ...usual,
        id: "cerebras",
        name: "Cerebras",
        address: "https://api.cerebras.ai/v1",
        logprobs: "probe",
        maxTokens: "max_completion_tokens",
        opaqueAuth: true,
        parallel: 4,
    },
    {
        ...usual,
        id: "xai",
        name: "xAI",
        address: "https://api.x.ai/v1",
        maxTokens: "max_completion_tokens",
        cost: { field: "cost_in_usd_ticks", usd: 1e-10 },
    },
    {
        ...usual,
        id: "openai",
        name: "OpenAI",
        address: "https://api.openai.com/v1",
        maxTokens: "max_completion_tokens",
        // From 5.1 on there are log-probabilities only without reasoning.
        extras: [{ field: "reasoning_effort", value: "none", models: /^gpt-5\.\d/ }],
        opaqueAuth: true,
    },
    {
        ...usual,
        id: "gemini",
        name: "Gemini",
        address: "https://generativelanguage.googleapis.com/v1beta/openai",
        logprobs: "probe",
        seed: "none",
        parallel: 4,
    },
    {
        ...usual,
        id: "anthropic",
        name: "Anthropic",
        address: "https://api.anthropic.com/v1",
        wire: "anthropic",
        auth: "x-api-key",
        headers: { "anthropic-version": "2023-06-01", "anthropic-dangerous-direct-browser-access": "true" },
        models: "/models?limit=1000",
        logprobs: "none",
        maxTokensDefault: 4096,
        usage: "always",
        seed: "none",
        temperatureMax: 1,
        effort: "",
        parallel: 4,
    },
    {
        ...usual,
        id: "llama.cpp",
        name: "llama.cpp",
        address: "http://localhost:8080/v1",
        local: true,
        // The number of slots it makes by itself.
        parallel: 4,
        start: "llama-server -m MODEL.gguf --port 8080",
    },
    {
        ...usual,
        id: "ollama",
        name: "Ollama",
        address: "http://localhost:11434/v1",
        local: true,
        // A panel is of different models, and most machines hold one: in turn, each is loaded once.
        parallel: 1,
        allowOrigin: (origin) => `OLLAMA_ORIGINS=${origin} ollama serve`,
    },
    {
        ...usual,
        id: "lmstudio",
        name: "LM Studio",
        address: "http://localhost:1234/v1",
        local: true,
        logprobs: "probe",
        // As for Ollama.
        parallel: 1,
        allowOrigin: () => "lms server start --cors",
    },
    {
        ...usual,
        id: "vllm",
        name: "vLLM",
        address: "http://localhost:8000/v1",
        local: true,
        start: "vllm serve MODEL --port 8000",
    },
];

/** The row of an endpoint: by its id if it has one, else by where it is. */
export function providerOf({ base, provider }: { base: string; provider?: string }): Provider {
    if (base === tabBase || provider === inTab.id) {
        return inTab;
    }
    if (base === builtInBase || provider === builtIn.id) {
        return builtIn;
    }
    const origin = originOf(base);
    const fits = (row: Provider) => (provider ? row.id === provider : originOf(row.address) === origin);
    return providers.find(fits) ?? custom;
}

/** localhost has several names. */
function originOf(address: string): string | undefined {
    return URL.parse(address)?.origin.replace(/\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, "//localhost");
}

/** Origins that the strict page may contact, beside itself and loopback. */
export const hostedOrigins: readonly string[] = [
    ...new Set(providers.filter((provider) => !provider.local).map((provider) => new URL(provider.address).origin)),
];

export const loopbackOrigins: readonly string[] = ["http://localhost:*", "http://127.0.0.1:*"];

/** Whether the strict page's policy lets it contact this address. */
export function isKnownHost(address: string): boolean {
    if (address === tabBase) {
        return true;
    }
    if (address === builtInBase) {
        return hasBuiltIn();
    }
    const url = URL.parse(address);
    if (!url) {
        return false;
    }
    const loopback = url.protocol === "http:" && (url.hostname === "localhost" || url.hostname === "127.0.0.1");
    return loopback || hostedOrigins.includes(url.origin);
}
