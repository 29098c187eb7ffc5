import type { RunWeights } from "smacs";
import { decimal } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { overviewStrings } from "./strings.ts";

interface WeightsProps {
    value: RunWeights;
    /** What would be kept, where that is another answer than was kept. */
    other: string | undefined;
    changed: boolean;
    onChange(value: RunWeights | undefined): void;
}

/** Other weights: the core says at once what they would have kept. */
export function Weights({ value, other, changed, onChange }: WeightsProps) {
    const words = overviewStrings.weights;
    return (
        <Disclosure summary={words.title}>
            <div class="weights">
                <p class="hint">{words.hint}</p>
                {(["vote", "agreement", "confidence"] as const).map((term) => (
                    <Slider
                        key={term}
                        label={words[term]}
                        min={0}
                        max={8}
                        step={0.1}
                        value={value[term]}
                        say={decimal}
                        onChange={(weight) => onChange({ ...value, [term]: weight })}
                    />
                ))}
                <p role="status">{changed && (other === undefined ? words.same : words.other(other))}</p>
                {changed && (
                    <button type="button" class="quiet" onClick={() => onChange(undefined)}>
                        {words.reset}
                    </button>
                )}
            </div>
        </Disclosure>
    );
}
