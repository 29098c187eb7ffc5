import type { RunView } from "smacs";
import { count, dollars } from "../../lib/format.ts";
import { checkStrings } from "./check-strings.ts";
import { lineStrings } from "./line-strings.ts";
import { isChecked } from "./model/checks.ts";
import { furtherCalls, type Spent, spentIn } from "./model/spent.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** What the run came to and what it took, each figure with how well it is known. */
export function RunFacts({ run }: { run: Run }) {
    const words = runStrings.facts;
    const view = run.view.value;
    const spent = spentIn(view);
    const facts: [string, string][] = [
        ...(run.active.value ? [] : [[words.mode, decidedIn(view)] as [string, string]]),
        [words.calls, callsOf(view)],
        [words.tokens, tokensOf(spent, view.asked_back)],
        [words.cost, costOf(spent, view.asked_back)],
        [words.seed, String(run.request.seed ?? 0)],
    ];
    return (
        <section class="facts" aria-label={words.label} data-testid="facts">
            <dl>
                {facts.map(([name, value]) => (
                    <div key={name}>
                        <dt>{name}</dt>
                        <dd class="number">{value}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}

/** Answers that were to be merged, and of which one is kept as it is, were not merged. */
function decidedIn({ settled, kept, calls }: RunView): string {
    const merging = settled === "aggregate" || settled === "paper";
    const single = merging && calls[kept ?? -1]?.role === "reference";
    return single ? runStrings.settledSingle : runStrings.settled[settled];
}

function callsOf(view: RunView): string {
    const { calls_made, calls_planned, calls_saved } = view;
    const words = runStrings.facts;
    const saved = isChecked(view) ? checkStrings.saved : words.saved;
    const made = words.made(calls_made, calls_planned) + furtherCalls(view);
    return calls_saved > 0 ? `${made}, ${saved(calls_saved)}` : made;
}

function tokensOf(spent: Spent | undefined, back: RunView["asked_back"]): string {
    const words = runStrings.facts;
    if (!spent) {
        return words.none;
    }
    const { tokens, basis } = spent;
    const backTokens = back ? back.usage.input + back.usage.output : 0;
    const all = words.basis[basis](count(tokens));
    return backTokens > 0 ? `${all}, ${words.ofThem(count(backTokens))}` : all;
}

function costOf(spent: Spent | undefined, back: RunView["asked_back"]): string {
    const words = runStrings.facts;
    if (!spent) {
        return words.none;
    }
    const { cost, costBasis } = spent;
    if (cost === 0) {
        return costBasis === "unknown" ? words.unknown : lineStrings.free;
    }
    const all = words.costs[costBasis](dollars(cost));
    const backCost = back?.usage.cost ?? 0;
    return backCost > 0 ? `${all}, ${words.ofThem(dollars(backCost))}` : all;
}
