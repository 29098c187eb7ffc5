import type { RunView } from "smacs";
import { Clamp } from "../../ui/Clamp.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { CallFacts } from "./CallFacts.tsx";
import { CutNote, ServedNote, Thoughts } from "./CallNotes.tsx";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";
import { Verdict } from "./Verdict.tsx";

/** The answer that is kept, and why this one. */
export function KeptAnswer({ run }: { run: Run }) {
    const words = runStrings;
    const view = run.view.value;
    const call = view.kept === null ? undefined : view.calls[view.kept];
    if (!call) {
        return <p class="problem">{nothing(view)}</p>;
    }
    const live = run.live(call.call).value;
    const model = run.name(call.member);
    const text = call.text ?? "";
    return (
        <article class="kept" aria-labelledby="kept-title" data-testid="kept">
            <header>
                <span class="tag">{words.keptTitle}</span>
                <h3 id="kept-title">{call.role === "aggregate" ? words.mergedBy(model) : model}</h3>
            </header>
            <Verdict view={view} />
            <div class="answer-text">
                <Clamp key={call.call} tall text={text.trimEnd()} of={words.rows.of(model)}>
                    <CopyButton text={text} of={words.rows.of(model)} />
                    <CallFacts call={call} live={live} />
                </Clamp>
            </div>
            <ServedNote call={call} model={model} />
            <CutNote call={call} />
            <Thoughts live={live} />
        </article>
    );
}

function nothing({ degraded }: RunView): string {
    const words = runStrings;
    if (degraded.includes("budget")) {
        return words.nothingBudget;
    }
    return degraded.includes("stopped") ? words.nothingStopped : words.nothing;
}
