import { Disclosure } from "../../ui/Disclosure.tsx";
import { Explained } from "../../ui/Explained.tsx";
import { Scroll } from "../../ui/Scroll.tsx";
import type { Run } from "../run/run.ts";
import { StepPlayer } from "./StepPlayer.tsx";
import { evidenceStrings } from "./strings.ts";

/** The run as it can be replayed, and going through it step by step. */
export function TraceView({ run }: { run: Run }) {
    const words = evidenceStrings.trace;
    return (
        <div class="trace-view">
            <p class="hint">
                <Explained text={words.hint} term="trace" />
            </p>
            <h3>{words.player}</h3>
            <Player run={run} />
            <Disclosure summary={words.raw}>
                <Raw run={run} />
            </Disclosure>
        </div>
    );
}

function Player({ run }: { run: Run }) {
    const words = evidenceStrings.trace;
    if (run.recordedBy !== undefined) {
        return <p class="hint">{words.recorded}</p>;
    }
    return run.active.value ? <p class="hint">{words.running}</p> : <StepPlayer run={run} />;
}

function Raw({ run }: { run: Run }) {
    return (
        <Scroll label={evidenceStrings.trace.raw}>
            <pre class="raw">{JSON.stringify(JSON.parse(run.trace()), null, 1)}</pre>
        </Scroll>
    );
}
