import { ask, failureText } from "smacs";

/** Asks, and shows how it goes: who is writing what, which calls failed and why, and what is kept. */
export async function watch(question, { tools, pool, show }) {
    for await (const { view, texts, failures, answer, error } of ask(question, { tools, pool })) {
        show(`${view.calls_made} calls made, ${view.calls_planned} planned`);
        for (const [call, text] of texts) {
            show(`${view.calls[call].member} writes: ${text}`);
        }
        for (const { member, failure } of failures) {
            show(`${member} failed: ${failureText(failure)}`);
        }
        if (answer) {
            show(error ? error.message : `kept: ${answer.text}`);
        }
    }
}
