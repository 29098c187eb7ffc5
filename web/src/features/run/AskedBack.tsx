import type { CallView } from "smacs";
import { dollars } from "../../lib/format.ts";
import { CallFacts } from "./CallFacts.tsx";
import { Claim } from "./Claim.tsx";
import { askedBackWords } from "./model/asked-back.ts";
import { shortened } from "./model/camps.ts";
import type { Run } from "./run.ts";

/** What a model said when it was asked for its final answer, and what that took. */
export function AskedBack({ run, call }: { run: Run; call: CallView }) {
    const view = run.view.value;
    const live = run.live(call.call).value;
    const { said, claim } = askedBackWords(view, call);
    const cost = call.usage.cost ?? 0;
    return (
        <p class="hint asked-back" data-asked-back={call.state}>
            <span>
                {said}
                {claim !== undefined && <Claim text={shortened(claim, 120)} />}
            </span>
            <CallFacts call={call} live={live} />
            {cost > 0 && <span class="number">{dollars(cost)}</span>}
        </p>
    );
}
