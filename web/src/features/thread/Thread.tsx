import { useAppState } from "../../app/context.ts";
import { dollars } from "../../lib/format.ts";
import { Clamp } from "../../ui/Clamp.tsx";
import type { Run } from "../run/run.ts";
import { threadStrings } from "./strings.ts";
import { Turn } from "./Turn.tsx";
import { type PastTurn, totalOf, turnsAround } from "./turns.ts";
import "./thread.css";

/** The conversation of the shown run, newest last: the run in full, the other turns with their answers. */
export function Thread({ run }: { run: Run }) {
    const { history } = useAppState();
    const { before, after } = turnsAround(run, history.entries.value ?? []);
    return (
        <section class="thread" aria-label={threadStrings.label}>
            {before.length > 0 && <Past turns={before} />}
            <Turn run={run} />
            {after.length > 0 && <Past turns={after} />}
            {before.length + after.length > 0 && <Total run={run} turns={[...before, ...after]} />}
        </section>
    );
}

function Past({ turns }: { turns: readonly PastTurn[] }) {
    return (
        <ol class="past">
            {turns.map((turn, at) => (
                <PastItem key={turn.entry?.id ?? at} turn={turn} />
            ))}
        </ol>
    );
}

/** A turn as it was left; it can be opened in full. */
function PastItem({ turn: { entry, question, answer } }: { turn: PastTurn }) {
    const { openSaved } = useAppState();
    const words = threadStrings.past;
    const cost = entry?.cost === undefined ? "" : dollars(entry.cost);
    return (
        <li>
            <p class="asked" dir="auto">
                {question}
            </p>
            <Clamp text={answer.trimEnd()} of={words.of(question)} />
            {entry && (
                <p class="past-facts hint">
                    {words.facts(entry.model, entry.calls, cost)}{" "}
                    <button type="button" class="quiet" onClick={() => void openSaved(entry.id)}>
                        {words.open}
                        <span class="visually-hidden"> {words.openOf(question)}</span>
                    </button>
                </p>
            )}
        </li>
    );
}

/** What the conversation has cost. */
function Total({ run, turns }: { run: Run; turns: readonly PastTurn[] }) {
    const { cost, whole } = totalOf(turns, run.view.value.usage.cost ?? undefined);
    const n = turns.length + 1;
    const money = whole ? dollars(cost) : threadStrings.totalAtLeast(dollars(cost));
    return (
        <p class="hint" data-testid="conversation-cost">
            {cost === 0 && !whole ? threadStrings.totalUnknown(n) : threadStrings.total(n, money)}
        </p>
    );
}
