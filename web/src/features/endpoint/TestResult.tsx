import { configuredTools } from "../../engine/call.ts";
import { failureStrings } from "./failure-strings.ts";
import { failureText } from "./failure-text.ts";
import type { TestOutcome } from "./model-tests.ts";
import { poolStrings } from "./pool-strings.ts";
import { abilitiesText } from "./pool-text.ts";

interface TestResultProps {
    base: string;
    id: string;
    outcome: TestOutcome | undefined;
}

/** What a test told, or what was found out by asking it earlier. */
export function TestResult({ base, id, outcome }: TestResultProps) {
    const words = poolStrings;
    const before = outcome ? undefined : configuredTools().capabilities.get(base, id);
    if (!outcome) {
        return before ? <p class="pool-result hint">{words.before(before.at, abilitiesText(before))}</p> : null;
    }
    if (outcome.state !== "failed") {
        return <p class="pool-result hint">{testText(outcome)}</p>;
    }
    const { message } = outcome.failure;
    return (
        <p class="pool-result problem">
            {testText(outcome)}
            {message !== "" && <span class="said">{failureStrings.said(message)}</span>}
        </p>
    );
}

export function testText(outcome: TestOutcome): string {
    const words = poolStrings;
    switch (outcome.state) {
        case "passed":
            return words.passed(outcome.ms, abilitiesText(outcome.capabilities));
        case "failed":
            return failureText(outcome.failure);
        default:
            return words[outcome.state];
    }
}
