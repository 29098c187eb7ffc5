import { useAppState } from "../../app/context.ts";
import { count, percent } from "../../lib/format.ts";
import { Slider } from "../../ui/Slider.tsx";
import { lowestQuality } from "../run/options.ts";
import { knobStrings } from "./knob-strings.ts";

/** The knob from cheap to best, and what it changes. */
export function Knob() {
    const { options } = useAppState();
    const words = knobStrings;
    return (
        <div class="knob">
            <Slider
                label={words.label}
                min={lowestQuality}
                max={1}
                step={0.05}
                value={options.value.quality}
                ends={words.ends}
                say={(value) => (value < 1 ? words.mix(count(Math.round(100 * value))) : words.best)}
                onChange={(value) => {
                    options.value = { ...options.value, quality: value };
                }}
            />
            <Effect />
        </div>
    );
}

/** What the knob's position changes against the best panel. */
function Effect() {
    const { routed, dearest, costOf } = useAppState();
    const words = knobStrings;
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
