import type { RunView } from "smacs";
import { Explained } from "../../ui/Explained.tsx";
import { Claim } from "./Claim.tsx";
import { verdictOf } from "./model/verdict.ts";

/** How sure the kept answer is, and why it was kept. */
export function Verdict({ view }: { view: RunView }) {
    const sentences = verdictOf(view);
    if (sentences.length === 0) {
        return null;
    }
    return (
        <p class="verdict" data-testid="why">
            {sentences.map((said, place) => (
                <span key={place}>
                    {said.map((part, at) =>
                        typeof part === "string" ? (
                            <Explained key={at} text={part} term="referee" />
                        ) : (
                            <Claim key={at} strong text={part.claim} />
                        ),
                    )}{" "}
                </span>
            ))}
        </p>
    );
}
