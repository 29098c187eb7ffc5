import type { ComponentChildren } from "preact";
import type { CallView } from "smacs";
import { useAppState } from "../../app/context.ts";
import { decimal, percent } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { AskedBack } from "./AskedBack.tsx";
import { CallFacts } from "./CallFacts.tsx";
import { ServedNote } from "./CallNotes.tsx";
import { CallText } from "./CallText.tsx";
import { CheckDetails } from "./CheckDetails.tsx";
import { checkedOf } from "./model/checks.ts";
import { earlierCalls, type Row, stateOf } from "./model/rows.ts";
import { replacementFor } from "./replacement.ts";
import type { Run } from "./run.ts";
import { Says } from "./Says.tsx";
import { StateMark } from "./StateMark.tsx";
import { runStrings } from "./strings.ts";

interface ReferenceRowProps {
    run: Run;
    row: Row;
    /** Below its answer. */
    children?: ComponentChildren;
}

/** One model of the panel: how it stands, what it said, and what can be done about it. */
export function ReferenceRow({ run, row, children }: ReferenceRowProps) {
    const words = runStrings.rows;
    const call = row.calls.at(-1);
    const live = call && run.live(call.call).value;
    const state = stateOf(call, live);
    const name = run.name(row.member);
    const poolModel = run.poolModel(row.member);
    const check = checkedOf(run.view.value, call)?.check;
    const prior =
        row.prior === null ? undefined : run.request.config?.mode === "paper" ? decimal(row.prior) : percent(row.prior);
    return (
        <li class={`member ${state}`} data-state={state} data-model={name} data-member={row.member}>
            <div class="member-head">
                <StateMark state={state} of={poolModel} />
                <h4 tabIndex={-1}>
                    <span class="row-number">{row.number}</span> {name}
                </h4>
                <span class="muted number member-prior">{prior !== undefined && words.prior(prior)}</span>
                {call && live && <CallFacts call={call} live={live} />}
                <span class="member-id">
                    {poolModel && words.at(poolModel.served, poolModel.label)}
                    {call && <Says view={run.view.value} call={call} />}
                </span>
            </div>
            <div class="member-body">
                {call && <ServedNote call={call} model={name} />}
                {row.askedBack && <AskedBack run={run} call={row.askedBack} />}
                <Body run={run} row={row} call={call} name={name} />
                {check?.done && <CheckDetails run={run} check={check} />}
                {children}
                <Earlier run={run} row={row} shown={call} name={name} />
            </div>
        </li>
    );
}

function Body({ run, row, call, name }: { run: Run; row: Row; call: CallView | undefined; name: string }) {
    const words = runStrings.rows;
    const actions = <Actions run={run} row={row} call={call} name={name} />;
    if (!call) {
        const active = run.active.value;
        return (
            <>
                <p class="hint">{active ? words.unasked.running : words.unasked.over}</p>
                <div class="actions">{!active && actions}</div>
            </>
        );
    }
    if (call.call === run.view.value.kept && !run.active.value) {
        return (
            <>
                <p class="hint">{words.mark}</p>
                <div class="actions">{actions}</div>
            </>
        );
    }
    const leftOut = row.dropped && call.state === "done";
    return (
        <>
            {leftOut && <p class="hint">{words.why.drop}</p>}
            <CallText call={call} live={run.live(call.call).value} of={words.of(name)}>
                {actions}
            </CallText>
        </>
    );
}

/** Ask again what failed, ended early or was left out; leave out the others, after the end too. */
function Actions({ run, row, call, name }: { run: Run; row: Row; call: CallView | undefined; name: string }) {
    const words = runStrings.rows;
    const { routeOf } = useAppState();
    const again = !call || row.dropped || call.state === "failed" || call.state === "cancelled";
    const droppable = !row.dropped && (call?.state === "flying" || call?.state === "done");
    const broken = call?.state === "failed" || call?.state === "cancelled";
    const other = broken ? replacementFor(run, routeOf(run)) : undefined;
    if (run.step.value !== undefined || run.recordedBy !== undefined) {
        return null;
    }
    return (
        <>
            {again && (
                <button
                    type="button"
                    class="quiet"
                    onClick={(event) => {
                        focusRow(event.currentTarget);
                        run.ask(row.member);
                    }}
                >
                    {call ? words.retry : words.askToo}
                    <span class="visually-hidden"> {words.with(name)}</span>
                </button>
            )}
            {other !== undefined && (
                <button
                    type="button"
                    class="quiet"
                    onClick={(event) => {
                        focusRow(event.currentTarget);
                        run.ask(other);
                    }}
                >
                    {words.replace(run.name(other))}
                    <span class="visually-hidden"> {words.insteadOf(name)}</span>
                </button>
            )}
            {droppable && (
                <button
                    type="button"
                    class="quiet"
                    onClick={(event) => {
                        focusRow(event.currentTarget);
                        run.drop(row.member);
                    }}
                >
                    {words.drop}
                    <span class="visually-hidden"> {words.of(name)}</span>
                </button>
            )}
        </>
    );
}

/** The button that was pressed may be gone. */
function focusRow(button: HTMLElement): void {
    button.closest("li")?.querySelector("h4")?.focus();
}

/** Nothing that arrived is lost when a model is asked again. */
function Earlier({ run, row, shown, name }: { run: Run; row: Row; shown: CallView | undefined; name: string }) {
    const calls = earlierCalls(row.calls, shown);
    if (calls.length === 0) {
        return null;
    }
    return (
        <Disclosure summary={runStrings.rows.earlier}>
            {calls.map((call) => (
                <CallText key={call.call} call={call} live={run.live(call.call).value} of={runStrings.rows.of(name)} />
            ))}
        </Disclosure>
    );
}
