import type { History } from "./history.ts";
import { historyStrings } from "./strings.ts";

/** One line on the page itself: why what is asked, or what is set, will not be there next time. */
export function StorageNotice({ history }: { history: History }) {
    const problem = history.problem.value;
    return (
        <p class="notice storage-notice" role="status">
            {problem ? historyStrings.problems[problem] : historyStrings.unstored}
        </p>
    );
}
