// Generated from schema/run.schema.json by scripts/generate-run-messages.mjs; do not edit.

/**
 * route: the best model alone. select: keep one of the panel's answers. aggregate: subsets of the answers go to an
 * aggregator. paper: the same by the paper's formulas. auto: select where the answers agree, else aggregate.
 */
export type RunMode = "auto" | "route" | "select" | "aggregate" | "paper";

/**
 * How references leave in the modes that may stop early. fast: as many at once as could settle the answer, and one more
 * where it is open; late ones are not counted on. thrifty: the fewest calls. thorough: all are asked and waited for,
 * and auto merges where they disagree.
 */
export type RunPace = "fast" | "thrifty" | "thorough";

/** What the run is at. */
export type RunPhase = "new" | "references" | "aggregates" | "done";

/**
 * reference: answers the question. aggregate: writes a candidate from a subset of the references. state: asks the maker
 * of a reference for its final answer. judge: the referee, which compares the two leading answers.
 */
export type RunRole = "reference" | "aggregate" | "state" | "judge";

/** How a call stands. A cancelled one may still bring text: then it is late. */
export type CallState = "flying" | "done" | "failed" | "cancelled";

/** Why a call was given up. */
export type CancelReason = "none" | "early-stop" | "stop" | "merge-now" | "drop" | "deadline" | "refused";

/** How an amount is known. */
export type Basis = "unknown" | "estimated" | "actual";

/**
 * How a cost is known. actual: the server says what it charges. listed: tokens that the server counted, at the pool's
 * price.
 */
export type CostBasis = "unknown" | "estimated" | "actual" | "listed";

/**
 * Why the answer is less than was asked for. references: some failed. aggregator: another had to help, or candidates
 * are missing. selected: no candidate could be made, a reference is kept. cut: the kept text is not whole. budget:
 * calls were left out. stopped: by the user. deadline: references were given up. fallback: the first choice failed.
 * nothing: there is no answer.
 */
export type Degradation = "references" | "aggregator" | "selected" | "cut" | "budget" | "stopped" | "deadline" | "fallback" | "nothing";

/** What a final answer is. */
export type AnswerKind = "none" | "choice" | "number" | "boolean" | "expression" | "literal" | "text";

/** Weights of the posterior's terms, each from 0. */
export interface RunWeights {
    /** Of the likeness to the other candidates. */
    agreement: number;
    /** Of the mean log-prob. */
    confidence: number;
    /** Of the references' vote for the candidate's final answer. */
    vote: number;
}

/** The most that the run may take; checked before each call leaves. */
export interface RunBudget {
    /** Calls; 0: no limit. */
    calls?: number;
    /** Tokens of all answers; 0: no limit. */
    output_tokens?: number;
    /** US dollars; null or left out: no limit. With a limit, a call of unknown price does not leave. */
    cost?: number | null;
}

/** How to run. What is left out, and a number that is 0, has the default named. */
export interface RunConfig {
    /** Default auto. */
    mode?: RunMode;
    /** Default fast. */
    pace?: RunPace;
    /** fast: ms after which a call is late; default 12000. */
    late_ms?: number;
    /** Panel size; default 7. */
    n?: number;
    /** Neighbours that the priors come from; default 400. */
    k?: number;
    /** Quality against cost, above 0 up to 1; default 1, cost ignored. */
    alpha?: number;
    /** Choose the panel by greedy coverage; default false. */
    coverage?: boolean;
    /** N, subsets and aggregates at most: none is drawn twice but in paper; default 8, in auto 3. */
    subsets?: number;
    /** r, references in each subset; default one less than arrived, but both of two. */
    subset_size?: number;
    /** Temperature of prior dropping; default 1. */
    tau?: number;
    /** auto: share of the best prior below which a model is not asked; default 0.8. */
    switch_share?: number;
    /**
     * Certainty of the leading answer at which calls stop, above 0.5 up to 1, default 0.85 for references and 0.95 for
     * candidates; false: never.
     */
    early_stop?: number | false;
    /** Calls in flight at once; default no limit. */
    parallel?: number;
    /**
     * Ask a model back for its final answer where it was not read for sure; default true. Never in paper and route, nor
     * where a program is asked for.
     */
    state?: boolean;
    /**
     * auto: once the references are there, and where it pays, a strong member that gave neither of the two leading
     * answers compares them, in both orders; default auto. In select and auto, not for open questions and programs.
     */
    referee?: "off" | "auto";
    /**
     * How often the referee is right where both orders agree, if it has been measured; default 0: estimated from its
     * prior.
     */
    referee_accuracy?: number;
    /** End the question with a line that asks for a last line with the final answer; default false. */
    contract?: boolean;
    /** All calls leave at once instead of in waves; default false. */
    eager?: boolean;
    /** ms since begin after which references in flight are given up; default never. */
    deadline_ms?: number;
    /** Of references; default the endpoint's own. */
    temperature?: number;
    /** Of aggregates; default 0.7. */
    merge_temperature?: number;
    /** Tokens of each answer; default 4096. */
    max_tokens?: number;
    /** Of each reference in an aggregator's prompt; default 8000. */
    reference_bytes?: number;
    /** Default: agreement 1, confidence 1, vote 4; in paper mode 1, 1, 0. */
    weights?: RunWeights;
    /** Default: no limits. */
    budget?: RunBudget;
}

