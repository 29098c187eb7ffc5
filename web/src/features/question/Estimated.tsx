import { useAppState } from "../../app/context.ts";
import { count, dollars } from "../../lib/format.ts";
import type { Estimate } from "../run/estimate.ts";
import { questionStrings } from "./strings.ts";

/** What asking would take, before anything is asked. */
export function Estimated() {
    const words = questionStrings.before;
    const out = useAppState().unpayable.value;
    return (
        <>
            {!out?.all && <Amounts />}
            {out && <p class="notice">{out.all ? words.nobody : words.unpayable(out.count)}</p>}
        </>
    );
}

function Amounts() {
    const { options, estimate, endpoints } = useAppState();
    const words = questionStrings.before;
    if (!estimate.value) {
        return null;
    }
    const { maxCost, maxCalls } = options.value;
    const limits = [
        ...(maxCalls === undefined ? [] : [words.capCalls(maxCalls)]),
        ...(maxCost === undefined ? [] : [words.cap(dollars(maxCost))]),
    ];
    // Whoever has connected nobody yet has no prices either.
    const known = endpoints.pool.value.length > 0 || estimate.value.cost !== undefined;
    const said = known ? estimateWords(estimate.value) : [callWords(estimate.value)];
    const limit = limits.join(", ") || (known ? words.noCap : "");
    return (
        <p class="hint" data-testid="estimate">
            {[...said, limit].filter(Boolean).join(" · ")}
        </p>
    );
}

function callWords({ calls, askBack }: Estimate): string {
    const words = questionStrings.before;
    const asked = words.calls(count(calls.low), count(calls.high));
    return askBack > 0 ? `${asked} ${words.askBack(askBack)}` : asked;
}

function estimateWords(told: Estimate): string[] {
    const words = questionStrings.before;
    const { cost, unpriced } = told;
    const said = callWords(told);
    if (!cost) {
        return [said, words.unknown(unpriced)];
    }
    const money =
        cost.high === 0 ? words.free : `${words.cost(dollars(cost.low), dollars(cost.high))} ${words.estimated}`;
    return [said, money];
}
