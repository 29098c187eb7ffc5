// What is remembered of endpoints: their addresses, which of their models is which, and what is known of each. Never a
// key.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Mapping } from "../../engine/matching.ts";
import type { ListedScore } from "../../engine/stand-in.ts";
import { isRecord, isString, isStringRecord, type Store } from "../../lib/storage.ts";
import { isPrice, type KnownPrices } from "./prices.ts";

export interface SavedEndpoint {
    base: string;
    /** Id of a row of providers.ts, where it was chosen by hand. */
    provider?: string;
}

export const efforts = ["none", "low", "medium", "high"] as const;
export type Effort = (typeof efforts)[number];

/** What is remembered of one model of an endpoint. */
export interface ModelNotes extends KnownPrices {
    /** Not to be asked, even if it is known which model it is. */
    off?: true;
    /** From the endpoint's list, in tokens. */
    context?: number;
    /** Whether the endpoint's list says that it takes pictures. */
    pictures?: boolean;
    /** The same as the visitor says, which comes first. */
    sees?: boolean;
    /** Published results that the endpoint's list carries. */
    scores?: readonly ListedScore[];
    /** Seconds that a call may take. */
    timeLimit?: number;
    /** How much it is asked to think before it answers. */
    effort?: Effort;
    /** Of its answers, from 0. */
    temperature?: number;
    /** ISO date of when it last got its scores in the index by answering questions here. */
    calibrated?: string;
}

/** Whether it takes pictures, as far as is known. */
export const seesPictures = ({ sees, pictures }: ModelNotes = {}): boolean => sees ?? pictures ?? false;

/** A model of an endpoint, for what concerns several of them. */
export interface Chosen {
    base: string;
    id: string;
}

/** A ready choice as it was made; a selection that was changed since is none any more. */
export interface ChosenPreset {
    name: string;
    models: readonly Chosen[];
}

/** By the endpoint's id of the model. */
export type Notes = Readonly<Record<string, ModelNotes>>;

export interface EndpointMemory {
    /** By base. */
    mappings: ReadonlySignal<Record<string, Mapping>>;
    /** Models to be asked that the index does not know, by base. */
    others: ReadonlySignal<Record<string, readonly string[]>>;
    /** By base. */
    notes: ReadonlySignal<Record<string, Notes>>;
    /** The visitor's own choice, to come back to. */
    mine: ReadonlySignal<readonly Chosen[]>;
    /** The ready choice that was made last. */
    preset: ReadonlySignal<ChosenPreset | undefined>;
    /** The bases of those that make vectors, by the model that makes them. */
    vectors: ReadonlySignal<Readonly<Record<string, string>>>;
    load(): SavedEndpoint[];
    save(endpoints: readonly SavedEndpoint[]): void;
    setMapping(base: string, mapping: Mapping): void;
    setOthers(base: string, ids: readonly string[]): void;
    setNotes(base: string, notes: Notes): void;
    setMine(models: readonly Chosen[]): void;
    setPreset(preset: ChosenPreset | undefined): void;
    /** "": no longer. */
    setVectors(model: string, base: string): void;
    forget(base: string): void;
    clear(): void;
}

const endpointsKey = "smacs.endpoints";
const mappingsKey = "smacs.mappings";
const othersKey = "smacs.others";
const notesKey = "smacs.models";
const mineKey = "smacs.mine";
const presetKey = "smacs.preset";
const vectorsKey = "smacs.vectors";
/** From when there was one. */
const singleKey = "smacs.endpoint";