/** One way to call one model. */
export interface PoolMember {
    /** The host's own name of it, unique in the pool. */
    id: string;
    /** Its name in the index; left out or unknown there: asked after those that the index knows. */
    model?: string | null;
    /**
     * The house that made it, or where nobody knows that, its endpoint. Models of one house count as one witness. Left
     * out: a house of its own.
     */
    maker?: string | null;
    /** Used where the index knows nothing. */
    prior?: number | null;
    /** US dollars per million tokens; left out: not known. */
    price_input?: number | null;
    /** The same for output. */
    price_output?: number | null;
    /** Of its references, also 0; null or left out: as the config says. */
    temperature?: number | null;
    /** Whether it may write candidates; default true. */
    aggregates?: boolean;
    /** Whether its calls ask for log-probs; default false. */
    logprobs?: boolean;
}

/** An earlier turn. */
export interface HistoryMessage {
    /** Who spoke. */
    role: "user" | "assistant";
    /** What was said. */
    content: string;
}

/**
 * output: the question's own program is run; examples: the programs of answers are, on the question's examples and on
 * further inputs; behaviour: the same without examples.
 */
export type CheckKind = "output" | "examples" | "behaviour";

/** What programs are written in. */
export type CheckLanguage = "python" | "javascript";

/** What the host can have run about the question, as the checks module found it. */
export interface CheckPlan {
    /** What is run. */
    kind: CheckKind;
    /** Of the programs. */
    language: CheckLanguage;
    /** The value of each of the first inputs, as a literal of the language; null: not known. */
    expects?: (string | null)[];
    /** Relative difference up to which numbers are equal; left out: 0. */
    within?: number;
}

/** What a run is started with. There is no place for a key. */
export interface RunRequest {
    /** Asked; routed too, with the newest earlier questions if it is short. */
    question: string;
    /** The user's system prompt, respected by references and aggregates. */
    system?: string | null;
    /** Replaces the aggregation prompt; {references} in it stands for them, else they follow. */
    prompt?: string | null;
    /**
     * Replaces what models are asked back with. Whatever it says, n/a is the reply of a model whose text has no short
     * answer.
     */
    state_prompt?: string | null;
    /** Earlier turns, oldest first. */
    history?: HistoryMessage[];
    /** Who may be asked. */
    pool: PoolMember[];
    /** Ids to ask, best first; left out: chosen by the priors. */
    panel?: string[];
    /**
     * Ids, first choice first; left out: the panel from its best on, without those that failed to answer themselves.
     */
    aggregators?: string[];
    /** Default: everything as RunConfig says. */
    config?: RunConfig;
    /** Of subsets, orders and markers; default 0. */
    seed?: number;
    /**
     * Fresh for each run, from a source of randomness: the markers around references come of it, so that no reference
     * can know them. Needed, but in paper.
     */
    nonce?: string | null;
    /** Left out: nothing is checked. */
    checks?: CheckPlan;
    /**
     * Of the question, for an index whose vectors a model outside made: as many numbers as that model gives. Left out:
     * the embedder makes it. Answers are compared by the embedder in either case.
     */
    vector?: number[];
}

