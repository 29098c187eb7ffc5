// Vectors of questions, for an index whose vectors a model outside made: a service that the visitor chose makes them. The
// text of a question goes there once writing pauses, and nowhere before it was chosen.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { hostedEmbedder, type IndexInfo, SmacsError } from "smacs";
import { asFailure } from "smacs/wire";
import { fetchFor } from "../../engine/fetch-for.ts";
import { builtInBase, tabBase } from "../../engine/tab-address.ts";
import type { EndpointState } from "../endpoint/endpoint.ts";
import type { EndpointsState } from "../endpoint/endpoints.ts";

export interface VectorParts {
    /** Of the index in use. */
    info: ReadonlySignal<IndexInfo | undefined>;
    /** As it stands in the composer, trimmed. */
    question: ReadonlySignal<string>;
    endpoints: EndpointsState;
}

export type VectorStatus =
    /** No service was chosen. */
    | { state: "unchosen" }
    /** Its key is not known now. */
    | { state: "keyless" }
    /** Writing has not paused, or the service has not answered. */
    | { state: "waiting" }
    /** There is a vector, or no question. */
    | { state: "ready" }
    | { state: "failed"; error: unknown };

export interface Vectors {
    /** The model that made the index's, with the count of its numbers; undefined: the index in use needs none. */
    model: ReadonlySignal<{ name: string; numbers: number } | undefined>;
    /** Endpoints that may be chosen. */
    choices: ReadonlySignal<readonly EndpointState[]>;
    /** The one that was. */
    service: ReadonlySignal<EndpointState | undefined>;
    /** undefined: none any more. */
    choose(endpoint: EndpointState | undefined): void;
    /** Of the question in the composer. */
    status: ReadonlySignal<VectorStatus>;
    /** What came for a question; undefined: nothing yet. */
    of(question: string): readonly number[] | undefined;
    /** Gets it now, whatever is written meanwhile. Rejects with a Failure or a SmacsError. */
    get(question: string): Promise<readonly number[]>;
    /** Of a set of questions, such as those of a calibration, in their order. Rejects as `get`. */
    all(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]>;
    /** For the question in the composer, after a failure. */
    retry(): void;
    dispose(): void;
}

/** Writing has to pause so long before the text is sent, in ms. */
const pause = 700;

/** Vectors that are kept: those of a conversation and of what was just written. */
const most = 32;

/** Of sets of questions: calibrating one model after another asks for the same. */
const mostInSets = 2000;

interface Underway {
    question: string;
    vector: Promise<readonly number[]>;
    stopper: AbortController;
    /** It is to be asked: what is written next does not end it. */
    asked: boolean;
}

