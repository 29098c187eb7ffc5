// What a gateway is set up with. The file is the pool file of `smacs run` (src/host/README.md) with a few fields more.
import { SmacsError } from "../error.js";
import type { RunConfig } from "../run-messages.js";
import { isRecord, isString } from "../wire/json.js";

/** Where models are asked. */
export interface EndpointConfig {
    /** The address before "/chat/completions". */
    base: string;
    /** The environment variable that holds the gateway's own key for it. */
    key_env?: string;
    /** The caller's key goes there. One endpoint at most may have this. */
    caller_key?: boolean;
    /** Calls in flight; 0 or left out: no limit. */
    parallel?: number;
    /** For a whole call; default: the limit of the request. */
    timeout_s?: number;
}

/** A model that may be asked. */
export interface MemberConfig {
    id: string;
    endpoint: string;
    /** Its id at the endpoint. */
    model: string;
    /** Its name in the index, or another id that the index knows; default `model`. */
    index?: string;
    maker?: string;
    prior?: number;
    /** USD per million tokens. */
    price_input?: number;
    price_output?: number;
    aggregates?: boolean;
    logprobs?: boolean;
}

/** Where the vectors of questions are made, by the model that made those of the index. */
export interface EmbeddingsConfig {
    /** The address before "/embeddings". */
    base: string;
    /** Its name, as index and endpoint have it; default: the index's. */
    model?: string;
    /** The environment variable that holds the gateway's own key for it. */
    key_env?: string;
    /** How many numbers to ask for; left out: what the model gives. */
    dimensions?: number;
    /** For a request; default 60. */
    timeout_s?: number;
}

export interface GatewayConfig {
    endpoints: Record<string, EndpointConfig>;
    /** Left out: each endpoint's own list of models, as far as the index knows them. */
    members?: MemberConfig[];
    /** Ids of members, first choice first; left out: chosen by the priors. */
    aggregators?: string[];
    /** Needed where a model outside made the index's vectors, and there alone. */
    embeddings?: EmbeddingsConfig;
    /** The environment variable that holds the key that callers must bring. It is never sent on. */
    access_key_env?: string;
    /** Let anybody who reaches the gateway use its own keys. */
    open?: boolean;
    /** Origins of pages that may ask; "*" for all. Default none. */
    cors?: string[];
    limits?: Partial<GatewayLimits>;
    /** Defaults of runs, as the schema's RunConfig has them; `mode` and `pace` follow from the model asked for. */
    run?: Omit<RunConfig, "mode" | "pace">;
}

export interface GatewayLimits {
    /** Of a request's body. */
    body_bytes: number;
    /** Chat requests in flight. */
    concurrent: number;
    /** For a request. References are given up at three quarters of it, so that what came can be merged. */
    seconds: number;
}

export const defaultLimits: GatewayLimits = { body_bytes: 4 << 20, concurrent: 64, seconds: 300 };

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Check = (value: unknown) => boolean;
type Fields = Record<string, Check>;

const text: Check = (value) => isString(value) && value !== "";
const flag: Check = (value) => typeof value === "boolean";
const amount: Check = (value) => typeof value === "number" && value >= 0 && Number.isFinite(value);
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const positive: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const record: Check = isRecord;
const members: Check = (value) => Array.isArray(value) && value.length > 0;
const address: Check = (value) => isString(value) && isAddress(value);
const optional =
    (check: Check): Check =>
    (value) =>
        value === undefined || check(value);

const ofConfig: Fields = {
    endpoints: record,
    members: optional(members),
    aggregators: optional(texts),
    embeddings: optional(record),
    access_key_env: optional(text),
    open: optional(flag),
    cors: optional(texts),
    limits: optional(record),
    run: optional(record),
};
const ofEndpoint: Fields = {
    base: address,
    key_env: optional(text),
    caller_key: optional(flag),
    parallel: optional(count),
    timeout_s: optional(positive),
};
const ofEmbeddings: Fields = {
    base: address,
    model: optional(text),
    key_env: optional(text),
    dimensions: optional(positive),
    timeout_s: optional(positive),
};
const ofMember: Fields = {
    id: text,
    endpoint: text,
    model: text,
    index: optional(text),
    maker: optional(text),
    prior: optional((value) => amount(value) && Number(value) <= 1),
    price_input: optional(amount),
    price_output: optional(amount),
    aggregates: optional(flag),
    logprobs: optional(flag),
};
const ofLimits: Fields = {
    body_bytes: optional(positive),
    concurrent: optional(positive),
    seconds: optional(positive),
};

