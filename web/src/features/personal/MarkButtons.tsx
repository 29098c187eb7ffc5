import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useAppState } from "../../app/context.ts";
import type { Run } from "../run/run.ts";
import { kindOf, outcomeOf, type Verdict, verdictOn } from "./mark.ts";
import { markStrings } from "./strings.ts";
import "./personal.css";

/** What others have asked, and a run that is looked at step by step, are not marked. */
const markable = (run: Run) => run.origin === undefined && run.step.value === undefined;

/** Notes what is said of an answer; true: it could not. */
function useSay(run: Run) {
    const { openMarks, routeOf } = useAppState();
    const failed = useSignal(false);
    const say = async (call: number, verdict: Verdict) => {
        failed.value = false;
        try {
            const marks = await openMarks();
            const { id, question } = run;
            const view = run.latest.value;
            await marks.say({ id, question, view, name: run.name, kind: () => kindOf(routeOf(run)) }, call, verdict);
        } catch {
            failed.value = true;
        }
    };
    return { say, failed };
}

interface ToggleProps {
    run: Run;
    call: number;
    verdict: Verdict;
    onSay(call: number, verdict: Verdict): void;
    children: ComponentChildren;
}

function Toggle({ run, call, verdict, onSay, children }: ToggleProps) {
    const { marks } = useAppState();
    const said = verdictOn(run.latest.value, marks.value?.of(run.id)?.verdicts ?? {}, call);
    return (
        <button type="button" class="mark-button" aria-pressed={said === verdict} onClick={() => onSay(call, verdict)}>
            {children}
        </button>
    );
}

/** Under the kept answer: whether it was right, and what was noted of that. */
export function MarkAnswer({ run }: { run: Run }) {
    const { kept } = run.latest.value;
    const { say, failed } = useSay(run);
    const words = markStrings;
    if (!markable(run) || kept === null) {
        return null;
    }
    const toggle = { run, call: kept, onSay: (call: number, verdict: Verdict) => void say(call, verdict) };
    return (
        <section class="mark-answer" aria-label={words.ask}>
            <div class="mark-row">
                <span aria-hidden="true">{words.ask}</span>
                <Toggle {...toggle} verdict="right">
                    {words.right}
                </Toggle>
                <Toggle {...toggle} verdict="wrong">
                    {words.wrong}
                </Toggle>
            </div>
            <Noted run={run} />
            {failed.value && (
                <p class="problem" role="alert">
                    {words.failed}
                </p>
            )}
        </section>
    );
}

function Noted({ run }: { run: Run }) {
    const { marks, sheet } = useAppState();
    const words = markStrings;
    const mark = marks.value?.of(run.id);
    const { right, wrong } = outcomeOf(mark?.scores ?? {});
    return (
        <div role="status">
            {mark && (
                <p class="hint">
                    {right.length + wrong.length > 0 ? words.noted(right, wrong) : words.notedNothing}{" "}
                    {marks.value?.unkept.value && words.unkept}{" "}
                    <button
                        type="button"
                        class="quiet"
                        onClick={() => {
                            sheet.value = "marks";
                        }}
                    >
                        {words.show}
                    </button>
                </p>
            )}
        </div>
    );
}

/** Beside a camp whose answer is not kept. */
export function MarkCamp({ run, call, claim }: { run: Run; call: number; claim: string }) {
    const { say } = useSay(run);
    const words = markStrings;
    return markable(run) ? (
        <Toggle run={run} call={call} verdict="right" onSay={(of, verdict) => void say(of, verdict)}>
            {words.thisOne}
            <span class="visually-hidden"> {words.says(claim)}</span>
        </Toggle>
    ) : null;
}

/** At one model's answer. */
export function MarkCall({ run, call, name }: { run: Run; call: number; name: string }) {
    const { say } = useSay(run);
    const words = markStrings;
    const { phase } = run.latest.value;
    if (!markable(run) || phase !== "done") {
        return null;
    }
    const toggle = { run, call, onSay: (of: number, verdict: Verdict) => void say(of, verdict) };
    return (
        <div class="mark-row">
            {(["right", "wrong"] as const).map((verdict) => (
                <Toggle key={verdict} {...toggle} verdict={verdict}>
                    {words[verdict]}
                    <span class="visually-hidden"> {words.of(name)}</span>
                </Toggle>
            ))}
        </div>
    );
}
