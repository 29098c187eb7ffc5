import type { CallView } from "smacs";
import { duration, names } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Elapsed } from "../../ui/Elapsed.tsx";
import { failureStrings } from "../endpoint/failure-strings.ts";
import { failureText } from "../endpoint/failure-text.ts";
import type { LiveCall } from "./live-calls.ts";
import { runStrings } from "./strings.ts";

/** Why a call came to nothing, or to less; while it waits, what for. */
export function CallNotes({ call, live }: { call: CallView; live: LiveCall }) {
    const words = runStrings.rows;
    const { failure } = live;
    if (call.state === "flying") {
        return live.retryAt === undefined ? null : <Again at={live.retryAt} />;
    }
    return (
        <>
            {call.state === "failed" && (
                <p class="problem">
                    {failure ? failureText(failure) : call.failure}
                    {failure && failure.message !== "" && (
                        <span class="said">{failureStrings.said(failure.message)}</span>
                    )}
                </p>
            )}
            {call.state === "cancelled" && <p class="hint">{words.why[call.why]}</p>}
            {call.late && call.finish !== null && <p class="hint">{words.late}</p>}
            {live.dropped.length > 0 && <p class="hint">{words.left(names(live.dropped))}</p>}
        </>
    );
}

/** Counts down to the next attempt. */
function Again({ at }: { at: number }) {
    const { again } = runStrings.rows;
    return (
        <p class="hint">
            <Elapsed from={at} to={undefined} say={(ms) => again(duration(Math.max(0, -ms)))} />
        </p>
    );
}

/** That another model answered than the one that was asked. */
export function ServedNote({ call, model }: { call: CallView; model: string }) {
    if (call.served === null) {
        return null;
    }
    const words = runStrings.rows;
    return (
        <p class="notice" data-testid="served">
            {words.served} <strong class="break">{call.served}</strong>. {words.servedHint(model)}
        </p>
    );
}

export function CutNote({ call }: { call: CallView }) {
    const text = call.state === "done" && call.cut ? runStrings.rows.cut[call.finish ?? ""] : undefined;
    return text === undefined ? null : <p class="notice">{text}</p>;
}

export function Thoughts({ live }: { live: LiveCall }) {
    if (live.reasoning === "") {
        return null;
    }
    return (
        <Disclosure summary={runStrings.rows.reasoning}>
            <div class="plain reasoning" dir="auto">
                {live.reasoning}
            </div>
        </Disclosure>
    );
}
