import { useAppState } from "../../app/context.ts";
import type { Run } from "../../app/run.ts";
import { strings } from "../../strings.ts";
import { KeptAnswer } from "./KeptAnswer.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { NextStep } from "./NextStep.tsx";

/** The answers of the last run, the kept one first; before there are any, what to do next. */
export function AnswersView() {
    const { run, question } = useAppState();
    if (!run.value) {
        return <NextStep />;
    }
    return <RunView run={run.value} asked={question.value.trim() === run.value.question} />;
}

function RunView({ run, asked }: { run: Run; asked: boolean }) {
    const words = strings.answers;
    const { arrived, failed, stopped } = run.counts.value;
    const parts = [
        words.status(arrived, run.members.length),
        ...(failed > 0 ? [words.statusFailed(failed)] : []),
        ...(stopped > 0 ? [words.statusStopped(stopped)] : []),
    ];
    return (
        <section class="answers" aria-labelledby="answers-title" aria-busy={run.active.value}>
            <div class="section-head">
                <h2 id="answers-title">{words.title}</h2>
                <span class="muted number">{parts.join(" · ")}</span>
            </div>
            {!asked && <p class="notice">{words.toOther(run.question)}</p>}
            <KeptAnswer run={run} />
            <h3>{words.others}</h3>
            <ol class="members">
                {run.members.map((member) => (
                    <MemberRow key={member.model} run={run} member={member} />
                ))}
            </ol>
        </section>
    );
}