/** What a call took, as the host knows it. */
export interface ReportedUsage {
    /** Tokens. */
    input: number;
    /** Tokens. */
    output: number;
    /** US dollars as billed; null or left out: from the prices. */
    cost?: number | null;
    /** Of the tokens; default actual. */
    basis?: Basis;
}

/** The first event. */
export interface BeginEvent {
    /** Tells the events apart. */
    type: "begin";
}

/** A call ended with an answer. */
export interface CompletedEvent {
    /** Tells the events apart. */
    type: "completed";
    /** The call's number: its place among the calls of the run. */
    call: number;
    /** The answer, without reasoning. */
    text: string;
    /** stop, length, ..: all but stop and none mark the text as cut. */
    finish: string;
    /** The endpoint's id of the model that was asked for; null or left out: not known. */
    asked?: string | null;
    /**
     * The id of the model that answered, as the endpoint says. Where that is another model than asked, the member
     * counts as an unknown one; null or left out: not known.
     */
    served?: string | null;
    /** Natural logarithm, mean over the answer's tokens; null or left out: not known. */
    mean_logprob?: number | null;
    /** Left out: the core estimates. */
    usage?: ReportedUsage;
    /** How long the call took, in ms; default 0. */
    ms?: number;
    /** ms until its first text; for people, kept in the trace alone. */
    first_ms?: number;
    /** What the model thought aloud; for people, kept in the trace alone. */
    reasoning?: string | null;
}

/** A call ended without an answer. */
export interface FailedEvent {
    /** Tells the events apart. */
    type: "failed";
    /** The call's number: its place among the calls of the run. */
    call: number;
    /**
     * rate-limit, auth, credit, refused, unknown-model, timeout, network, server, bad-request, bad-response, empty,
     * cancelled.
     */
    kind: string;
    /** What the server said; for people, kept in the trace alone. Hosts take keys out first. */
    message?: string;
    /** What had arrived of the answer; null or left out: nothing but the deltas. */
    text?: string | null;
    /** Left out: the core estimates. */
    usage?: ReportedUsage;
    /** How long the call took, in ms; default 0. */
    ms?: number;
    /** ms until its first text; for people, kept in the trace alone. */
    first_ms?: number;
    /** What the model thought aloud; for people, kept in the trace alone. */
    reasoning?: string | null;
}

/** A further piece of an answer; optional, kept in case the call breaks off. */
export interface DeltaEvent {
    /** Tells the events apart. */
    type: "delta";
    /** The call's number: its place among the calls of the run. */
    call: number;
    /** The piece. */
    text: string;
}

/** The time, for deadlines. */
export interface TickEvent {
    /** Tells the events apart. */
    type: "tick";
    /** ms since begin. */
    now_ms: number;
}

/** A call takes longer than its late_ms, or its first attempt has failed and it is made again. */
export interface LateEvent {
    /** Tells the events apart. */
    type: "late";
    /** Number of the call. */
    call: number;
}

/**
 * stop: no more calls, decide from what is there. merge-now: wait for no more references, or candidates. drop: a
 * member's answer shall play no part; after the end the run decides anew without it. ask: ask a member, again or for
 * the first time; reopens a run that has ended.
 */
export interface UserEvent {
    /** Tells the events apart. */
    type: "user";
    /** What the user wants. */
    what: "stop" | "merge-now" | "drop" | "ask";
    /** Id, needed for drop and ask; else left out. */
    member?: string;
}

/** How an input of a program ended. A program gives outputs; the run compares. */
export interface CheckResult {
    /** Place among the programs of the check. */
    program: number;
    /** Number of the input. */
    input: number;
    /** Only a value is compared. */
    outcome: "value" | "error" | "timeout" | "memory" | "refused";
    /** The value as the language writes it, or what was printed; of an error, what it says. */
    out: string;
}

/** What came of a check. */
export interface CheckedEvent {
    /** Tells the events apart. */
    type: "checked";
    /** Of the check. */
    id: number;
    /** None: the answer holds no program, or it was not run. */
    results: CheckResult[];
}

/** What a run is told. */
export type RunEvent = BeginEvent | CompletedEvent | FailedEvent | DeltaEvent | TickEvent | LateEvent | UserEvent | CheckedEvent;

