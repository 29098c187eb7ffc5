// Calls that ask a model for the final answer of its reply: which there are, and what came of them, in words.
import type { CallView, RunView } from "smacs";
import { askedBackStrings as words } from "../asked-back-strings.ts";
import { unmarked } from "./camps.ts";

/** What models reply that have no short answer (include/smacs/run.h). */
const noAnswer = /(?<![\p{L}\d])n\/a(?![\p{L}\d])/iu;

/** The last call that asks back about one of these. */
export function askedBackAbout(view: RunView, calls: readonly CallView[]): CallView | undefined {
    const numbers = new Set(calls.map(({ call }) => call));
    return view.calls.findLast(({ of }) => of !== null && numbers.has(of));
}

/** What came of it; `claim`: what the model stated. */
export function askedBackWords(view: RunView, { state, text, of }: CallView): { said: string; claim?: string } {
    if (state !== "done") {
        return { said: words[state] };
    }
    const claim = unmarked(text ?? "");
    if (noAnswer.test(claim)) {
        return { said: words.none };
    }
    return { said: view.calls[of ?? -1]?.answer ? words.said : words.unbelieved, claim };
}

/** Calls under way that ask back. */
export function askingBack({ calls }: RunView): number {
    return calls.filter(({ role, state }) => role === "state" && state === "flying").length;
}
