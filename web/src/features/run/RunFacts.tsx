import { count, dollars, percent } from "../../lib/format.ts";
import { type Spent, spentIn } from "./model/spent.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** What the run came to and what it took, each figure with how well it is known. */
export function RunFacts({ run }: { run: Run }) {
    const words = runStrings.facts;
    const view = run.view.value;
    const spent = spentIn(view);
    const vote = view.candidates.find(({ call }) => call === view.kept)?.vote ?? null;
    const facts: [string, string][] = [
        ...(vote === null ? [] : [[words.sure, words.sureOf(percent(vote))] as [string, string]]),
        ...(run.active.value ? [] : [[words.mode, runStrings.settled[view.settled]] as [string, string]]),
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