/** One message of a prompt. */
export interface ChatMessage {
    /** Whose. */
    role: "system" | "user" | "assistant";
    /** Text. */
    content: string;
}

/** How to call. */
export interface CallParams {
    /** null: do not send one. */
    temperature: number | null;
    /** Of the answer. */
    max_tokens: number;
    /** Whether log-probs are wanted. */
    logprobs: boolean;
}

/** Send this call. */
export interface CallAction {
    /** Tells the actions apart. */
    type: "call";
    /** The call's number: its place among the calls of the run. */
    call: number;
    /** What it is called for. */
    role: RunRole;
    /** Id of the pool's member. */
    member: string;
    /** Number of the subset that an aggregate sees; null for others. */
    subset: number | null;
    /** Number of the reference that is asked back about; left out for others. */
    of?: number;
    /**
     * Numbers of the calls whose texts a referee compares: of the leading answer, and of the next. Left out for others,
     * as the next.
     */
    pair?: number[];
    /** 0: the referee sees the leading answer first; 1: last. */
    order?: number;
    /** To send. */
    messages: ChatMessage[];
    /** How to call. */
    params: CallParams;
    /**
     * Feed `late` if the call has not ended this many ms after it left, or when its first attempt has failed and it is
     * made again. Left out: it does not matter.
     */
    late_ms?: number;
}

/** Give this call up. */
export interface CancelAction {
    /** Tells the actions apart. */
    type: "cancel";
    /** The call's number: its place among the calls of the run. */
    call: number;
    /** Never none. */
    why: CancelReason;
}

/** A final answer found in a text. */
export interface FinalAnswer {
    /** How it is compared. Never none. */
    kind: AnswerKind;
    /** As it stands there. */
    found: string;
    /** What is compared. */
    key: string;
    /** What stands beside the value and can tell two answers apart: "unit:min". Absent: nothing. */
    mark?: string;
}

/** Tokens and cost. */
export interface Usage {
    /** Tokens. */
    input: number;
    /** Tokens. */
    output: number;
    /** US dollars; null: unknown. */
    cost: number | null;
    /** Of the tokens. */
    basis: Basis;
    /** Of the cost. */
    cost_basis: CostBasis;
}

/** A candidate and the terms of its score; null: the term took no part. */
export interface CandidateScore {
    /** The call's number: its place among the calls of the run. */
    call: number;
    /** Id of who wrote it. */
    member: string;
    /** The final answer that its text gives; null: none was found. */
    answer: FinalAnswer | null;
    /** Mean cosine to the other candidates. */
    agreement: number | null;
    /** exp of the mean log-prob; in paper mode 1 - exp of its negative. */
    confidence: number | null;
    /** Share of its answer in the references' vote, in [0, 1]. */
    vote: number | null;
    /** The weighted sum. */
    score: number;
}

/** What would be kept, and why. */
export interface RunScores {
    /** Number of the call that would be kept. */
    kept: number | null;
    /** Every candidate that was scored; empty before the end. */
    candidates: CandidateScore[];
}

/** The run has ended. */
export interface AnswerAction {
    /** Tells the actions apart. */
    type: "answer";
    /** The kept answer; null: there is none. */
    text: string | null;
    /** What the mode came to; auto while undecided. */
    settled: RunMode;
    /** Number of the kept call; null: none. */
    kept: number | null;
    /** Every candidate that was scored; empty before the end. */
    candidates: CandidateScore[];
    /** Empty: the full result. */
    degraded: Degradation[];
    /** A reference is kept because the references' vote finds the best aggregate's answer less than half as likely. */
    guarded: boolean;
    /** The lead was safe before all calls were made. */
    stopped_early: boolean;
    /** References and aggregates sent. */
    calls_made: number;
    /** Had nothing stopped early or failed. */
    calls_planned: number;
    /** Planned but never sent, thanks to the early stop. */
    calls_saved: number;
    /** Of all calls. */
    usage: Usage;
}

/** A program to run. Its code follows from the answer's text. */
export interface CheckedProgram {
    /** Whose answer holds it; null: the question does. */
    call: number | null;
}

