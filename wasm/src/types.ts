// The JSON that the core speaks, as types. Shapes: src/json/README.md of the core; test/types.test.mjs compares.

/** What an embedder file is. */
export interface EmbedderInfo {
    name: string;
    /** Tokenizer kind, for example "ngrams". */
    tokenizer: string;
    /** Length of its vectors. */
    dim: number;
    /** Features in its table. */
    vocabulary: number;
    /** Of the whole file; an index remembers the digest of the embedder that made it. */
    digest: string;
}

/** A catalog entry: what is known of a model besides its scores. Stored and handed out unchecked, so look twice. */
export interface ModelFacts {
    name: string;
    /** Other names of the same model. */
    aliases?: string[];
    /** What hosted services and local servers call it, by service. */
    ids?: Record<string, string | string[]>;
    /** Names that only tables of results use. */
    tables?: string[];
    maker?: string;
    family?: string;
    /** Parameters in thousand millions, and those that are used for a token. */
    parameters_b?: number;
    active_b?: number;
    /** A day or a month. */
    released?: string;
    open_weights?: boolean;
    /** How much it thinks when a call says nothing about it: "none", "thinking", or a word of its maker's. */
    effort?: string;
    /** The model of which this is the same at another effort. */
    base?: string;
    /** The entry that its maker's published results are of. */
    published?: string;
    /** Context length in tokens. */
    context?: number;
    license?: string;
    url?: string;
    /** USD per million tokens at hosted services, on a day (ISO date). */
    prices?: { service: string; input: number; output: number; on: string }[];
    /** Fields that this version does not know. */
    [field: string]: unknown;
}

/** Scores on the index's questions, published results, or family and size alone. */
export type Known = "scores" | "published" | "family";

/** What an id of an endpoint means. */
export interface ModelMatch {
    id: string;
    /** Canonical name; null where no model is known by this id. */
    model: string | null;
    /** Where the prior comes from. */
    from: "bank" | "published" | "family" | null;
    /** Share of all questions of the bank that it is expected to solve, and the standard error of that. */
    prior: number | null;
    error: number | null;
    /**
     * What the id says of a model that the index does not know, by what it has in common with others; in the shape of a
     * card for addModels. null: it says nothing.
     */
    like?: { family?: string; parameters_b?: number; released?: string; reasons: boolean } | null;
}

export interface ModelInfo {
    name: string;
    /** Mean score over its scored questions, null when there are none. */
    mean: number | null;
    /** Questions it has a score for. */
    scored: number;
    /** What the index knows of it by; null: it knows nothing. */
    from: Known | null;
    facts?: ModelFacts;
}

/** A source, benchmark or category and how many of the index's questions it has. */
export interface LabelCount {
    /** null for questions that do not say. */
    name: string | null;
    questions: number;
}

/** Questions of one benchmark and, if they have one, category. */
export interface Domain {
    benchmark: string | null;
    category?: string;
    questions: number;
}

/** What a score index holds. */
export interface IndexInfo {
    questions: number;
    /** Scores that are present, at most questions x models. */
    cells: number;
    dim: number;
    /** Whether question texts are stored. */
    has_text: boolean;
    /** Whether it has a spot on a plane for each question: `questionMap` of smacs/map. */
    has_map: boolean;
    digest: string;
    /** Days or months, as "2026-11-29" or "2026-11": when it was made, and when its models first and last answered. */
    dates?: { made?: string; from?: string; to?: string };
    /** What it knows of published scores, if anything: how many benchmarks, and how many models by a card. */
    published?: { benchmarks: number; cards: number };
    /** What made its vectors: an embedder file, or a model outside, whose vectors have so many numbers. */
    embedder: { name: string; digest: string; outside?: number };
    models: ModelInfo[];
    sources: LabelCount[];
    benchmarks: LabelCount[];
    categories: LabelCount[];
    /** Each pair of benchmark and category that occurs. */
    domains: Domain[];
    /** Mean score of models [column, as in models] in domains [row], null where a model was not run. */
    means: (number | null)[][];
}

export type Mode = "robust" | "paper";

