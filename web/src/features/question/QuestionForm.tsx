import { useAppState } from "../../app/context.ts";
import { countUnpriced } from "../../app/prices.ts";
import { strings } from "../../strings.ts";
import { RunForm } from "../run/RunForm.tsx";
import { Examples } from "./Examples.tsx";

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
                <label for="question">{strings.question.label}</label>
                <textarea
                    id="question"
                    rows={3}
                    spellcheck={false}
                    placeholder={strings.question.placeholder}
                    value={question.value}
                    onInput={(event) => setQuestion(event.currentTarget.value)}
                />
                <Actions />
            </form>
            <Examples value={question.value} onChange={setQuestion} />
            <Options />
        </div>
    );
}

function Actions() {
    const { question, stop, run } = useAppState();
    const active = run.value?.active.value ?? false;
    const asking = active && run.value?.question === question.value.trim();
    const words = strings.question;
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
    const { endpoints, panelSize, options } = useAppState();
    const words = strings.question;
    if (endpoints.ready.value.length === 0) {
        return <>{words.connect}</>;
    }
    const size = panelSize.value;
    const { mode } = options.value;
    if (size === 0) {
        return <>{words.askPanel}</>;
    }
    const all = mode === "aggregate" || mode === "paper";
    return <>{mode === "route" ? words.ask(1) : all ? words.ask(size) : words.askUpTo(size)}</>;
}

function Options() {
    const { options, endpoints, loading } = useAppState();
    const models = loading.value.state === "ready" ? loading.value.engine.info.models : [];
    const offers = endpoints.offers.value;
    return (
        <RunForm
            value={options.value}
            offered={offers.length}
            unpriced={countUnpriced(offers, models)}
            onChange={(value) => {
                options.value = value;
            }}
        />
    );
}
