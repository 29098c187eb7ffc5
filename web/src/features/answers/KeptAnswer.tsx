import type { Run } from "../../app/run.ts";
import { count, decimal, percent } from "../../lib/format.ts";
import { strings } from "../../strings.ts";
import { Clamp } from "../../ui/Clamp.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Elapsed } from "../../ui/Elapsed.tsx";

/** The answer that is kept, and why this one. */
export function KeptAnswer({ run }: { run: Run }) {
    const words = strings.answers;
    const kept = run.kept.value;
    const { arrived, cut, failed, active } = run.counts.value;
    if (!kept) {
        const text =
            active > 0 ? words.noneYet : failed === run.members.length ? words.allFailed(failed) : words.stoppedEmpty;
        return <p class={active > 0 ? "muted" : "problem"}>{text}</p>;
    }
    const answer = kept.answer.value;
    // A whole answer was chosen among the whole ones only.
    const eligible = answer.cut ? arrived : arrived - cut;
    return (
        <article class={active > 0 ? "kept provisional" : "kept"} aria-labelledby="kept-title" data-testid="kept">
            <header>
                <span class="tag">{active > 0 ? words.keptSoFar : words.keptTitle}</span>
                <h3 id="kept-title">{kept.model}</h3>
            </header>
            <p class="hint">{active > 0 ? words.whySoFar(eligible, active) : words.why(eligible, arrived)}</p>
            <div class="answer-text">
                <Clamp key={kept.model} tall text={answer.text.trimEnd()} of={words.of(kept.model)}>
                    <CopyButton text={answer.text} of={words.of(kept.model)} />
                    <span class="muted number">
                        {words.prior(run.mode === "paper" ? decimal(kept.prior) : percent(kept.prior))}
                    </span>
                    <span class="muted">
                        <Elapsed from={answer.startedAt} to={answer.endedAt} />
                    </span>
                    {answer.tokens !== undefined && (
                        <span class="muted number">{words.tokens(count(answer.tokens))}</span>
                    )}
                </Clamp>
            </div>
            {answer.cut && <p class="notice">{words.cut[answer.cut]}</p>}
            {answer.reasoning !== "" && (
                <Disclosure summary={words.reasoning}>
                    <div class="plain reasoning">{answer.reasoning}</div>
                </Disclosure>
            )}
        </article>
    );
}
