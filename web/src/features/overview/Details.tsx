import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Route } from "smacs";
import { questionsIn } from "../../engine/core.ts";
import { names as listed, similarity } from "../../lib/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { askedIn } from "../route/asked.ts";
import { EvidenceView } from "../route/EvidenceView.tsx";
import { ModelTable } from "../route/ModelTable.tsx";
import { PanelChart } from "../route/PanelChart.tsx";
import { ThreadHint } from "../route/ThreadHint.tsx";
import { AskedBack } from "../run/AskedBack.tsx";
import { CallText } from "../run/CallText.tsx";
import { CheckTable } from "../run/CheckDetails.tsx";
import { CheckMark } from "../run/CheckMark.tsx";
import { checkStrings } from "../run/check-strings.ts";
import { checkedOf, checksIn, ownCheck } from "../run/model/checks.ts";
import type { Column, Matrix } from "../run/model/matrix.ts";
import { partsOf, versionsIn } from "../run/model/matrix.ts";
import { refereeSaid } from "../run/model/referee.ts";
import { plainText } from "../run/model/verdict.ts";
import { ReferenceRow } from "../run/ReferenceRow.tsx";
import type { Run } from "../run/run.ts";
import { Verdict } from "../run/Verdict.tsx";
import type { Names } from "./names.ts";
import type { Selection, StepName } from "./selection.ts";
import { overviewStrings } from "./strings.ts";

interface DetailsProps {
    run: Run;
    route: Route | undefined;
    data: Matrix;
    names: Names;
    value: Selection;
    onClose(): void;
}

/** What lies behind the chosen step, model, square or score. */
export function Details({ run, route, data, names, value, onClose }: DetailsProps) {
    const words = overviewStrings.details;
    const box = useRef<HTMLElement>(null);
    useEffect(() => {
        box.current?.scrollIntoView({ block: "nearest" });
    }, [value]);
    return (
        <section ref={box} class="details" aria-label={words.title} data-testid="details">
            <header class="section-head">
                <h3>{titleOf(value, data, names)}</h3>
                <button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
                    <Icon name="close" />
                </button>
            </header>
            <Body run={run} route={route} data={data} names={names} value={value} />
        </section>
    );
}

function titleOf(value: Selection, data: Matrix, names: Names): string {
    const column = "column" in value ? data.columns.find(({ key }) => key === value.column) : undefined;
    switch (value.kind) {
        case "step":
            return overviewStrings.steps[value.step];
        case "model":
            return names.model(value.member);
        case "candidate":
            return column ? names.column(column) : "";
        case "cell":
            return [column && names.column(column), names.model(value.member)].filter(Boolean).join(" · ");
    }
}

type BodyProps = Omit<DetailsProps, "onClose">;

function Body(props: BodyProps) {
    const { run, data, value } = props;
    if (value.kind === "step") {
        return <Step {...props} step={value.step} />;
    }
    const row = "member" in value ? data.rows.find(({ member }) => member === value.member) : undefined;
    const column = "column" in value ? data.columns.find(({ key }) => key === value.column) : undefined;
    if (value.kind === "model") {
        return row ? (
            <ol class="members">
                <ReferenceRow run={run} row={row} />
            </ol>
        ) : null;
    }
    if (value.kind === "candidate") {
        return column ? <Candidate {...props} column={column} /> : null;
    }
    return row && column ? <Pair {...props} member={row.member} column={column} /> : null;
}

function Step({ run, route, data, names, step }: BodyProps & { step: StepName }) {
    const words = overviewStrings.explain;
    const kept = data.columns.find((column) => column.kept);
    const said = (text: string, more: ComponentChildren = null) => (
        <>
            <p class="hint">{text}</p>
            {more}
        </>
    );
    const { view } = run;
    switch (step) {
        case "neighbours":
            return said(
                words.neighbours,
                route && (
                    <>
                        <ThreadHint route={route} asked={questionsIn(run.request.history).length} />
                        <EvidenceView route={route} />
                    </>
                ),
            );
        case "priors":
            return said(words.priors, route && <PanelChart asked={askedIn(run, route)} mode={route.mode} />);
        case "panel":
            return said(words.panel, route && <ModelTable route={route} asked={askedIn(run, route)} />);
        case "references":
            return said(words.references, <References run={run} data={data} />);
        case "askedBack":
            return said(words.askedBack, <AskedBackList run={run} data={data} names={names} />);
        case "checked":
            return said(
                ownCheck(view.value) ? words.checkedOwn : words.checkedPrograms,
                <Checks run={run} data={data} names={names} />,
            );
        case "subsets":
            return said(words.subsets, <Subsets data={data} names={names} />);
        case "candidates":
            return said(data.merged ? words.candidatesMerged : words.candidates);
        case "referee":
            return said(words.referee, <p>{plainText(refereeSaid(view.value))}</p>);
        case "kept":
            return view.value.phase === "done" ? (
                <>
                    <Verdict view={view.value} />
                    {kept && <Terms data={data} column={kept} />}
                </>
            ) : (
                said(overviewStrings.details.noScore)
            );
    }
}

