import type { History } from "./history.ts";
import { historyStrings } from "./strings.ts";

/** Why nothing is kept, and what of the kept cannot be read. */
export function Problems({ history }: { history: History }) {
    const words = historyStrings;
    const unreadable = history.unreadable.value;
    return (
        <>
            <div role="status">
                {history.problem.value && <p class="notice">{words.problems[history.problem.value]}</p>}
            </div>
            {unreadable.length > 0 && (
                <p class="notice">
                    {words.unreadable(unreadable.length)}{" "}
                    <button type="button" class="quiet" onClick={() => void history.remove(unreadable)}>
                        {words.removeUnreadable}
                    </button>
                </p>
            )}
        </>
    );
}