export function createVectors({ info, question, endpoints }: VectorParts): Vectors {
    const model = computed(() => {
        const { name, outside } = info.value?.embedder ?? {};
        return name === undefined || outside === undefined ? undefined : { name, numbers: outside };
    });
    const choices = computed(() => endpoints.list.value.filter(isPossible));
    const service = computed(() => {
        const base = model.value && endpoints.vectorsAt(model.value.name);
        return base === undefined ? undefined : choices.value.find((endpoint) => endpoint.base.value === base);
    });
    /** By question. */
    const made = signal<ReadonlyMap<string, readonly number[]>>(new Map());
    const inSets = new Map<string, readonly number[]>();
    const failed = signal<{ question: string; error: unknown } | undefined>(undefined);
    let underway: Underway | undefined;
    /** As long as the index and its service. */
    let stopAll = new AbortController();
    const startAnew = () => {
        stopAll.abort();
        stopAll = new AbortController();
        underway = undefined;
        made.value = new Map();
        inSets.clear();
        failed.value = undefined;
    };

    const chosen = () => {
        const now = info.peek();
        const endpoint = service.peek();
        if (!now || !model.peek() || !endpoint || endpoint.lacksKey.peek()) {
            throw new SmacsError("not-here", "no service was chosen that makes the question's vector", {
                detail: now?.embedder.name ?? "",
            });
        }
        const { base, key } = endpoint.current();
        return { now, by: hostedEmbedder({ base, key, model: now.embedder.name, fetch: fetchFor(base) }) };
    };
    const embed = async (text: string, signal: AbortSignal): Promise<readonly number[]> => {
        const { now, by } = chosen();
        try {
            const vector = await by.vector({ info: now }, text, { signal });
            signal.throwIfAborted();
            made.value = new Map([...[...made.peek()].slice(-most), [text, vector]]);
            return vector;
        } catch (error) {
            const told = error instanceof SmacsError ? error : asFailure(error);
            if (!signal.aborted) {
                failed.value = { question: text, error: told };
            }
            throw told;
        }
    };
    const begin = (text: string): Underway => {
        if (underway && !underway.asked) {
            underway.stopper.abort();
        }
        failed.value = undefined;
        const stopper = new AbortController();
        const vector = embed(text, AbortSignal.any([stopper.signal, stopAll.signal]));
        const begun = { question: text, stopper, vector, asked: false };
        const end = () => {
            underway = underway === begun ? undefined : underway;
        };
        vector.then(end, end);
        return begun;
    };
    const get = async (text: string, asked: boolean): Promise<readonly number[]> => {
        const there = made.peek().get(text);
        if (there) {
            return there;
        }
        underway = underway?.question === text ? underway : begin(text);
        underway.asked ||= asked;
        return underway.vector;
    };
    const getDraft = () => void get(question.peek(), false).catch(() => {}); // the status says so

    const all = async (texts: readonly string[], signal: AbortSignal) => {
        const { by } = chosen();
        const missing = texts.filter((text) => !inSets.has(text));
        const stopper = AbortSignal.any([signal, stopAll.signal]);
        const vectors = missing.length > 0 ? await by.embed(missing, { signal: stopper }) : [];
        stopper.throwIfAborted();
        for (const [at, vector] of vectors.entries()) {
            inSets.set(missing[at] ?? "", vector);
        }
        const found = texts.map((text) => inSets.get(text) ?? []);
        if (inSets.size > mostInSets) {
            inSets.clear();
        }
        return found;
    };

    let index: string | undefined;
    const ends = [
        effect(() => {
            const { digest } = info.value ?? {};
            if (digest !== index) {
                index = digest;
                startAnew();
            }
        }),
        effect(() => {
            // Another key is another attempt.
            if (service.value?.key.value !== undefined) {
                failed.value = undefined;
            }
        }),
        effect(() => {
            const text = question.value;
            const ready = model.value && service.value && !service.value.lacksKey.value;
            if (!ready || text === "" || made.peek().has(text) || failed.value?.question === text) {
                return undefined;
            }
            const waiting = setTimeout(getDraft, pause);
            return () => clearTimeout(waiting);
        }),
    ];
    return {
        model,
        choices,
        service,
        choose(endpoint) {
            startAnew();
            endpoints.setVectorsAt(model.peek()?.name ?? "", endpoint?.base.peek() ?? "");
        },
        status: computed((): VectorStatus => {
            const text = question.value;
            if (!service.value) {
                return { state: "unchosen" };
            }
            if (service.value.lacksKey.value) {
                return { state: "keyless" };
            }
            if (text === "" || made.value.has(text)) {
                return { state: "ready" };
            }
            return failed.value?.question === text
                ? { state: "failed", error: failed.value.error }
                : { state: "waiting" };
        }),
        of: (text) => made.value.get(text),
        get: (text) => get(text, true),
        all,
        retry: getDraft,
        dispose() {
            for (const end of ends) {
                end();
            }
            stopAll.abort();
        },
    };
}

/** Speaks OpenAI's format, and this page's policy lets it be contacted. */
function isPossible({ base, provider, reachable }: EndpointState): boolean {
    const isHere = base.value === tabBase || base.value === builtInBase;
    return base.value !== "" && !isHere && provider.value.wire === "openai" && reachable.value;
}
