import type { RunView } from "smacs";
import { count, dollars } from "../../lib/format.ts";
import { type Spent, spentIn } from "./model/spent.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** What the run came to and what it took, each figure with how well it is known. */
export function RunFacts({ run }: { run: Run }) {
    const words = runStrings.facts;
    const view = run.view.value;
    const spent = spentIn(view);
    const facts: [string, string][] = [
        ...(run.active.value ? [] : [[words.mode, decidedIn(view)] as [string, string]]),
        [words.calls, callsOf(view.calls_made, view.calls_planned, view.calls_saved)],
        [words.tokens, tokensOf(spent)],
        [words.cost, costOf(spent)],
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

function callsOf(made: number, planned: number, saved: number): string {
    const words = runStrings.facts;
    return saved > 0 ? `${words.made(made, planned)}, ${words.saved(saved)}` : words.made(made, planned);
}

function tokensOf(spent: Spent | undefined): string {
    if (!spent) {
        return runStrings.facts.none;
    }
    const { tokens, basis } = spent;
    return runStrings.facts.basis[basis].tokens(count(tokens));
}

function costOf(spent: Spent | undefined): string {
    const words = runStrings.facts;
    if (!spent) {
        return words.none;
    }
    const { cost, costBasis } = spent;
    return costBasis === "unknown" && cost === 0 ? words.unknown : words.basis[costBasis].cost(dollars(cost));
}
