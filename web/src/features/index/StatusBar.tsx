import { megabytes } from "../../lib/format.ts";
import { download, useAndShow } from "./KeptList.tsx";
import { problemText } from "./problem-text.ts";
import type { IndexOutcome, IndexProblem, IndexState, IndexWork } from "./state.ts";
import { indexStrings } from "./strings.ts";

/** What is going on, what came of it, or what went wrong: always in sight at the sheet's end. */
export function StatusBar({ indexes }: { indexes: IndexState }) {
    const { work, outcome, problem } = indexes;
    return (
        <footer class="sheet-actions index-status" aria-busy={work.value !== undefined}>
            {work.value && <Work work={work.value} onCancel={indexes.cancel} />}
            <div role="status" class="index-outcome">
                {outcome.value && <Outcome indexes={indexes} outcome={outcome.value} />}
            </div>
            {problem.value && (
                <Problem
                    problem={problem.value}
                    onDismiss={() => {
                        problem.value = undefined;
                    }}
                />
            )}
        </footer>
    );
}

function Work({ work, onCancel }: { work: IndexWork; onCancel(): void }) {
    const words = indexStrings.work;
    const { doing, name, loaded, total, questions } = work;
    const figures = [
        ...(loaded > 0 ? [words.bytes(megabytes(loaded), total === undefined ? undefined : megabytes(total))] : []),
        ...(questions > 0 ? [words.questions(questions)] : []),
    ];
    const known = total === undefined ? {} : { max: Math.max(1, total), value: loaded };
    return (
        <div class="index-work">
            <p>{words.doing[doing](name)}</p>
            <progress aria-label={words.label} {...known} />
            <p class="hint number" data-testid="index-progress">
                {figures.join(", ")}
            </p>
            <button type="button" onClick={onCancel}>
                {words.cancel}
            </button>
        </div>
    );
}

function Outcome({ indexes, outcome }: { indexes: IndexState; outcome: IndexOutcome }) {
    const words = indexStrings.outcome;
    const made = indexes.kept.value?.find(({ id }) => id === outcome.id);
    if (outcome.doing === "use" || !made) {
        return <p>{words.use(made?.name ?? indexStrings.used.packaged)}</p>;
    }
    return (
        <>
            <p>
                {words.made(made.name, made.questions, made.models)}
                {outcome.unscored > 0 && ` ${words.unscored(outcome.unscored)}`}
                {outcome.repeated > 0 && ` ${words.repeated(outcome.repeated)}`}
            </p>
            <p class="index-submit">
                <button type="button" class="primary" onClick={() => void useAndShow(indexes, made.id)}>
                    {words.useNow}
                </button>
                <button type="button" onClick={() => void download(indexes, made)}>
                    {words.download}
                </button>
            </p>
        </>
    );
}

function Problem({ problem, onDismiss }: { problem: IndexProblem; onDismiss(): void }) {
    const { title, what, said } = problemText(problem);
    return (
        <div role="alert" class="index-problem">
            <p class="problem">
                <strong>{title}.</strong> {what.join(" ")}
                {said !== undefined && <span class="said">{said}</span>}
            </p>
            <button type="button" class="quiet" onClick={onDismiss}>
                {indexStrings.problem.dismiss}
            </button>
        </div>
    );
}
