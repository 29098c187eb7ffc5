// A question box for any Preact page: who is asked and how far they are, then the answer that was kept.
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "smacs";

/**
 * The latest state of a run, and what starts and stops it. A new run ends the one before, and so does unmounting.
 *
 * @param {import("smacs").RunTools} tools
 * @param {readonly import("smacs").PoolEndpoint[]} pool
 */
export function useAsk(tools, pool) {
    const [state, setState] = useState();
    const [problem, setProblem] = useState("");
    const running = useRef();
    useEffect(() => () => void running.current?.return(), []);

    const start = async (question) => {
        running.current?.return();
        setState(undefined);
        setProblem("");
        try {
            const run = ask(question, { tools, pool, config: { n: 3 } });
            running.current = run;
            for await (const next of run) {
                setState(next);
            }
        } catch (error) {
            setProblem(error.message);
        }
    };
    return { state, problem, start, stop: () => running.current?.stop() };
}

export function AskBox({ tools, pool }) {
    const { state, problem, start, stop } = useAsk(tools, pool);
    const submit = (event) => {
        event.preventDefault();
        start(new FormData(event.currentTarget).get("question"));
    };
    const running = state !== undefined && state.answer === undefined;
    return [
        h("form", { onSubmit: submit }, [
            h("label", null, ["Question", h("textarea", { name: "question", rows: 3, required: true })]),
            h("button", null, "Ask"),
            " ",
            h("button", { type: "button", disabled: !running, onClick: stop }, "Stop"),
        ]),
        h("p", { role: "status" }, problem || (running ? "Asking …" : "")),
        state && h(Calls, state),
        state?.answer && h("blockquote", null, state.answer.text ?? "No model answered."),
    ];
}

function Calls({ view, texts }) {
    return h(
        "ul",
        null,
        view.calls.map(({ call, member, state, text, failure }) =>
            h("li", { key: call }, `${member}, ${state}: ${texts.get(call) ?? text ?? failure ?? ""}`),
        ),
    );
}
