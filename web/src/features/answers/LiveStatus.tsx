import type { Run } from "../../app/run.ts";
import { strings } from "../../strings.ts";

/** Speaks how the asking goes: its beginning, each answer, its end. Not each word. */
export function LiveStatus({ run }: { run: Run | undefined }) {
    return (
        <div class="visually-hidden" role="status">
            {run && spoken(run)}
        </div>
    );
}

function spoken(run: Run): string {
    const words = strings.answers;
    const { arrived, failed, active } = run.counts.value;
    if (active === run.members.length) {
        return words.live.asking(active);
    }
    const parts = [words.status(arrived, run.members.length), ...(failed > 0 ? [words.statusFailed(failed)] : [])];
    const kept = run.kept.value;
    const end = active > 0 ? "" : kept ? words.live.kept(kept.model) : words.live.nothing;
    return `${parts.join(", ")}. ${end}`;
}
