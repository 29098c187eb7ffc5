/** A share of the width with, if there is one, its error as a whisker. For the eye: the numbers stand beside it. */
export function Bar({ value, error, thin }: { value: number; error?: number | undefined; thin?: boolean }) {
    const at = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
    const middle = thin ? 2 : 5;
    return (
        <svg
            class={thin ? "bar bar-thin" : "bar"}
            width="100%"
            height={2 * middle}
            aria-hidden="true"
            focusable="false"
        >
            <rect class="bar-track" width="100%" height="100%" rx={middle} />
            <rect class="bar-fill" width={at(value)} height="100%" rx={middle} />
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
