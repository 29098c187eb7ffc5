import { useEffect, useMemo } from "preact/hooks";
import type { CheckResult, CheckView } from "smacs";
import type { OpenCheck, Program } from "smacs/checks";
import { Clamp } from "../../ui/Clamp.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { checkStrings } from "./check-strings.ts";
import { fenced } from "./fenced.ts";
import { checksIn, isRight } from "./model/checks.ts";
import type { Run } from "./run.ts";

/** What was run, folded: the program, its inputs, what was expected and what came out. */
export function CheckDetails({ run, check }: { run: Run; check: CheckView }) {
    return (
        <Disclosure summary={checkStrings.details.show}>
            <CheckTable run={run} check={check} />
        </Disclosure>
    );
}

/** The same, open. The texts are found again in question and answer: a trace holds only what came out. */
export function CheckTable({ run, check }: { run: Run; check: CheckView }) {
    const words = checkStrings.details;
    useEffect(() => void run.fetchCheck(), [run]);
    // Reads the whole trace, which holds them once the check is done.
    const results = useMemo(() => run.checked(check.id), [run, check.id, check.done]);
    const open = run.check.value;
    const program = open && programOf(run, open, check);
    if (results.length === 0) {
        return <p class="hint">{words.nothing}</p>;
    }
    return (
        <div class="check-details">
            <table class="check-table">
                <thead>
                    <tr>
                        {[words.input, words.expected, words.gave, words.result].map((name) => (
                            <th key={name} scope="col" class="text">
                                {name}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {results.map((result) => (
                        <Row key={result.input} result={result} open={open} program={program} />
                    ))}
                </tbody>
            </table>
            {open?.expects.includes(null) && check.call !== null && <p class="hint">{words.hint}</p>}
            {program && (
                <Disclosure summary={words.code}>
                    <Clamp text={fenced(program.code, program.language)} of="" />
                </Disclosure>
            )}
        </div>
    );
}

interface RowProps {
    result: CheckResult;
    open: OpenCheck | undefined;
    program: Program | undefined;
}

function Row({ result, open, program }: RowProps) {
    const { input, outcome, out } = result;
    const words = checkStrings.details;
    const call = program?.inputs[input];
    const expected = open?.expects[input] ?? undefined;
    const right = open && isRight(result, open);
    const verdict =
        right === undefined ? (outcome === "value" ? words.compared : "") : right ? words.right : words.wrong;
    return (
        <tr data-right={right}>
            <th scope="row" class="text break">
                {call === "" ? words.prints : <code>{call ?? String(input + 1)}</code>}
            </th>
            <td class="text break">{expected === undefined ? words.unknown : <code>{expected}</code>}</td>
            <td class="text break">
                {outcome === "value" ? (
                    <code>{out.trimEnd()}</code>
                ) : (
                    [words.outcome[outcome], out].filter(Boolean).join(": ")
                )}
            </td>
            <td class={right === undefined ? "text muted" : right ? "text checked passed" : "text checked failed"}>
                {verdict}
            </td>
        </tr>
    );
}

/** In the order of the checks: without examples, the first program that ran made the inputs. */
function programOf(run: Run, open: OpenCheck, check: CheckView): Program | undefined {
    const { calls } = run.view.value;
    const programs = checksIn(run.view.value)
        .filter(({ id }) => id <= check.id)
        .map(({ call }) => open.program(call === null ? null : (calls[call]?.text ?? "")));
    return programs.at(-1);
}