/** Run these programs, and tell what came out. */
export interface CheckAction {
    /** Tells the actions apart. */
    type: "check";
    /** The check's number: its place among the checks of the run. */
    id: number;
    /** As in the request. */
    kind: CheckKind;
    /** As in the request. */
    language: CheckLanguage;
    /** One, so far. */
    programs: CheckedProgram[];
}

/** What the host shall do. */
export type RunAction = CallAction | CancelAction | AnswerAction | CheckAction;

/** Who is asked. */
export interface PanelMember {
    /** Id. */
    member: string;
    /** Name in the index, as the pool says; null: it does not say. */
    model: string | null;
    /** null: not known. */
    prior: number | null;
    /** null: not known. */
    standard_error: number | null;
    /** By the user: its answer plays no part. */
    dropped: boolean;
}

/** A call, from leaving to its end. What was sent is in its action, and so in the trace. */
export interface CallView {
    /** The call's number: its place among the calls of the run. */
    call: number;
    /** What it is called for. */
    role: RunRole;
    /** Id of the pool's member. */
    member: string;
    /** Number of the subset that an aggregate sees; null for others. */
    subset: number | null;
    /** Number of the reference that is asked back about; null for others. */
    of: number | null;
    /**
     * Numbers of the calls whose texts a referee compares: of the leading answer, and of the next. Left out for others,
     * as the next.
     */
    pair?: number[];
    /** 0: the referee sees the leading answer first; 1: last. */
    order?: number;
    /** How it stands. */
    state: CallState;
    /** none unless the state is cancelled. */
    why: CancelReason;
    /** The text is not whole. */
    cut: boolean;
    /** It ended after it was given up: kept, but no decision used it. */
    late: boolean;
    /** What arrived, without reasoning; null: nothing. */
    text: string | null;
    /** As the host said; null: it did not say. */
    finish: string | null;
    /** Kind of failure, as the host said; null: it did not fail. */
    failure: string | null;
    /** The model that answered in place of the one asked for; null: it was that one, or nobody said. */
    served: string | null;
    /** The final answer that its text gives, or that its model stated when asked back; null: none was found. */
    answer: FinalAnswer | null;
    /**
     * By which form the final answer was read, as smacs_answer_how_name says: boxed, announced, stated, ..; null: none
     * was, or an older version did not record it.
     */
    how: string | null;
    /** null: none. */
    mean_logprob: number | null;
    /** As the host said. */
    ms: number;
    /** In flight: zeros, cost null, basis unknown. */
    usage: Usage;
}

/** Whole references that give the same final answer. */
export interface Camp {
    /** What is compared. */
    key: string;
    /** What stands beside the key and can tell two answers apart; left out: nothing. */
    mark?: string;
    /** The answer as most of them spell it, without ornaments of Markdown and LaTeX. */
    claim: string;
    /** Numbers of their calls; at least one. */
    members: number[];
    /** Houses among them; null: of a version that did not tell. */
    makers: number | null;
    /** Of all whole references, read or not, above 0 up to 1. */
    share: number;
    /**
     * Whether its members pass the examples, or state what the question's program gives; null: not known. Left out:
     * nothing is checked.
     */
    checked?: "passed" | "failed" | null;
}

/**
 * Why there is no probability. none: there is one. nothing: no answer is kept, or not yet. one-read: the final answer
 * of one text only could be read. open: none could, so the texts cannot be compared. paper: the paper's procedure says
 * nothing of it. unread: others could be read, but the kept text states no answer that one of them gives.
 */
export type CertaintyReason = "none" | "nothing" | "one-read" | "open" | "paper" | "unread";

/** How sure the kept answer is. */
export interface Certainty {
    /** Probability that it is right; null: not known. */
    p: number | null;
    /** Why p is null. */
    why: CertaintyReason;
}

/** What calls of the role state took. */
export interface AskedBack {
    /** How many were sent. */
    calls: number;
    /** Of these; part of the usage of all calls. */
    usage: Usage;
}

