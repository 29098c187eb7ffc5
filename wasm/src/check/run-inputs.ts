// A program on its inputs, in whatever interpreter.
import { type Interpreter, type Ran, stopped } from "./limits.js";
import type { InputResult, ProgramTask } from "./program.js";

/** Begun so often at most: after recursion too deep, or where an input was refused. */
const startsMax = 8;
/** Letters of what an error says, which a program may choose. */
const whyMax = 400;

/**
 * Tells the result of each input as soon as it is there. A program that raises may have defined its function before, so
 * its inputs are tried all the same. After recursion too deep for the browser's stack, or an input that is refused, the
 * next input gets an interpreter and a program begun anew: one input says nothing about another.
 */
export function runInputs(task: ProgramTask, start: () => Interpreter, tell: (result: InputResult) => void): void {
    const first = task.first ?? 0;
    let input = first;
    let starts = 0;
    let begun: { interpreter: Interpreter; ran: Ran } | undefined;
    try {
        for (; input < task.inputs.length; input++) {
            if (!begun) {
                begun = begin(task.code, start());
                starts++;
            }
            const { ran, usable } = evaluate(begun, task.inputs[input] as string);
            tell({ ...ran, out: ran.outcome === "value" ? ran.out : ran.out.slice(0, whyMax), input });
            begun = usable || starts === startsMax ? begun : undefined;
        }
    } catch (error) {
        const { outcome, why } = stopped(error);
        for (; input < task.inputs.length; input++) {
            tell({ outcome, out: why, input });
        }
    }
}

const tooDeep: Ran = { outcome: "error", out: "maximum recursion depth exceeded" };

function begin(code: string, interpreter: Interpreter): { interpreter: Interpreter; ran: Ran } {
    return { interpreter, ran: interpreter.run(code) };
}

/** `usable`: the interpreter can go on. */
function evaluate(
    { interpreter, ran }: { interpreter: Interpreter; ran: Ran },
    expression: string,
): { ran: Ran; usable: boolean } {
    try {
        return { ran: expression === "" ? ran : interpreter.show(expression), usable: true };
    } catch (error) {
        const { outcome, why } = stopped(error);
        if (outcome === "error" && why === "") {
            return { ran: tooDeep, usable: false };
        }
        if (outcome === "error" || outcome === "refused") {
            return { ran: { outcome, out: why }, usable: false };
        }
        throw error;
    }
}