function References({ run, data }: { run: Run; data: Matrix }) {
    return (
        <ol class="members">
            {data.rows.map((row) => (
                <ReferenceRow key={row.member} run={run} row={row} />
            ))}
        </ol>
    );
}

function AskedBackList({ run, data, names }: { run: Run; data: Matrix; names: Names }) {
    return (
        <ul class="subsets">
            {data.rows.map(
                ({ member, askedBack }) =>
                    askedBack && (
                        <li key={member}>
                            {names.model(member)}
                            <AskedBack run={run} call={askedBack} />
                        </li>
                    ),
            )}
        </ul>
    );
}

/** Each program that was run: whose it is, how it stands, and what came out. */
function Checks({ run, data, names }: { run: Run; data: Matrix; names: Names }) {
    const view = run.view.value;
    const own = ownCheck(view);
    return (
        <>
            {own && <CheckTable run={run} check={own} />}
            {data.rows.map(({ member, calls }) => {
                const checked = checkedOf(view, calls.at(-1));
                return (
                    checked && (
                        <section key={member} class="check-of">
                            <h4>
                                {names.model(member)} <CheckMark checked={checked} />
                            </h4>
                            {checked.check?.done && <CheckTable run={run} check={checked.check} />}
                        </section>
                    )
                );
            })}
            {checksIn(view).length === 0 && <p class="hint">{checkStrings.details.nothing}</p>}
        </>
    );
}

function Subsets({ data, names }: { data: Matrix; names: Names }) {
    return (
        <ul class="subsets">
            {versionsIn(data).map((column) => (
                <li key={column.key}>
                    {names.column(column)}: {listed(seenBy(data, column).map(names.model))}
                </li>
            ))}
        </ul>
    );
}

function seenBy(data: Matrix, column: Column): string[] {
    const at = data.columns.indexOf(column);
    return data.rows.filter((_, row) => data.cells[row]?.[at]?.kind === "seen").map(({ member }) => member);
}

function Candidate({ run, data, names, column }: BodyProps & { column: Column }) {
    const words = overviewStrings.details;
    const { call } = column;
    const saw = seenBy(data, column);
    return (
        <>
            <Terms data={data} column={column} />
            {saw.length > 0 && (
                <p class="hint">
                    {words.saw(names.column(column))}: {listed(saw.map(names.model))}.
                </p>
            )}
            {call ? (
                <CallText call={call} live={run.live(call.call).value} of={`(${names.column(column)})`} />
            ) : (
                <p class="hint">{column.subset === undefined ? words.noCall : words.waiting}</p>
            )}
        </>
    );
}

/** The score as the sum that it is. */
function Terms({ data, column }: { data: Matrix; column: Column }) {
    const words = overviewStrings.details;
    const { score } = column;
    if (!score) {
        return <p class="hint">{words.noScore}</p>;
    }
    const parts = partsOf(score, data.weights).map(({ term }) =>
        words.part(
            String(data.weights[term]),
            overviewStrings.matrix.terms[term].toLowerCase(),
            similarity(score[term] ?? 0),
        ),
    );
    return <p class="number sum">{words.sum(parts.join(" + ") || "0", similarity(score.score))}</p>;
}

/** A model and a candidate: what it knew of the model's answer, or how the two answers compare. */
function Pair({ run, data, names, member, column }: BodyProps & { member: string; column: Column }) {
    const words = overviewStrings.details;
    const row = data.rows.find((at) => at.member === member);
    const cell = data.cells[row ? data.rows.indexOf(row) : -1]?.[data.columns.indexOf(column)];
    const texts = [row?.calls.at(-1), column.call].filter((call) => call !== undefined);
    return (
        <>
            {cell?.kind === "out" && <p class="hint">{words.dropped}</p>}
            <div class="pair">
                {texts.map((call) => (
                    <div key={call.call}>
                        <h4>{call.subset === null ? names.model(call.member) : names.column(column)}</h4>
                        <CallText call={call} live={run.live(call.call).value} of={`(${names.model(call.member)})`} />
                    </div>
                ))}
            </div>
        </>
    );
}