/** What calls of the role judge took and changed. */
export interface RefereeView {
    /** Id of the pool's member that compared. */
    member: string;
    /** Numbers of the calls whose texts it compared: of the leading answer, and of the next. */
    pair: number[];
    /** Place in the pair of the answer that both verdicts name; null: they do not, or not yet. */
    winner: number | null;
    /** Whether the next answer is kept because of it, and not the leading one. */
    changed: boolean;
    /** How often such verdicts are expected to be right, where one of the two answers is; null: not known. */
    expected: number | null;
    /** Above which it pays: chance that the leading answer is right, by chance that one of the two is. */
    break_even: number;
    /** How many were sent. */
    calls: number;
    /** Of these; part of the usage of all calls. */
    usage: Usage;
}

/** A program that was run, or is. */
export interface CheckView {
    /** The check's number. */
    id: number;
    /** Whose answer holds the program; null: the question does. */
    call: number | null;
    /** Whether it is known what came out. */
    done: boolean;
    /** Inputs that were tried; 0: nothing was run. */
    inputs: number;
    /** Examples that gave their value. */
    passed: number;
    /** Examples that did not. */
    failed: number;
}

/** All that is known of a run. */
export interface RunView {
    /** How far the run is. */
    phase: RunPhase;
    /** As asked for. */
    mode: RunMode;
    /** As asked for; null: of a version without paces. */
    pace: RunPace | null;
    /**
     * In the order of asking: best first, but the second is of another house than the first where answers may end the
     * asking.
     */
    panel: PanelMember[];
    /** In the order of leaving. */
    calls: CallView[];
    /** Numbers of the references that each aggregate sees, in the order shown. */
    subsets: number[][];
    /** Cosines between candidates, a row each. */
    similarity: number[][];
    /** In force: the request's, or the mode's own. */
    weights: RunWeights;
    /** Who gives which final answer, the largest first. Empty too in a recorded view of a version that had none. */
    camps: Camp[];
    /** Place of the camp whose answer the kept text gives; null: of none. */
    kept_camp: number | null;
    /** Whole references without a final answer; null: an older version did not record it. */
    unread: number | null;
    /** Members that were asked and brought nothing whole; null: an older version did not record it. */
    failed: number | null;
    /** That the kept answer is right; null: an older version did not record it. */
    certainty: Certainty | null;
    /** What asking back took; null: an older version did not record it. */
    asked_back: AskedBack | null;
    /** What a referee took and changed; null: none was called, or an older version. */
    referee: RefereeView | null;
    /** What is run. Left out, as the next two: nothing is checked. */
    checks?: CheckView[];
    /** What the question's own program gives; null: not known. */
    output?: string | null;
    /** Whether that is the kept answer, because no reference states it; kept is null then. */
    kept_output?: boolean;
    /** What the mode came to; auto while undecided. */
    settled: RunMode;
    /** Number of the kept call; null: none. */
    kept: number | null;
    /** Every candidate that was scored; empty before the end. */
    candidates: CandidateScore[];
    /** Empty: the full result. */
    degraded: Degradation[];
    /** A reference is kept because the references' vote finds the best aggregate's answer less than half as likely. */
    guarded: boolean;
    /** The lead was safe before all calls were made. */
    stopped_early: boolean;
    /** References and aggregates sent. */
    calls_made: number;
    /** Had nothing stopped early or failed. */
    calls_planned: number;
    /** Planned but never sent, thanks to the early stop. */
    calls_saved: number;
    /** Of all calls. */
    usage: Usage;
}

/** An event and what it brought. */
export interface TraceStep {
    /** As it was fed. */
    event: RunEvent;
    /** In order. */
    actions: RunAction[];
}

/** Digests of the tables that decided. A trace of other tables is shown, not replayed. */
export interface TraceTables {
    /** Of the words by which answers are read. */
    words: string;
    /** Of the weights that say how sure an answer is. */
    certainty?: string;
}

/** A run that can be run again, or shown as it was. It holds no keys. */
export interface RunTrace {
    /** Version of this format. 1 has no view. */
    smacs_trace: 1 | 2;
    /** Of smacs. */
    version: string;
    /** Digest of the index; null: none was used. */
    index: string | null;
    /** Digest of the embedder. */
    embedder: string;
    /** Version 1 has none. */
    tables?: TraceTables;
    /** As it was given. */
    request: RunRequest;
    /** In order. */
    steps: TraceStep[];
    /** As it was shown after the last step. */
    view?: RunView;
    /** A host's note of how many pictures it sent along; a trace holds none of them. */
    pictures?: number;
}
