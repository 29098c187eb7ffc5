// Which model of an endpoint is which model of the index. Services name the same weights in their own ways.
import type { ModelInfo } from "smacs";
import { isRecord, isString } from "../lib/storage.ts";

/** How sure a match is: an id the catalog lists; the same name; the same but for words like "chat" or a precision. */
export type MatchKind = "listed" | "name" | "similar";

export interface Match {
    /** The endpoint's id. */
    id: string;
    kind: MatchKind;
}

/** Index model -> endpoint model. */
export type Mapping = Record<string, string>;

/** Best matches first, each endpoint model at most once, so that no model answers twice. */
export function matchModels(models: readonly ModelInfo[], ids: readonly string[]): Map<string, Match> {
    const matches = new Map<string, Match>();
    const taken = new Set<string>();
    for (const kind of ["listed", "name", "similar"] as const) {
        const key = keyOf[kind];
        const byKey = new Map<string, string>();
        for (const id of ids) {
            const text = key(id);
            if (!taken.has(id) && text !== "" && !byKey.has(text)) {
                byKey.set(text, id);
            }
        }
        for (const model of models) {
            const id = namesOf(model)
                .map((name) => byKey.get(key(name)))
                .find((found) => found && !taken.has(found));
            if (id && !matches.has(model.name)) {
                matches.set(model.name, { id, kind });
                taken.add(id);
            }
        }
    }
    return matches;
}

/** The saved choices that still exist, else the automatic ones. An empty string is a choice: not this model. */
export function mergeMapping(automatic: Map<string, Match>, saved: Mapping, ids: readonly string[]): Mapping {
    const known = new Set(ids);
    const mapping: Mapping = {};
    for (const [model, id] of Object.entries(saved)) {
        if (id === "" || known.has(id)) {
            mapping[model] = id;
        }
    }
    const used = new Set(Object.values(mapping));
    for (const [model, match] of automatic) {
        if (!(model in mapping) && !used.has(match.id)) {
            mapping[model] = match.id;
        }
    }
    return mapping;
}

/** Models of the index that the endpoint serves. */
export function mappedModels(mapping: Mapping): string[] {
    return Object.keys(mapping).filter((model) => mapping[model] !== "");
}

/** The name, its aliases, and the ids that services use, from the catalog entry that the index carries. */
function namesOf(model: ModelInfo): string[] {
    const { aliases, ids } = model.facts ?? {};
    return [
        model.name,
        ...(Array.isArray(aliases) ? aliases.filter(isString) : []),
        ...(isRecord(ids) ? Object.values(ids).flat().filter(isString) : []),
    ];
}

/** Words that do not change which weights are meant, or only their precision. */
const loose =
    /^(instruct|chat|it|hf|turbo|lite|free|latest|fast|fp8|fp16|bf16|awq|gptq|gguf|int4|int8|f16|q\d+|k|[msl0]|tee|dedicated)$/;

const keyOf: Record<MatchKind, (name: string) => string> = {
    listed: (name) => name.trim().toLowerCase(),
    name: (name) => words(name).join("-"),
    similar: (name) =>
        words(name)
            .filter((word) => !loose.test(word))
            .join("-"),
};

/** "accounts/fireworks/models/llama-v3p1-70b-instruct" and "llama3.1:70b-instruct" -> llama 3 1 70b instruct */
function words(name: string): string[] {
    const plain = name
        .toLowerCase()
        .replace(/\.gguf$/, "")
        .replace(/^.*[/\\]/, "")
        .replace(/:(free|latest)$/, "")
        .replace(/^meta-(?=llama)/, "")
        .replace(/(\d)p(\d)/g, "$1.$2")
        .replace(/(?<![a-z\d])v(?=\d)/g, "")
        .replace(/(?<![a-z\d])(?!int\d)([a-z]{3,})(?=\d)/g, "$1-");
    return plain.match(/[a-z\d]+/g) ?? [];
}
