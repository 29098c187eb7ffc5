// What was run of a question and its answers, and how the answers stand to that, as the core counted it.
import type { CallView, CheckResult, CheckView, RunView } from "smacs";
import type { OpenCheck } from "smacs/checks";
import { checkStrings } from "../check-strings.ts";

export type Standing = "running" | "passed" | "failed" | "ran";

/** How an answer stands to what was run, in a few words. */
export interface Checked {
    standing: Standing;
    words: string;
    /** Of its own program; undefined: the question's program was run. */
    check?: CheckView;
}

export function checksIn({ checks }: RunView): readonly CheckView[] {
    return checks ?? [];
}

/** The check of the question's own program. */
export function ownCheck(view: RunView): CheckView | undefined {
    return checksIn(view).find(({ call }) => call === null);
}

/** Checks that are done and for which something was run. */
export function ranIn(view: RunView): CheckView[] {
    return checksIn(view).filter(({ done, inputs }) => done && inputs > 0);
}

export function runningIn(view: RunView): number {
    return view.phase === "done" ? 0 : checksIn(view).filter(({ done }) => !done).length;
}

/** undefined: nothing was run for it, and nothing is to be said. */
export function checkedOf(view: RunView, answer: CallView | undefined): Checked | undefined {
    const check = checksIn(view).find(({ call }) => call === answer?.call);
    if (!check) {
        return answer?.state === "done" ? byOutput(view, answer.call) : undefined;
    }
    const { done, inputs, passed, failed } = check;
    const words = checkStrings.answer;
    if (!done) {
        return view.phase === "done" ? undefined : { standing: "running", words: words.running, check };
    }
    if (inputs === 0) {
        return undefined;
    }
    if (failed > 0) {
        return { standing: "failed", words: words.failed(failed, passed + failed), check };
    }
    return passed > 0
        ? { standing: "passed", words: words.passed(passed), check }
        : { standing: "ran", words: words.ran(inputs), check };
}

/** How the answer's camp stands to what the question's program gives. */
function byOutput(view: RunView, call: number): Checked | undefined {
    const { checked } = (ownCheck(view) && view.camps.find(({ members }) => members.includes(call))) ?? {};
    const { states, contradicts } = checkStrings.answer;
    return checked ? { standing: checked, words: checked === "passed" ? states : contradicts } : undefined;
}

/** Whether an input gave what was expected; undefined: nothing was, or it could not be run as it is meant. */
export function isRight({ input, outcome, out }: CheckResult, open: OpenCheck): boolean | undefined {
    return typeof open.expects[input] !== "string" || outcome === "refused"
        ? undefined
        : outcome === "value" && open.gives(input, out);
}

/** Whether the kept answer is one that running has shown to be right, as far as that goes. */
export function isChecked(view: RunView): boolean {
    return view.kept_output === true || checkedOf(view, view.calls[view.kept ?? -1])?.standing === "passed";
}
