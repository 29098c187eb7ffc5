// A run as a text that people read: question, kept answer, why, what it took, and every answer.
import type { CallView, RunView } from "smacs";
import { dollars, names, percent } from "../../lib/format.ts";
import { checkStrings } from "./check-strings.ts";
import { turnsOf } from "./conversation.ts";
import { fenced } from "./fenced.ts";
import { askedBackWords } from "./model/asked-back.ts";
import { checkedOf } from "./model/checks.ts";
import { mergedCalls, referenceRows, shownIn } from "./model/rows.ts";
import { furtherCalls, spentIn } from "./model/spent.ts";
import { plainText, verdictOf } from "./model/verdict.ts";
import { pictureStrings } from "./picture-strings.ts";
import type { Run } from "./run.ts";
import { picturesOf } from "./shared-trace.ts";
import { runStrings } from "./strings.ts";

/** Without keys, as nothing of a run has any. */
export function markdownOf(run: Run): string {
    const words = runStrings.document;
    const view = run.latest.value;
    const kept = view.kept === null ? undefined : view.calls[view.kept];
    const spent = spentIn(view);
    const earlier = turnsOf(run.request.history).flatMap(({ question, answer }) => [
        `## ${words.earlier}`,
        quoted(question),
        answer,
    ]);
    const taken = [
        words.calls(view.calls_made) + furtherCalls(view),
        spent ? words.tokens(spent.tokens) : "",
        spent && spent.costBasis !== "unknown" ? dollars(spent.cost) : "",
    ].filter(Boolean);
    return [
        ...earlier,
        `## ${words.question}`,
        quoted(run.question),
        picturesOf(run) > 0 ? `*${pictureStrings.missing(picturesOf(run))}*` : "",
        `## ${words.answer}`,
        ...(kept
            ? [kept.text ?? "", `*${run.name(kept.member)}*`, plainText(verdictOf(view), literally)]
            : view.kept_output
              ? [fenced(view.output ?? ""), `*${checkStrings.own}*`, plainText(verdictOf(view), literally)]
              : [runStrings.degraded.nothing ?? ""]),
        ...view.degraded.map((reason) => `> ${runStrings.degraded[reason] ?? reason}`),
        taken.join(" · "),
        ...mergedCalls(view).flatMap((call) => [
            `### ${runStrings.merged.version((call.subset ?? 0) + 1)}`,
            `*${run.name(call.member)}, ${runStrings.merged.from(names(shownIn(view, call.subset).map(String)))}*`,
            call.text ?? "",
        ]),
        `## ${words.answers}`,
        ...referenceRows(view).flatMap(({ number, member, prior, calls, askedBack }) => [
            `### ${number} ${run.name(member)}`,
            ...(prior === null || view.mode === "paper" ? [] : [`*${runStrings.rows.prior(percent(prior))}*`]),
            calls.at(-1)?.text ?? "–",
            checkSaid(view, calls.at(-1)),
            askedBack ? backSaid(view, askedBack) : "",
        ]),
    ]
        .map((part) => part.trim())
        .filter(Boolean)
        .join("\n\n")
        .concat("\n");
}

function checkSaid(view: RunView, call: CallView | undefined): string {
    const checked = checkedOf(view, call);
    return checked ? `*${checked.words}*` : "";
}

function backSaid(view: RunView, call: CallView): string {
    const { said, claim = "" } = askedBackWords(view, call);
    return `*${said}*${literally(claim)}`.replace(/ \*/, "* ");
}

/** Nothing in it is taken for a mark of Markdown. */
function literally(claim: string): string {
    return claim.replace(/[\\`*_{}[\]<>#|$~]/g, "\\$&");
}

function quoted(text: string): string {
    return text
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
}
