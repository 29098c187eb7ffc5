import type { Evidence } from "./offers.ts";

/** Full, half or empty: how directly it is known. */
export function EvidenceMark({ evidence }: { evidence: Evidence }) {
    const filled = { calibrated: "M5 1a4 4 0 0 1 0 8 4 4 0 0 1 0-8", published: "M5 1a4 4 0 0 1 0 8z" };
    const path = evidence === "published" ? filled.published : filled.calibrated;
    return (
        <svg class="pool-mark" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="4" stroke-dasharray={evidence === "nothing" ? "1.5 1.6" : undefined} />
            {evidence !== "family" && evidence !== "nothing" && <path d={path} />}
        </svg>
    );
}
