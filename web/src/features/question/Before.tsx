import { useAppState } from "../../app/context.ts";
import { count, dollars, percent } from "../../lib/format.ts";
import { Slider } from "../../ui/Slider.tsx";
import type { Estimate } from "../run/estimate.ts";
import { lowestQuality } from "../run/options.ts";
import { questionStrings } from "./strings.ts";

/** What asking would take, and the knob from cheap to best with what it changes, before anything is asked. */
export function Before() {
    const { options, estimate } = useAppState();
    const words = questionStrings.before;
    const { quality, maxCost, maxCalls } = options.value;
    const limits = [
        ...(maxCalls === undefined ? [] : [words.capCalls(maxCalls)]),
        ...(maxCost === undefined ? [] : [words.cap(dollars(maxCost))]),
    ];
    return (
        <section class="before" aria-label={words.label}>
            {estimate.value && (
                <p class="muted" data-testid="estimate">
                    {[...estimateWords(estimate.value), limits.join(", ") || words.noCap].join(" · ")}
                </p>
            )}
            <Slider
                label={words.quality}
                min={lowestQuality}
                max={1}
                step={0.05}
                value={quality}
                ends={words.ends}
                say={(value) => (value < 1 ? words.mix(count(Math.round(100 * value))) : words.best)}
                onChange={(value) => {
                    options.value = { ...options.value, quality: value };
                }}
            />
            <Effect />
        </section>
    );
}

function estimateWords({ calls, askBack, cost, unpriced }: Estimate): string[] {
    const words = questionStrings.before;
    const asked = words.calls(count(calls.low), count(calls.high));
    const said = askBack > 0 ? `${asked} ${words.askBack(askBack)}` : asked;
    if (!cost) {
        return [said, words.unknown(unpriced)];
    }
    const money =
        cost.high === 0 ? words.free : `${words.cost(dollars(cost.low), dollars(cost.high))} ${words.estimated}`;
    return [said, money];
}

/** What the knob's position changes against the best panel. */
function Effect() {
    const { routed, dearest, costOf } = useAppState();
    const words = questionStrings.before;
    const best = dearest.value;
    const now = routed.value?.ok ? routed.value.route : undefined;
    if (!best || !now) {
        return null;
    }
    if (best.panel.join() === now.panel.join()) {
        return <p class="hint">{words.none}</p>;
    }
    const total = (panel: readonly string[]) => panel.reduce((sum, model) => sum + (costOf(model) ?? 0), 0);
    const prior = (panel: readonly string[]) => percent(now.priors[panel[0] ?? ""] ?? 0);
    const share = total(now.panel) / Math.max(total(best.panel), Number.MIN_VALUE);
    return (
        <p class="hint" data-testid="effect">
            {words.effect(prior(now.panel), prior(best.panel), count(Math.round(100 * share)))} {words.guessed}
        </p>
    );
}
