import { CallNotes } from "../run/CallNotes.tsx";
import { referenceRows } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";

/** Where no answer could be kept: why each call came to nothing. */
export function Failures({ run }: { run: Run }) {
    const view = run.view.value;
    const failed = referenceRows(view).filter(({ calls }) => calls.at(-1)?.state === "failed");
    if (view.kept !== null || view.kept_output || failed.length === 0) {
        return null;
    }
    return (
        <ul class="failures">
            {failed.map(({ member, calls }) => {
                const call = calls.at(-1);
                return (
                    call && (
                        <li key={member}>
                            <strong>{run.name(member)}</strong>
                            <CallNotes call={call} live={run.live(call.call).value} />
                        </li>
                    )
                );
            })}
        </ul>
    );
}
