// What the element says.
import type { CallFailure, NoAnswer } from "../host/no-answer.js";
import type { CallView, Camp, Certainty, Degradation, RunView } from "../run-messages.js";
import { failureText } from "../wire/failure-text.js";

const plural = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const words = {
    question: "Question",
    key: (host: string) => `Key for ${host}, if it needs one`,
    remember: "Remember the key in this browser",
    keyNote: (host: string, alone: boolean) =>
        `${alone ? "Your question and the key go" : "The key goes"} to ${host} and nowhere else.`,
    ask: "Ask",
    stop: "Stop",
    kept: "Kept answer",
    keptBy: (member: string) => `Answer of ${member}`,
    merged: (member: string) => `Merged by ${member}`,
    program: "What the question's own program gives",
    camps: "Who says what",
    models: "What each model says",
    unset: 'This element needs the attribute endpoint="https://…/v1".',
    noneKnown: "the endpoint lists no model that the index knows; name some in the attribute models",
    loading: "Loading what decides which models to ask …",
    failed: (why: string) => `The question could not be asked: ${why}.`,
    asking: ({ calls, calls_planned }: RunView) => {
        const ended = calls.filter(({ state }) => state !== "flying").length;
        return `Asking: ${ended} of ${plural(Math.max(calls_planned, calls.length), "call", "calls")} have ended.`;
    },
    done: ({ calls_made, usage }: RunView) => {
        const cost = usage.cost !== null && usage.cost_basis !== "unknown" && usage.cost > 0;
        return `Answered after ${plural(calls_made, "call", "calls")}${cost ? `, for $${usage.cost?.toPrecision(2)}` : ""}.`;
    },
    noAnswer: ({ code, failures }: NoAnswer) =>
        code === "cancelled" && failures.length === 0
            ? "Stopped before a model had answered."
            : "No model answered. Below is why.",
    why: ({ failure }: CallFailure) => `${failureText(failure)}.`,
    failure: ({ member, failure }: CallFailure) => `${member}: ${failureText(failure)}.`,
};

/** How sure the kept answer is, in words; never quite. */
export function sureText(certainty: Certainty | null): string {
    if (!certainty) {
        return "";
    }
    const { p, why } = certainty;
    if (p === null) {
        const reason = unsure[why];
        return reason && `How sure this is cannot be told: ${reason}.`;
    }
    const percent = Math.min(99, Math.max(1, Math.round(100 * p)));
    return `${steps.find(([least]) => p >= least)?.[1]}: right in about ${percent} of 100 such cases.`;
}

/** Why nothing can be said; "": there is nothing to say it of. */
const unsure: Record<Certainty["why"], string> = {
    none: "",
    nothing: "",
    paper: "",
    "one-read": "no other answer can be compared with it",
    open: "texts like these have no short answer to compare",
    unread: "this text states no answer that another one gives",
};

const steps: readonly [least: number, text: string][] = [
    [0.95, "Almost certain"],
    [0.85, "Very likely right"],
    [0.65, "Probably right"],
    [0.35, "Uncertain"],
    [0, "Probably wrong"],
];

/** Who gives a final answer: "391: ada, ben (2 of 3)". */
export function campText({ claim, members, checked }: Camp, { calls }: RunView): string {
    const names = members.map((call) => calls[call]?.member ?? "").join(", ");
    const whole = calls.filter(({ role, state, cut }) => role === "reference" && state === "done" && !cut).length;
    const ran = checked === "passed" ? ", checked by running" : checked === "failed" ? ", failed when run" : "";
    return `${claim}: ${names} (${members.length} of ${whole}${ran})`;
}

const less: Record<Degradation, string> = {
    references: "Some models did not answer.",
    aggregator: "The model that merges had to be replaced, or some merged versions are missing.",
    selected: "The answers could not be merged, so the best single one is kept.",
    cut: "This answer is cut off.",
    budget: "Calls were left out to stay within the limits.",
    stopped: "Stopped before every model had answered.",
    deadline: "The time limit was reached before every model had answered.",
    fallback: "The first choice failed.",
    nothing: "",
};

/** Why the answer is less than was asked for; "": it is not. */
export const lessText = (degraded: readonly Degradation[]): string =>
    degraded
        .map((reason) => less[reason])
        .filter(Boolean)
        .join(" ");

const roles = { reference: "", aggregate: "merging", state: "asked back", judge: "comparing" };
const states = { flying: "answering", done: "done", failed: "failed", cancelled: "not needed" };

/** "ada, answering". */
export const callTitle = ({ member, role, state }: CallView): string =>
    [member, roles[role], states[state]].filter(Boolean).join(", ");
