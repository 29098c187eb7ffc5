import type { Failure } from "smacs/wire";
import { failureText } from "./failure-text.ts";

/** What happened and what to do. */
export function FailureWords({ failure }: { failure: Failure }) {
    return <>{failureText(failure)}</>;
}
