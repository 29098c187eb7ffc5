import type { EndpointState } from "./endpoint.ts";
import { poolStrings } from "./pool-strings.ts";
import { testText } from "./TestResult.tsx";

/** Tries out all selected models in turn, and says how far that is and what came last. */
export function PoolTests({ endpoint }: { endpoint: EndpointState }) {
    const words = poolStrings;
    const { tests } = endpoint;
    const selected = endpoint.ids.value.filter(endpoint.isAsked);
    const ended = [...tests.outcomes.value].filter(([, { state }]) => state === "passed" || state === "failed");
    const last = ended.at(-1);
    const busy = tests.busy.value;
    return (
        <>
            <button
                type="button"
                class="quiet"
                aria-disabled={!busy && selected.length === 0}
                onClick={() => (busy ? tests.stop() : void tests.test(selected))}
            >
                {busy ? words.stopTests : words.testAll(selected.length)}
            </button>
            {busy && <span class="hint number">{words.tested(ended.length, tests.outcomes.value.size)}</span>}
            <span class="visually-hidden" role="status">
                {last && `${last[0]}: ${testText(last[1])}`}
            </span>
        </>
    );
}
