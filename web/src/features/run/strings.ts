// The words about runs: how it goes, and what came of it.
import type { CancelReason, RunMode } from "smacs";
import { plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";
import type { RunOrigin } from "./run.ts";

export const runStrings = words("run", {
    progress: {
        label: "Finished calls",
        calls: (n: number, planned: number) => `${n} of ${Math.max(n, planned)} calls`,
        cost: (usd: string) => `${usd} so far`,
        askingBack: (n: number) => `${n} ${plural(n, "model", "models")} asked to clarify`,
        expected: (elapsed: string, all: string) => `${elapsed} of about ${all}`,
        provisional: "Provisional",
        provisionalHint: "From the best model that has answered so far. The final answer may be another one.",
    },

    interrupted: {
        title: "This run was interrupted",
        text: (n: number) =>
            n === 0
                ? "Everything that had arrived was saved."
                : `${n} ${plural(n, "call was", "calls were")} in progress when the page was closed. Everything that had arrived was saved.`,
        resume: "Resume and repeat the interrupted calls",
        connect: "Connect its models to resume",
        finish: "Finish with what arrived",
        elsewhere:
            "This question is being asked in another tab. The result appears here when that tab finishes or is closed.",
    },

    /** Of a run that was not asked here. */
    origin: {
        sample: "A recorded run of small open models, replayed in this tab. No model is called. Play it, or step through it, and see how each answer counts.",
        link: "This run came with a link. The question and the answers are somebody else's. Nothing was asked here, and nothing is stored.",
        file: "This run was opened from a file. Nothing was asked here, and nothing is stored.",
    } satisfies Record<RunOrigin, string>,

    recorded: (version: string) =>
        `Shown as recorded: decided by smacs ${version}, not replayed. It was made with another version or another index, so it cannot be stepped through or changed here.`,

    /** While the run is gone through event by event. */
    stepping: {
        at: (n: number, all: number) => `This is the run after ${n} of ${all} ${plural(all, "event", "events")}.`,
        backToEnd: "Show the whole run",
    },

    after: {
        label: "What to do with the answer",
        copy: "Copy with sources",
        copied: "Copied",
        copyHint: "The answer with its formatting, who gave it, and how many agreed.",
        copyFailed: "The browser does not allow copying here. Save it as Markdown instead.",
        source: (who: string, from: string) => `Source: ${who}, kept from the answers of ${from}.`,
        markdown: "Save as Markdown",
        trace: "Save the trace",
        share: "Share the trace",
        link: "Copy a link",
        linked: "Link copied",
        linkHint:
            "The whole run is in the link: question, answers and how it was decided, without keys. Nothing is uploaded.",
        linkFailed: "The link could not be copied. Save the trace instead.",
        linkLong: (kilobytes: string) =>
            `The link is ${kilobytes} kB long. Some programs cut such links; the saved trace is safer.`,
        again: "Ask again with other settings",
        sameSeed: "Same seed",
        newSeed: "New seed",
        againHint: "The seed determines which answers each subset leaves out. Asking again repeats all calls.",
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

    failed: "The run could not continue",
    keptTitle: "Kept",
    mergedBy: (model: string) => `Merged by ${model}`,
    mergeNow: "Merge now",
    decideNow: "Decide now",
    judging: "A referee is comparing the two leading answers.",
    deciding: "The answer to keep is chosen when enough answers have arrived.",
    merging: "The answers are being merged. The one to keep is chosen after that.",
    nothing: "No usable answer arrived.",
    nothingStopped: "Stopped before an answer was complete. What had arrived is under “all answers”.",
    nothingBudget: "Your limits did not allow a call. Raise them under “More options”.",

    settled: {
        auto: "not decided yet",
        route: "one model asked",
        select: "best answer kept",
        aggregate: "answers merged",
        paper: "answers merged as in the paper",
    } satisfies Record<RunMode, string>,
    settledSingle: "best single answer kept, none of the merged versions",

    degradedTitle: "The result is incomplete.",
    degraded: {
        references: "Some answers failed or were cut short.",
        aggregator: "The merging model had to be replaced, or some merged versions are missing.",
        selected: "The answers could not be merged, so the best single one was kept.",
        cut: "The kept answer is truncated.",
        budget: "Calls were left out to stay within your limits.",
        stopped: "You stopped it before everything had arrived.",
        deadline: "The time limit was reached before everything had arrived.",
        fallback: "The first choice failed.",
        nothing: "There is no answer.",
    } as Record<string, string>,

    facts: {
        label: "Cost and time",
        mode: "How it was decided",
        calls: "Calls",
        made: (made: number, planned: number) => (planned > made ? `${made} of ${planned} planned` : String(made)),
        saved: (n: number) => `${n} not needed, because enough answers agreed`,
        askedBack: (n: number) => `and ${n} to clarify`,
        referee: (n: number) => `and ${n} by a referee`,
        ofThem: (amount: string) => `${amount} of it to clarify`,
        tokens: "Tokens",
        cost: "Cost",
        seed: "Seed",
        basis: {
            actual: (n: string) => `${n} (counted)`,
            estimated: (n: string) => `about ${n} (estimated)`,
            unknown: (n: string) => `at least ${n} (partly unknown)`,
        },
        costs: {
            actual: (usd: string) => `${usd} (as charged)`,
            listed: (usd: string) => `about ${usd} (counted tokens at the listed price)`,
            estimated: (usd: string) => `about ${usd} (estimated)`,
            unknown: (usd: string) => `at least ${usd} (partly unknown)`,
        },
        unknown: "unknown",
        none: "none yet",
    },

    rows: {
        title: "Every model",
        mark: "kept, shown above",
        prior: (value: string) => `expected ${value}`,
        at: (id: string, label: string) => `${id} at ${label}`,
        says: "says",
        unread: "no final answer read",
        loads: "loading, then reading",
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
        again: (time: string) => `Trying again in ${time}.`,
        why: {
            none: "",
            "early-stop": "Not needed: enough other answers agreed.",
            stop: "Stopped by you.",
            "merge-now": "You continued without waiting for it.",
            drop: "Left out by you.",
            deadline: "It exceeded the time limit.",
            refused: "The endpoint had just refused another call to this model.",
        } satisfies Record<CancelReason, string>,
        late: "It arrived too late to be used.",
        unasked: { running: "Asked only if needed.", over: "It was not needed." },
        partial: "What had arrived",
        earlier: "Earlier attempts",
        reasoning: "Reasoning",
        tokens: (n: string) => (n === "1" ? "1 token" : `${n} tokens`),
        cut: {
            length: "Cut short: the model reached its length limit.",
            unannounced: "The stream ended without saying that the answer was complete.",
            content_filter: "Cut short: the service's filter ended the answer.",
            tool_calls: "Not an answer yet: the model asked for a tool.",
            other: "The service ended the answer for another reason.",
        } as Record<string, string>,
        served: "served:",
        servedHint: (model: string) =>
            `According to the service, it was not ${model} that answered. What is known about ${model}, including its price, does not apply to this answer.`,
        left: (fields: string) => `Sent without ${fields}, which the endpoint rejects.`,
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
        by: (model: string) => `Written by ${model}. Each version was made from a subset of the answers.`,
        version: (n: number) => `Version ${n}`,
        of: (n: number) => `(version ${n})`,
        from: (numbers: string) => `from answers ${numbers}`,
    },

    scores: {
        title: "How they were scored",
        empty: "Candidates are scored when all have arrived.",
        hint: "Agreement: similarity to the other texts. Confidence: how certain the model was of its words. Vote: how likely the final answer is, given what all the models say. Each is multiplied by the weight that its column names. The text with the highest sum, the score, is kept.",
        weighted: (term: string, weight: string) => (weight === "1" ? term : `${term} × ${weight}`),
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
});
