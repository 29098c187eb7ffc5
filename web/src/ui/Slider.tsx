import { useId } from "preact/hooks";

interface SliderProps {
    label: string;
    min: number;
    max: number;
    step: number;
    value: number;
    /** The value in words, for those who hear it too. */
    say(value: number): string;
    /** What the ends mean. */
    ends?: readonly [low: string, high: string];
    onChange(value: number): void;
}

/** A number between two ends, by dragging or by arrow keys. */
export function Slider({ label, min, max, step, value, say, ends, onChange }: SliderProps) {
    const id = useId();
    return (
        <div class="slider">
            <label for={id}>{label}</label>
            <span class="slider-value number" aria-hidden="true">
                {say(value)}
            </span>
            <input
                id={id}
                type="range"
                min={min}
                max={max}
                step={step}
                value={value}
                aria-valuetext={say(value)}
                onInput={(event) => onChange(Number(event.currentTarget.value))}
            />
            {ends && (
                <span class="slider-ends" aria-hidden="true">
                    <span>{ends[0]}</span>
                    <span>{ends[1]}</span>
                </span>
            )}
        </div>
    );
}
