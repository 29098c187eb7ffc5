import { useId } from "preact/hooks";

interface StepperProps {
    label: string;
    fewer: string;
    more: string;
    min: number;
    max: number;
    value: number;
    onChange(value: number): void;
}

/** A small whole number. */
export function Stepper({ label, fewer, more, min, max, value, onChange }: StepperProps) {
    const id = useId();
    const set = (wanted: number) => {
        if (Number.isInteger(wanted)) {
            onChange(Math.min(max, Math.max(min, wanted)));
        }
    };
    return (
        <div class="stepper">
            <label for={id}>{label}</label>
            <div class="stepper-control">
                <button type="button" aria-label={fewer} disabled={value <= min} onClick={() => set(value - 1)}>
                    −
                </button>
                <input
                    id={id}
                    inputMode="numeric"
                    value={value}
                    onChange={(event) => {
                        set(Number.parseInt(event.currentTarget.value, 10));
                        event.currentTarget.value = String(value);
                    }}
                />
                <button type="button" aria-label={more} disabled={value >= max} onClick={() => set(value + 1)}>
                    +
                </button>
            </div>
        </div>
    );
}
