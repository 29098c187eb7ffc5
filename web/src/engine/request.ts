// Builds the request of a call as the endpoint's row in providers.ts says, without the fields that it is known to
// refuse.
import { type Failure, isAboutField, refusedFields } from "smacs/wire";
import { type ChatMessage, type Endpoint, headersOf } from "./endpoint.ts";
import { type SentMessage, type SentPicture, withPictures } from "./pictures.ts";
import type { Provider } from "./providers.ts";

export interface CallParams {
    temperature?: number;
    max_tokens?: number;
    logprobs?: boolean;
    seed?: number;
    /** How much the model is to think: a word of the wire. */
    effort?: string;
}

export interface Plan {
    url: string;
    headers: Record<string, string>;
    body: Record<string, unknown>;
    /** Names of fields in the body that the call can do without, the least important first. */
    optional: string[];
    /** Fields that were asked for but are not sent, because the service is known to refuse them. */
    dropped: string[];
}

export interface Asked {
    endpoint: Endpoint;
    model: string;
    messages: readonly ChatMessage[];
    params: CallParams;
    /** Left out: none. */
    pictures?: readonly SentPicture[] | undefined;
}

export function planCall(asked: Asked, provider: Provider, refused: ReadonlySet<string>): Plan {
    const { endpoint, model } = asked;
    const messages = withPictures(asked.messages, asked.pictures ?? [], provider.wire);
    const optional = Object.entries(optionalFields(asked, provider));
    const sent = optional.filter(
        ([field]) =>
            !refused.has(field) && (isWanted(field, asked, provider) || !needsRefused(field, provider, refused)),
    );
    const path = provider.wire === "anthropic" ? "messages" : "chat/completions";
    return {
        url: `${endpoint.base}/${path}`,
        headers: { ...headersOf(endpoint, provider), "Content-Type": "application/json" },
        body: {
            model,
            ...(provider.wire === "anthropic" ? withoutSystem(messages) : { messages }),
            stream: true,
            ...limit(asked.params, provider, refused),
            ...Object.fromEntries(sent),
        },
        optional: sent.map(([field]) => field),
        dropped: [
            ...untaken(asked.params, provider),
            ...optional.filter((entry) => !sent.includes(entry)).map(([field]) => field),
        ],
    };
}

/** The least important first. */
function optionalFields({ model, params }: Asked, provider: Provider): Record<string, unknown> {
    const { logprobs, seed, temperature, effort } = params;
    const asksChances = logprobs === true && provider.logprobs !== "none";
    const extras = asksChances ? provider.extras.filter(({ models }) => !models || models.test(model)) : [];
    return {
        ...Object.fromEntries(extras.map(({ field, value }) => [field, value])),
        ...(effort !== undefined && provider.effort !== "" ? { [provider.effort]: effort } : {}),
        ...(asksChances ? { logprobs: provider.logprobs === "integer" ? 1 : true } : {}),
        ...(provider.usage === "stream_options" ? { stream_options: { include_usage: true } } : {}),
        ...(seed !== undefined && provider.seed !== "none" ? { [provider.seed]: seed } : {}),
        ...(temperature !== undefined && provider.temperatureMax > 0
            ? { temperature: Math.min(temperature, provider.temperatureMax) }
            : {}),
    };
}

/** Whether the caller asked for it by itself. */
function isWanted(field: string, { params }: Asked, provider: Provider): boolean {
    return params.effort !== undefined && field === provider.effort;
}

/** The extra fields only serve the log-probabilities. */
function needsRefused(field: string, provider: Provider, refused: ReadonlySet<string>): boolean {
    return refused.has("logprobs") && provider.extras.some((extra) => extra.field === field);
}

function untaken({ logprobs, seed, temperature, effort }: CallParams, provider: Provider): string[] {
    return [
        ...(effort !== undefined && provider.effort === "" ? ["effort"] : []),
        ...(logprobs === true && provider.logprobs === "none" ? ["logprobs"] : []),
        ...(seed !== undefined && provider.seed === "none" ? ["seed"] : []),
        ...(temperature !== undefined && provider.temperatureMax === 0 ? ["temperature"] : []),
    ];
}

const otherSpelling = { max_tokens: "max_completion_tokens", max_completion_tokens: "max_tokens" } as const;

/** The limit bounds the cost, so it is respelt but never left out. */
function limit(params: CallParams, provider: Provider, refused: ReadonlySet<string>): Record<string, number> {
    const tokens = params.max_tokens ?? provider.maxTokensDefault;
    const { maxTokens } = provider;
    return tokens === undefined ? {} : { [refused.has(maxTokens) ? otherSpelling[maxTokens] : maxTokens]: tokens };
}

/** Anthropic's format has the instructions outside the messages. */
function withoutSystem(messages: readonly SentMessage[]) {
    const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
    return {
        ...(system.length > 0 ? { system: system.join("\n\n") } : {}),
        messages: messages.filter(({ role }) => role !== "system"),
    };
}

/** The fields to leave out, from the words of a refusal; none if it is about something else. */
export function refusedBy(failure: Failure, plan: Plan, provider: Provider): { fields: string[]; named: boolean } {
    const { status = 0, said } = failure;
    if (status === 404 && /requested parameters/i.test(said)) {
        // OpenRouter says this if no upstream takes all fields. Log-probabilities are the rarest.
        return { fields: plan.optional.filter((field) => field === "logprobs"), named: true };
    }
    const limits = Object.keys(plan.body).filter((field) => field in otherSpelling);
    const spellings = provider.extras.flatMap(({ field, said }) => (said ? [[field, said] as const] : []));
    const fields = refusedFields(failure, [...plan.optional, ...limits], Object.fromEntries(spellings));
    return fields.length === 0 && isAboutField(failure)
        ? { fields: plan.optional.slice(0, 1), named: false }
        : { fields, named: true };
}
