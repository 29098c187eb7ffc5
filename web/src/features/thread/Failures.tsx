import { CallNotes } from "../run/CallNotes.tsx";
import { failedCalls } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";

/** Why each call came to nothing where no answer could be kept, or why the kept one broke off. */
export function Failures({ run }: { run: Run }) {
    const view = run.view.value;
    const failed = failedCalls(view).filter(({ call }) => view.kept === null || view.kept === call);
    if (view.kept_output || failed.length === 0) {
        return null;
    }
    return (
        <ul class="failures">
            {failed.map((call) => (
                <li key={call.call}>
                    <strong>{run.name(call.member)}</strong>
                    <CallNotes call={call} live={run.live(call.call).value} />
                </li>
            ))}
        </ul>
    );
}
