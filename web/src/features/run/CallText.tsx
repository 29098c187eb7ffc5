import type { ComponentChildren } from "preact";
import type { CallView } from "smacs";
import { Clamp } from "../../ui/Clamp.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { CallNotes, CutNote, Thoughts } from "./CallNotes.tsx";
import type { LiveCall } from "./live-calls.ts";
import { textOf } from "./model/rows.ts";
import { runStrings } from "./strings.ts";

interface CallTextProps {
    call: CallView;
    live: LiveCall;
    /** Says to those who cannot see it whose text it is. */
    of: string;
    /** Shows many lines before it cuts, instead of a few. */
    tall?: boolean;
    /** Further actions. */
    children?: ComponentChildren;
}

/** What one call brought: notes, text, thoughts, and what can be done. */
export function CallText({ call, live, of, tall = false, children }: CallTextProps) {
    const text = textOf(call, live);
    const broken = call.state === "failed" || call.state === "cancelled";
    return (
        <>
            <CallNotes call={call} live={live} />
            {broken && text !== "" && <p class="hint">{runStrings.rows.partial}</p>}
            {text === "" ? (
                <div class="actions">{children}</div>
            ) : (
                <Clamp tall={tall} text={text.trimEnd()} streaming={call.state === "flying"} of={of}>
                    <CopyButton text={text} of={of} />
                    {children}
                </Clamp>
            )}
            <CutNote call={call} />
            <Thoughts live={live} />
        </>
    );
}
