import { useId } from "preact/hooks";

interface BarProps {
    value: number;
    error?: number | undefined;
    thin?: boolean;
    /** Striped: the value is inferred, not measured. */
    striped?: boolean;
}

/** A share of the width with, if there is one, its error as a whisker. For the eye: the numbers stand beside it. */
export function Bar({ value, error, thin, striped }: BarProps) {
    const at = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
    const middle = thin ? 2 : 5;
    const stripes = useId();
    return (
        <svg
            class={thin ? "bar bar-thin" : "bar"}
            width="100%"
            height={2 * middle}
            aria-hidden="true"
            focusable="false"
        >
            {striped && (
                <pattern
                    id={stripes}
                    class="bar-stripes"
                    width="6"
                    height="6"
                    patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)"
                >
                    <line x1="1.5" x2="1.5" y2="6" />
                </pattern>
            )}
            <rect class="bar-track" width="100%" height="100%" rx={middle} />
            <rect
                class={striped ? "bar-inferred" : "bar-fill"}
                width={at(value)}
                height="100%"
                rx={middle}
                {...(striped ? { fill: `url(#${stripes})` } : {})}
            />
            {error !== undefined && (
                <g class="bar-error">
                    <line x1={at(value - error)} x2={at(value + error)} y1={middle} y2={middle} />
                    <line x1={at(value - error)} x2={at(value - error)} y1="1.5" y2={2 * middle - 1.5} />
                    <line x1={at(value + error)} x2={at(value + error)} y1="1.5" y2={2 * middle - 1.5} />
                </g>
            )}
        </svg>
    );
}
