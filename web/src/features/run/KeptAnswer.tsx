import type { RunView } from "smacs";
import { Clamp } from "../../ui/Clamp.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/icons.tsx";
import { CallFacts } from "./CallFacts.tsx";
import { CutNote, ServedNote, Thoughts } from "./CallNotes.tsx";
import { checkStrings } from "./check-strings.ts";
import { fenced } from "./fenced.ts";
import { isChecked } from "./model/checks.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** The answer that is kept. */
export function KeptAnswer({ run }: { run: Run }) {
    const words = runStrings;
    const view = run.view.value;
    const call = view.kept === null ? undefined : view.calls[view.kept];
    if (view.kept_output) {
        return <KeptOutput output={view.output ?? ""} />;
    }
    if (!call) {
        return <p class="problem">{nothing(view)}</p>;
    }
    const live = run.live(call.call).value;
    const model = run.name(call.member);
    const text = call.text ?? "";
    return (
        <article class="kept" aria-labelledby="kept-title" data-testid="kept">
            <header>
                <h3 id="kept-title">{call.role === "aggregate" ? words.mergedBy(model) : model}</h3>
                {isChecked(view) && <CheckedTag />}
            </header>
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

function CheckedTag() {
    return (
        <span class="tag checked-tag">
            <Icon name="check" /> {checkStrings.tag}
        </span>
    );
}

/** What the question's own program gives, where no answer says so. */
function KeptOutput({ output }: { output: string }) {
    return (
        <article class="kept" aria-labelledby="kept-title" data-testid="kept">
            <header>
                <h3 id="kept-title">{checkStrings.own}</h3>
                <CheckedTag />
            </header>
            <div class="answer-text">
                <Clamp tall text={fenced(output)} of={`(${checkStrings.own})`}>
                    <CopyButton text={output} of={`(${checkStrings.own})`} />
                </Clamp>
            </div>
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
