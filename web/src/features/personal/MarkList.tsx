import { useRef } from "preact/hooks";
import { outcomeOf } from "./mark.ts";
import type { MarksState } from "./state.ts";
import { markStrings } from "./strings.ts";

/** Each marked question, with what was noted. */
export function MarkList({ marks }: { marks: MarksState }) {
    const words = markStrings;
    const list = useRef<HTMLUListElement>(null);
    return (
        <ul class="mark-list" ref={list} tabIndex={-1}>
            {marks.marks.value.map(({ id, question, scores, markedAt }) => {
                const { right, wrong } = outcomeOf(scores);
                return (
                    <li key={id}>
                        <span class="mark-question" dir="auto">
                            {question}
                        </span>
                        <span class="hint">
                            {words.date(markedAt)} · {words.entry(right, wrong)}
                        </span>
                        <button
                            type="button"
                            class="quiet"
                            onClick={async () => {
                                await marks.remove(id);
                                // The button that was pressed is gone.
                                list.current?.focus();
                            }}
                        >
                            {words.remove}
                            <span class="visually-hidden"> {words.removeOf(question)}</span>
                        </button>
                    </li>
                );
            })}
        </ul>
    );
}
