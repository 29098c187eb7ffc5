import type { Usage } from "smacs";
import type { Run } from "../../app/run.ts";
import { count, dollars } from "../../lib/format.ts";
import { runStrings } from "../../strings-run.ts";
import { TraceButton } from "./TraceButton.tsx";

/** What the run came to and what it took, each figure with how well it is known. */
export function RunFacts({ run }: { run: Run }) {
    const words = runStrings.facts;
    const view = run.view.value;
    const facts: [string, string][] = [
        [words.mode, runStrings.settled[view.settled]],
        [words.calls, callsOf(view.calls_made, view.calls_planned, view.calls_saved)],
        [words.tokens, tokensOf(view.usage)],
        [words.cost, costOf(view.usage)],
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
            {!run.active.value && <TraceButton run={run} />}
        </section>
    );
}

function callsOf(made: number, planned: number, saved: number): string {
    const words = runStrings.facts;
    return saved > 0 ? `${words.made(made, planned)}, ${words.saved(saved)}` : words.made(made, planned);
}

function tokensOf({ input, output, basis }: Usage): string {
    return runStrings.facts.basis[basis].tokens(count(input + output));
}

function costOf({ cost, cost_basis }: Usage): string {
    const words = runStrings.facts.basis;
    return cost === null ? words.unknown.cost() : words[cost_basis].cost(dollars(cost));
}