export interface RouteOptions {
    /** "robust" (default): shrunk means over scored cells. "paper": the paper's weighted sums. */
    mode?: Mode;
    /** Neighbours asked for; default 400. */
    k?: number;
    /** Panel size; default 7. */
    n?: number;
    /** Choose the panel by greedy coverage instead of the n best. */
    coverage?: boolean;
    /** Weight of quality against cost in (0, 1]; default 1, cost ignored. */
    alpha?: number;
    /** The models that may be on the panel; default all. */
    models?: string[];
    /** Price of each model in any one unit. */
    costs?: Record<string, number>;
    /**
     * Questions asked before in the same conversation, oldest first. A short question is routed together with the newest
     * of them, a longer one by its own words, as in runs with a history. Not in paper mode, nor for vectors.
     */
    earlier?: string[];
}

/** All questions of an index on its map, in their order. */
export interface Dots {
    /** From left and top, 0 to 255. The plane is `aspect` times as wide as high. */
    x: Uint8Array;
    y: Uint8Array;
    aspect: number;
    /** Each question's domain: its place in `info.domains`. */
    domain: Uint16Array;
    /** In percent; 255 where the model was not run on a question, or none was named. */
    score: Uint8Array;
}

/** What a question of an index is about. */
export interface QuestionInfo {
    source: string | null;
    benchmark: string | null;
    category: string | null;
    /** null where the index has no texts. */
    text: string | null;
    /** Words that tell what it is about. */
    keywords: string[];
    /** How many models solved it, of those run on it. */
    solved: { by: number; of: number };
}

export interface Neighbour {
    id: string;
    /** Cosine. */
    similarity: number;
    source: string | null;
    benchmark: string | null;
    category: string | null;
    /** Of the 20 nearest: its place in the index, as in `questionMap` of smacs/map. */
    number?: number;
    /** Of the 20 nearest: null where the index has no texts. */
    text?: string | null;
    /** Of the 20 nearest: words that tell what it is about. */
    keywords?: string[];
    /** Of the 20 nearest: how many models solved it, of those run on it. */
    solved?: { by: number; of: number };
}

/** What the bank says of one model near the question. */
export interface ModelRoute {
    model: string;
    prior: number;
    /** null in paper mode. */
    standard_error: number | null;
    /** Effective number of scored neighbours. */
    n_eff: number;
    /** What ranks the panel (smacs/prior.h), or that and cost mixed by alpha. */
    utility: number;
    /** Neighbours with a score for this model. */
    scored: number;
    /**
     * What the rest of the prior rests on: the model's scores in the question's groups, and how many scores its
     * published results are worth there; both weighted by how likely the group is. 0 in paper mode.
     */
    cells: number;
    published: number;
    /**
     * What its prior comes from. scores: it was run on neighbours. elsewhere: only on questions that are none of them.
     * null: the index knows nothing of it.
     */
    from: Known | "elsewhere" | null;
}

/** Neighbours of one benchmark and category. */
export interface Evidence extends Domain {
    /** Of the similarity of all neighbours, in [0, 1]. */
    share: number;
}

/** A routed question. */
export interface Route {
    mode: Mode;
    k: number;
    /** Most similar first. */
    neighbours: Neighbour[];
    priors: Record<string, number>;
    /** Models to ask, best first. */
    panel: string[];
    /** Every model of the index. */
    models: ModelRoute[];
    evidence: Evidence[];
    /** Questions in the index. */
    questions: number;
    neighbour_count: number;
    /** 1 among the index's questions, 0 far from all of them; null in paper mode. */
    closeness: number | null;
    /** How many of the earlier questions it was routed by, besides its own words. */
    earlier: number;
    /** Whether the index has questions like this one; left out in paper mode. */
    nearness?: "none" | "far" | "near";
    /**
     * Share of the index's questions that the models to choose from were run on, in the mean. Below 0.5, the sums of
     * paper, which count missing scores as failures, tell who was run most rather than who is good.
     */
    filled: number;
    /**
     * Chance that some model of the panel is right. joint: on how many neighbours, that all of it were run on, this was
     * counted; 0: it is expected from the priors. null in paper mode where there are fewer than 50 of these.
     */
    ceiling: { share: number | null; error: number | null; joint: number };
}