/**
 * The config, if it is one. Throws "schema" for a wrong or unknown field, which `detail` names, and "argument" where
 * fields contradict each other. The fields of `run` are the core's to check.
 */
export function checkConfig(value: unknown): GatewayConfig {
    checkFields(value, ofConfig, "config");
    const config = value as GatewayConfig;
    for (const [name, endpoint] of Object.entries(config.endpoints)) {
        checkFields(endpoint, ofEndpoint, `endpoints.${name}`);
    }
    config.members?.forEach((member, at) => {
        checkFields(member, ofMember, `members[${at}]`);
    });
    if (config.embeddings) {
        checkFields(config.embeddings, ofEmbeddings, "embeddings");
    }
    checkFields(config.limits ?? {}, ofLimits, "limits");
    checkNames(config);
    checkKeys(config);
    return config;
}

function checkFields(value: unknown, fields: Fields, where: string): void {
    if (!isRecord(value)) {
        throw new SmacsError("schema", `${where} must be an object`, { detail: where });
    }
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    const wrong = unknown ?? Object.keys(fields).find((name) => fields[name]?.(value[name]) === false);
    if (wrong !== undefined) {
        const said = unknown === undefined ? "is missing or has a wrong value" : "is not known";
        throw new SmacsError("schema", `${where}: the field "${wrong}" ${said}`, { detail: `${where}.${wrong}` });
    }
}

function checkNames({ endpoints, members = [], aggregators = [] }: GatewayConfig): void {
    const ids = members.map(({ id }) => id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    const homeless = members.find(({ endpoint }) => !Object.hasOwn(endpoints, endpoint));
    const stranger = members.length > 0 && aggregators.find((id) => !ids.includes(id));
    if (Object.keys(endpoints).length === 0) {
        throw contradiction("endpoints: name at least one");
    }
    if (twice !== undefined) {
        throw contradiction(`two members have the id "${twice}"`);
    }
    if (homeless) {
        throw contradiction(
            `the member "${homeless.id}" is at the endpoint "${homeless.endpoint}", which is not there`,
        );
    }
    if (stranger) {
        throw contradiction(`aggregators names "${stranger}", which is no member`);
    }
}

/** A key must not reach a host that it was not meant for, nor be used by whoever comes along. */
function checkKeys({ endpoints, embeddings, access_key_env: access, open }: GatewayConfig): void {
    const all = Object.entries(endpoints);
    const both = all.find(([, { key_env, caller_key }]) => key_env !== undefined && caller_key);
    const callers = all.filter(([, { caller_key }]) => caller_key);
    if (both) {
        throw contradiction(`the endpoint "${both[0]}" has key_env and caller_key: choose one`);
    }
    if (callers.length > 1) {
        const names = callers.map(([name]) => `"${name}"`).join(" and ");
        throw contradiction(`a caller's key may go to one host only, but ${names} have caller_key`);
    }
    if (callers.length > 0 && access !== undefined) {
        throw contradiction("with access_key_env, callers bring the gateway's key, so no endpoint can have caller_key");
    }
    const own = all.find(([, { key_env }]) => key_env !== undefined);
    if ((own || embeddings?.key_env !== undefined) && access === undefined && !open) {
        throw contradiction(
            `the endpoint ${own ? `"${own[0]}"` : "of embeddings"} is asked with the gateway's own key: name the key that callers must bring ` +
                "(access_key_env), or say that anybody may use it (open)",
        );
    }
}

const contradiction = (message: string) => new SmacsError("argument", message);

/** Keys and passwords have no place in an address, nor has a query, nor what is asked there. */
function isAddress(value: string): boolean {
    try {
        const { protocol, username, password, pathname, search, hash } = new URL(value);
        const whole = /\/(chat\/completions|embeddings)\/*$/.test(pathname);
        return /^https?:$/.test(protocol) && !whole && username + password + search + hash === "";
    } catch {
        return false;
    }
}

/** The value of a variable that the config names. Throws "argument" if it is not set. */
export function secretOf(name: string, env: Environment): string {
    const value = env[name];
    if (!value) {
        throw new SmacsError("argument", `the environment has no ${name}, which the config names`, { detail: name });
    }
    return value;
}
