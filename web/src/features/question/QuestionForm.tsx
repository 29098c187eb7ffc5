import { useAppState } from "../../app/context.ts";
import { strings } from "../../strings.ts";
import { Examples } from "./Examples.tsx";

/** The question, and the button that sends it. */
export function QuestionForm() {
    const { question, setQuestion, ask, stop, run, endpoints, routed } = useAppState();
    const active = run.value?.active.value ?? false;
    const asking = active && run.value?.question === question.value.trim();
    const panel = routed.value?.ok ? routed.value.route.panel.length : 0;
    const words = strings.question;
    const label = endpoints.ready.value.length === 0 ? words.connect : panel > 0 ? words.ask(panel) : words.askPanel;
    return (
        <form
            class="question"
            onSubmit={(event) => {
                event.preventDefault();
                ask();
            }}
        >
            <label for="question">{words.label}</label>
            <textarea
                id="question"
                rows={3}
                spellcheck={false}
                placeholder={words.placeholder}
                value={question.value}
                onInput={(event) => setQuestion(event.currentTarget.value)}
            />
            <div class="question-actions">
                <button type="submit" class="primary" aria-disabled={asking}>
                    {label}
                </button>
                {active && (
                    <button type="button" onClick={stop}>
                        {words.stop}
                    </button>
                )}
                <span class="hint shortcut">{active ? words.shortcutStop : words.shortcutAsk}</span>
            </div>
            <Examples value={question.value} onChange={setQuestion} />
        </form>
    );
}
