import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { CallsView } from "../evidence/CallsView.tsx";
import { EvidenceSection } from "../evidence/EvidenceSection.tsx";
import { CheckTable } from "../run/CheckDetails.tsx";
import type { LinePart } from "../run/line-parts.ts";
import { lineStrings } from "../run/line-strings.ts";
import { checkedOf, checksIn, ownCheck } from "../run/model/checks.ts";
import { lineOf } from "../run/model/line.ts";
import { RunFacts } from "../run/RunFacts.tsx";
import type { Run } from "../run/run.ts";
import { Camps } from "./Camps.tsx";
import { threadStrings } from "./strings.ts";

const panels: Record<LinePart, (props: { run: Run }) => ComponentChildren> = {
    agreement: Camps,
    certainty: Certainty,
    checks: Checks,
    cost: RunFacts,
    time: CallsView,
    all: EvidenceSection,
};

/** What the answer rests on, in one line; each part opens the rest of it in place. What is open stays open. */
export function EvidenceLine({ run }: { run: Run }) {
    const { opened } = useAppState();
    const id = useId();
    const unfolded = useRef<LinePart | undefined>(undefined);
    const { began, ended, view } = run;
    const ms = began.value === undefined || ended.value === undefined ? undefined : ended.value - began.value;
    const parts = lineOf(view.value, ms);
    const open = parts.filter(({ part }) => opened.value.has(part));
    const toggle = (part: LinePart) => {
        const next = new Set(opened.value);
        if (!next.delete(part)) {
            next.add(part);
            unfolded.current = part;
        }
        opened.value = next;
    };
    useEffect(() => {
        // What opens below the end of the window, or below the composer, would look as if nothing had happened.
        if (unfolded.current) {
            document.getElementById(`${id}-${unfolded.current}`)?.scrollIntoView({ block: "nearest" });
            unfolded.current = undefined;
        }
    }, [id, opened.value]);
    return (
        <section class="evidence-line" aria-label={lineStrings.label}>
            <p class="line-parts">
                {parts.map(({ part, text }) => (
                    <span key={part}>
                        <button
                            type="button"
                            class="line-part"
                            data-part={part}
                            aria-expanded={opened.value.has(part)}
                            aria-controls={opened.value.has(part) ? `${id}-${part}` : undefined}
                            onClick={() => toggle(part)}
                        >
                            {text}
                        </button>
                    </span>
                ))}
            </p>
            {open.map(({ part }) => {
                const Panel = panels[part];
                return (
                    <div key={part} id={`${id}-${part}`} class="line-panel" data-panel={part}>
                        <Panel run={run} />
                    </div>
                );
            })}
        </section>
    );
}

function Certainty() {
    const { title, text } = threadStrings.certainty;
    return (
        <>
            <h3>{title}</h3>
            <p>{text}</p>
        </>
    );
}

/** Of the kept answer, or of the question's own program. */
function Checks({ run }: { run: Run }) {
    const view = run.view.value;
    const check = ownCheck(view) ?? checkedOf(view, view.calls[view.kept ?? -1])?.check ?? checksIn(view)[0];
    return check ? <CheckTable run={run} check={check} /> : null;
}
