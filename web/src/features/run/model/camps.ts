// Who gives which final answer, as the core counted it, and how people read an answer.
import type { AnswerKind, CallView, RunView } from "smacs";

/** Answers that come to the same. */
export interface Camp {
    key: string;
    mark?: string;
    /** The answer for people: no marks of Markdown or LaTeX. */
    claim: string;
    /** Numbers of calls. */
    members: readonly number[];
}

/**
 * The largest first. A view of a version that recorded no camps gets them by what that version compared. An open
 * question has none: what was read of its texts is not what they say.
 */
export function campsIn(view: RunView): readonly Camp[] {
    return view.unread === null ? recordedCamps(view) : isOpen(view) ? [] : view.camps;
}

const isOpen = (view: RunView) => view.certainty?.why === "open";

/** Place of the camp that a call belongs to; undefined: it is in none. */
export function campOf(camps: readonly Camp[], call: number | null): number | undefined {
    const at = call === null ? -1 : camps.findIndex(({ members }) => members.includes(call));
    return at < 0 ? undefined : at;
}

/** Place of the camp whose answer is kept. */
export function keptCamp(view: RunView, camps: readonly Camp[]): number | undefined {
    if (view.unread !== null) {
        return view.kept_camp ?? undefined;
    }
    const answer = view.calls[view.kept ?? -1]?.answer;
    const at = camps.findIndex(({ key }) => key === answer?.key);
    return at < 0 ? undefined : at;
}

/** Whole references without a final answer. */
export function unreadIn(view: RunView): CallView[] {
    const camps = campsIn(view);
    return wholeReferences(view).filter(({ call }) => campOf(camps, call) === undefined);
}

/** How many whole references there are, with and without a final answer. */
export function wholeIn(view: RunView): number {
    return campsIn(view).reduce((sum, { members }) => sum + members.length, unreadIn(view).length);
}

/** What a text says, for people; undefined: no final answer was read. */
export function claimOf(view: RunView, { call, answer }: CallView): string | undefined {
    const camps = campsIn(view);
    const own = camps[campOf(camps, call) ?? -1];
    if (own || !answer || isOpen(view)) {
        return own?.claim;
    }
    const same = camps.find(({ key, mark }) => key === answer.key && mark === answer.mark);
    return same?.claim ?? unmarked(answer.found);
}

/** The last whole answer of each model of the panel that was not left out. */
export function wholeReferences(view: RunView): CallView[] {
    return view.panel.flatMap(({ member, dropped }) => {
        const call = view.calls.findLast((at) => at.role === "reference" && at.member === member);
        return call && !dropped && call.state === "done" && !call.cut ? [call] : [];
    });
}

function recordedCamps(view: RunView): Camp[] {
    const camps: { kind: AnswerKind; key: string; claim: string; members: number[] }[] = [];
    for (const { call, answer: own } of wholeReferences(view)) {
        const answer = own ?? view.candidates.find((candidate) => candidate.call === call)?.answer;
        const camp = answer && camps.find(({ key, kind }) => key === answer.key && kind === answer.kind);
        if (camp) {
            camp.members.push(call);
        } else if (answer) {
            const { kind, key, found } = answer;
            camps.push({ kind, key, claim: unmarked(found), members: [call] });
        }
    }
    return camps.sort((a, b) => b.members.length - a.members.length);
}

const wrapper = /\\(?:boxed|text|textbf|mathrm|mathbf)\{([^{}]*)\}/g;

/** Without the marks of Markdown and LaTeX that stand around words. */
export function unmarked(text: string): string {
    // The second time for what stands in another one.
    return text
        .replace(wrapper, "$1")
        .replace(wrapper, "$1")
        .replace(/\\[()[\]]|\*\*|__|[`$]|^#+ /g, "")
        .replace(/\s+/g, " ")
        .trim();
}

/** Whole words from the beginning, with a sign where more follows. */
export function shortened(claim: string, most: number): string {
    const letters = [...claim];
    if (letters.length <= most) {
        return claim;
    }
    const start = letters.slice(0, most).join("");
    const end = start.search(/\s\S*$/u);
    return `${end > 0 ? start.slice(0, end) : start}…`;
}
