// The words about runs: how to ask, how it goes, what came of it.
import type { RunMode, SmacsErrorCode } from "smacs";
import { plural } from "../../lib/format.ts";

const models = (n: number) => `${n} ${plural(n, "model", "models")}`;

export const runStrings = {
    form: {
        title: "How to ask",
        mode: "What happens to the answers",
        modes: {
            auto: "Decide by the question",
            route: "Ask the best one",
            select: "Keep the best answer",
            aggregate: "Merge the answers",
            paper: "As in the paper",
        } satisfies Record<RunMode, string>,
        help: {
            auto: "Asks the models that come close to the best one. Keeps an answer that most of them share, else has them merged.",
            route: "Asks one model. The next one is asked only if that fails.",
            select: "Asks the panel and keeps the answer that it finds most likely.",
            aggregate: "Asks the panel, then has one model write several merged versions and keeps the best of them.",
            paper: "Everything as published: all calls are made, and gaps in the data count as wrong.",
        } satisfies Record<RunMode, string>,
        size: "Models on the panel",
        fewer: "One model fewer",
        more: "One model more",
        coverage: "Prefer models that know different things",
        coverageHelp: "Picks a panel of which at least one is likely to be right, rather than the best ones singly.",
        sequential: "One call at a time",
        sequentialHelp: "At each endpoint, for free plans and small machines.",
        maxCalls: "At most so many calls",
        maxCost: "At most so many US dollars",
        maxTokens: "At most so many tokens an answer",
        timeLimit: "At most so many seconds for a call",
        usual: "as is usual",
        merger: "Who merges",
        mergerAuto: "The best of the panel",
        system: "System prompt",
        systemHelp: "Goes with every call, before your question.",
        prompt: "Instructions for merging",
        promptHelp: "What the model that merges is told. The answers stand where {references} is.",
        noLimit: "no limit",
        unpriced: (n: number, all: number) =>
            `${n} of the ${models(all)} ${plural(n, "has", "have")} no known price, and cannot be asked under a limit on cost.`,
    },

    progress: {
        label: "Calls that have ended",
        calls: (n: number, planned: number) => `${n} of ${Math.max(n, planned)} calls`,
        cost: (usd: string) => `${usd} so far`,
        expected: (elapsed: string, all: string) => `${elapsed} of about ${all}`,
        provisional: "Provisional",
        provisionalHint: "From the best model that has answered so far. What is kept in the end may be another.",
    },

    interrupted: {
        title: "This run was interrupted",
        text: (n: number) =>
            n === 0
                ? "Everything that had arrived is here."
                : `${n} ${plural(n, "call was", "calls were")} under way when the page was left. What had arrived is here.`,
        resume: "Go on and ask again what was under way",
        connect: "Connect its models to go on",
        finish: "Finish from what arrived",
        elsewhere:
            "This question is being asked in another tab. What it comes to appears here when that tab is done or closed.",
    },

    sample: "A recorded run of small open models, replayed in this tab: nobody is asked. Go through it step by step under “Trace”.",

    recorded: (version: string) =>
        `Shown as recorded: decided by smacs ${version}, not replayed. It was made with another version or another index, so it cannot be stepped through or changed here.`,

    /** While the run is gone through event by event. */
    stepping: {
        at: (n: number, all: number) => `You see the run after ${n} of ${all} ${plural(all, "event", "events")}.`,
        backToEnd: "Back to its end",
    },

    thread: {
        label: "Earlier in this conversation",
        of: (n: number) => `(answer ${n})`,
    },

    after: {
        label: "What to do with the answer",
        followUp: "Ask a follow-up",
        markdown: "Save as Markdown",
        trace: "Save the trace",
        share: "Share the trace",
        again: "Ask again in another way",
        sameSeed: "Same seed",
        newSeed: "Another seed",
        againHint: "A seed decides which answers each draw leaves out. Asking again makes the calls anew.",
        againNobody: "Connect models to ask again.",
    },

    document: {
        earlier: "Earlier question",
        question: "Question",
        answer: "Kept answer",
        answers: "Every model",
        calls: (n: number) => `${n} ${plural(n, "call", "calls")}`,
        tokens: (n: number) => `${n} tokens`,
    },

    title: "Answer",
    failed: "The run could not go on",
    notOpened: "This run could not be opened",
    openProblems: {
        mismatch: "It was made with another version or index, and what it recorded is damaged.",
        version: "It was made by a newer version. Reload the page to get that version, then open it again.",
        syntax: "The file is not a trace. Choose one that was saved here with “Save the trace”.",
        schema: "The file is not a trace of this version. Choose one that was saved here with “Save the trace”.",
        fetch: "The file did not arrive. Check the connection, then try again.",
    } as Partial<Record<SmacsErrorCode, string>>,
    toOther: (question: string) => `These answer an earlier question: “${question}”`,
    keptTitle: "Kept",
    mergedBy: (model: string) => `Merged by ${model}`,
    mergeNow: "Merge now",
    decideNow: "Decide now",
    deciding: "What is kept is decided when enough has arrived.",
    merging: "The answers are being merged. What is kept is decided then.",
    nothing: "Nothing arrived that could be kept. Each model says below what happened.",
    nothingStopped: "Stopped before an answer was complete. What had arrived is below.",
    nothingBudget: "Your limits did not allow a call. Raise them under “How to ask”.",

    why: {
        route: "The model best known for questions like this was asked, and no other.",
        fallback: "The first choice failed, so the next best model was asked.",
        only: "The only answer that arrived.",
        agreed: (n: number, all: number, answer: string) => `${n} of ${all} answers say ${answer}`,
        agreedMerged: (n: number, all: number, answer: string) => `${n} of ${all} merged versions say ${answer}`,
        vote: (share: string) => `which is ${share} percent of the models' vote`,
        likest: (all: number) => `Of the ${all} answers, this one is most like the others.`,
        likestMerged: (all: number) => `Of the ${all} merged versions, this one is most like the others.`,
        score: (all: number) => `Of the ${all} answers, this one has the best score.`,
        guarded: "The merged versions said what hardly any model had said, so the best single answer was kept.",
    },

    settled: {
        auto: "not decided yet",
        route: "one model asked",
        select: "best answer kept",
        aggregate: "answers merged",
        paper: "answers merged as in the paper",
    } satisfies Record<RunMode, string>,

    degradedTitle: "This is less than was asked for",
    degraded: {
        references: "Some answers failed or were cut short.",
        aggregator: "The model that merges had to be replaced, or some merged versions are missing.",
        selected: "The answers could not be merged, so the best single one was kept.",
        cut: "The kept answer is not whole.",
        budget: "Calls were left out to stay within your limits.",
        stopped: "You ended it before everything was there.",
        deadline: "The time was up before everything was there.",
        fallback: "The first choice failed.",
        nothing: "There is no answer.",
    } as Record<string, string>,

    facts: {
        label: "What it took",
        sure: "How sure",
        sureOf: (share: string) => `${share} percent of the models' vote`,
        mode: "How it was decided",
        calls: "Calls",
        made: (made: number, planned: number) => (planned > made ? `${made} of ${planned} planned` : String(made)),
        saved: (n: number) => `${n} saved, as enough agreed`,
        tokens: "Tokens",
        cost: "Cost",
        seed: "Seed",
        basis: {
            actual: { tokens: (n: string) => `${n} (counted)`, cost: (usd: string) => `${usd} (as charged)` },
            estimated: {
                tokens: (n: string) => `about ${n} (estimated)`,
                cost: (usd: string) => `about ${usd} (estimated)`,
            },
            unknown: {
                tokens: (n: string) => `at least ${n} (partly unknown)`,
                cost: (usd: string) => `at least ${usd} (partly unknown)`,
            },
        },
        unknown: "unknown",
        none: "none yet",
    },

    rows: {
        title: "Every model",
        mark: "kept, shown above",
        prior: (value: string) => `prior ${value}`,
        at: (id: string, label: string) => `${id} at ${label}`,
        answer: (found: string) => `says ${found}`,
        state: {
            unasked: "not asked",
            queued: "in the queue",
            waiting: "waiting",
            thinking: "thinking",
            streaming: "answering",
            "backing-off": "asking again soon",
            done: "done",
            failed: "failed",
            cancelled: "ended early",
        },
        again: (time: string) => `Asked again in ${time}.`,
        why: {
            none: "",
            "early-stop": "Not needed any more: enough others agreed.",
            stop: "Stopped by you.",
            "merge-now": "You went on without waiting for it.",
            drop: "Left out by you.",
            deadline: "It took longer than there was time for.",
        } as Record<string, string>,
        late: "It came after it was given up, and played no part.",
        unasked: { running: "Asked only if it is needed.", over: "It was not needed." },
        partial: "What had arrived",
        earlier: "Earlier attempts",
        reasoning: "What it thought first",
        tokens: (n: string) => `${n} tokens`,
        cut: {
            length: "Cut short: the model reached its length limit.",
            unannounced: "The stream ended without saying that the answer was complete.",
        } as Record<string, string>,
        left: (fields: string) => `Asked without ${fields}, which the endpoint refuses.`,
        retry: "Try again",
        askToo: "Ask it too",
        drop: "Leave out",
        replace: (model: string) => `Ask ${model} instead`,
        insteadOf: (model: string) => `(instead of ${model})`,
        /** Follow a button's word for those who cannot see where it stands. */
        of: (model: string) => `(answer of ${model})`,
        with: (model: string) => `(with ${model})`,
    },

    merged: {
        title: "Merged versions",
        by: (model: string) => `Written by ${model}. Each version was made from a draw of the answers.`,
        version: (n: number) => `Version ${n}`,
        of: (n: number) => `(version ${n})`,
        from: (numbers: string) => `from answers ${numbers}`,
    },

    scores: {
        title: "How they were scored",
        empty: "Candidates are scored when all are there.",
        hint: "Agreement: likeness to the other texts. Confidence: how sure the model was of its words. Vote: how likely the panel finds the final answer. The highest score is kept.",
        what: "Text",
        saw: "Made from",
        answer: "Final answer",
        agreement: "Agreement",
        confidence: "Confidence",
        vote: "Vote",
        score: "Score",
        kept: "kept",
        reference: (n: number, model: string) => `Answer ${n}, ${model}`,
    },

    live: {
        answered: (n: number) => `${n} answered`,
        active: (n: number) => `${n} under way`,
        failed: (n: number) => `${n} failed`,
        ended: (n: number) => `${n} ended early`,
        asking: (n: number) => `Asking ${models(n)}.`,
        merging: "Merging the answers.",
        kept: (model: string) => `Finished. Kept the answer of ${model}.`,
        merged: (model: string) => `Finished. Kept an answer merged by ${model}.`,
        nothing: "Finished without an answer.",
    },
};
