import { useAppState } from "../../app/context.ts";
import { countUnpriced } from "../endpoint/prices.ts";
import { RunForm } from "../run/RunForm.tsx";
import { Before } from "./Before.tsx";
import { Examples } from "./Examples.tsx";
import { OpenTrace } from "./OpenTrace.tsx";
import { questionStrings } from "./strings.ts";

/** The question, the button that sends it, and how it is sent. */
export function QuestionForm() {
    const { question, setQuestion, ask } = useAppState();
    return (
        <div class="question">
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    ask();
                }}
            >
                <div class="section-head">
                    <label class="question-label" for="question">
                        {questionStrings.question.label}
                    </label>
                    <Anew />
                </div>
                <Continues />
                <textarea
                    id="question"
                    class="question-text"
                    rows={3}
                    spellcheck={false}
                    placeholder={questionStrings.question.placeholder}
                    value={question.value}
                    onInput={(event) => setQuestion(event.currentTarget.value)}
                />
                <Actions />
            </form>
            <Examples value={question.value} onChange={setQuestion}>
                <OpenTrace />
            </Examples>
            <Before />
            <Options />
        </div>
    );
}

/** That the question goes on from the shown answer. */
function Continues() {
    const { continues, run } = useAppState();
    if (!run.value || !continues.value) {
        return null;
    }
    return <p class="continues hint">{questionStrings.question.continues(run.value.question)}</p>;
}

/** Puts the run away, which stays in the history. */
function Anew() {
    const { run, runProblem, startAnew } = useAppState();
    if (!run.value && !runProblem.value) {
        return null;
    }
    return (
        <button
            type="button"
            class="quiet"
            onClick={() => {
                startAnew();
                document.getElementById("question")?.focus();
            }}
        >
            {questionStrings.question.anew}
        </button>
    );
}

function Actions() {
    const { question, stop, run } = useAppState();
    const active = run.value?.active.value ?? false;
    const asking = active && run.value?.question === question.value.trim();
    const words = questionStrings.question;
    return (
        <div class="question-actions">
            <button type="submit" class="primary" aria-disabled={asking}>
                <AskLabel />
            </button>
            {active && (
                <button type="button" onClick={stop}>
                    {words.stop}
                </button>
            )}
            <span class="hint shortcut">{active ? words.shortcutStop : words.shortcutAsk}</span>
        </div>
    );
}

/** What the button would do now. */
function AskLabel() {
    const { endpoints, asked, options } = useAppState();
    const words = questionStrings.question;
    if (endpoints.ready.value.length === 0) {
        return <>{words.connect}</>;
    }
    const size = asked.value.length;
    const { mode } = options.value;
    if (size === 0) {
        return <>{words.askPanel}</>;
    }
    const all = mode === "aggregate" || mode === "paper";
    return <>{mode === "route" ? words.ask(1) : all ? words.ask(size) : words.askUpTo(size)}</>;
}

function Options() {
    const { options, endpoints, loading } = useAppState();
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    const pool = endpoints.pool.value;
    return (
        <RunForm
            value={options.value}
            pool={pool}
            prompt={engine?.prompt ?? ""}
            statePrompt={engine?.statePrompt ?? ""}
            unpriced={countUnpriced(pool, engine?.info.models ?? [])}
            onChange={(value) => {
                options.value = value;
            }}
        />
    );
}