export function createEndpointMemory(local: Store): EndpointMemory {
    const mappings = signal<Record<string, Mapping>>(local.read(mappingsKey, isMappings) ?? {});
    const others = signal<Record<string, readonly string[]>>(local.read(othersKey, isLists) ?? {});
    const notes = signal<Record<string, Notes>>(local.read(notesKey, isNotes) ?? {});
    const mine = signal<readonly Chosen[]>(local.read(mineKey, areChosen) ?? []);
    const setMine = (models: readonly Chosen[]) => {
        mine.value = models;
        local.write(mineKey, models);
    };
    const preset = signal<ChosenPreset | undefined>(local.read(presetKey, isChosenPreset));
    const vectors = signal<Readonly<Record<string, string>>>(local.read(vectorsKey, isStringRecord) ?? {});
    const writeVectors = (next: Readonly<Record<string, string>>) => {
        vectors.value = next;
        local.write(vectorsKey, next);
    };
    return {
        mappings,
        others,
        notes,
        mine,
        setMine,
        preset,
        setPreset(chosen) {
            preset.value = chosen;
            if (chosen) {
                local.write(presetKey, chosen);
            } else {
                local.remove(presetKey);
            }
        },
        vectors,
        setVectors: (model, base) =>
            writeVectors(base === "" ? without(vectors.value, model) : { ...vectors.value, [model]: base }),
        load() {
            const single = local.read(singleKey, isString);
            return local.read(endpointsKey, isSaved) ?? (single ? [{ base: single }] : []);
        },
        save(endpoints) {
            local.write(endpointsKey, endpoints);
            local.remove(singleKey);
        },
        setMapping(base, mapping) {
            mappings.value = { ...mappings.value, [base]: mapping };
            local.write(mappingsKey, mappings.value);
        },
        setOthers(base, ids) {
            others.value = { ...others.value, [base]: ids };
            local.write(othersKey, others.value);
        },
        setNotes(base, known) {
            notes.value = { ...notes.value, [base]: known };
            local.write(notesKey, notes.value);
        },
        forget(base) {
            mappings.value = without(mappings.value, base);
            others.value = without(others.value, base);
            notes.value = without(notes.value, base);
            local.write(mappingsKey, mappings.value);
            local.write(othersKey, others.value);
            local.write(notesKey, notes.value);
            setMine(mine.value.filter((chosen) => chosen.base !== base));
            writeVectors(Object.fromEntries(Object.entries(vectors.value).filter(([, at]) => at !== base)));
        },
        clear() {
            mappings.value = {};
            others.value = {};
            notes.value = {};
            mine.value = [];
            preset.value = undefined;
            vectors.value = {};
            for (const key of [
                endpointsKey,
                mappingsKey,
                othersKey,
                notesKey,
                mineKey,
                presetKey,
                vectorsKey,
                singleKey,
            ]) {
                local.remove(key);
            }
        },
    };
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
    return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function isMappings(value: unknown): value is Record<string, Mapping> {
    return isRecord(value) && Object.values(value).every(isStringRecord);
}

function isLists(value: unknown): value is Record<string, string[]> {
    return isRecord(value) && Object.values(value).every((list) => Array.isArray(list) && list.every(isString));
}

function isSaved(value: unknown): value is SavedEndpoint[] {
    const fits = (entry: unknown) =>
        isRecord(entry) && isString(entry.base) && (entry.provider === undefined || isString(entry.provider));
    return Array.isArray(value) && value.every(fits);
}

function areChosen(value: unknown): value is Chosen[] {
    return Array.isArray(value) && value.every((one) => isRecord(one) && isString(one.base) && isString(one.id));
}

function isChosenPreset(value: unknown): value is ChosenPreset {
    return isRecord(value) && isString(value.name) && areChosen(value.models);
}

function isNotes(value: unknown): value is Record<string, Notes> {
    const fits = (entry: unknown) => isRecord(entry) && Object.values(entry).every(isModelNotes);
    return isRecord(value) && Object.values(value).every(fits);
}

function isModelNotes(value: unknown): value is ModelNotes {
    if (!isRecord(value)) {
        return false;
    }
    const {
        off = true,
        context = 1,
        timeLimit = 1,
        temperature = 0,
        calibrated = "",
        pictures = true,
        sees = true,
        effort = "none",
        typed,
        listed,
        scores = [],
    } = value;
    const isFigure = (figure: unknown) => figure === undefined || isPrice(figure);
    const isDated = (price: unknown, isValid: (figure: unknown) => boolean) =>
        price === undefined ||
        (isRecord(price) && isString(price.date) && isValid(price.input) && isValid(price.output));
    const isScore = (score: unknown) => isRecord(score) && isString(score.benchmark) && isPrice(score.score);
    const areScores = Array.isArray(scores) && scores.every(isScore);
    const areLimits =
        off === true &&
        isPrice(context) &&
        isPrice(timeLimit) &&
        isPrice(temperature) &&
        isString(calibrated) &&
        typeof pictures === "boolean" &&
        typeof sees === "boolean" &&
        efforts.some((one) => one === effort);
    return areLimits && areScores && isDated(typed, isFigure) && isDated(listed, isPrice);
}
