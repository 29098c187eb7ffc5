// A program on its inputs, in whatever interpreter.
import { type Interpreter, type Ran, stopped } from "./limits.js";
import type { InputResult, ProgramTask } from "./program.js";

/**
 * Tells the result of each input as soon as it is there. A program that raises may have defined its function before, so
 * its inputs are tried all the same. After recursion too deep for the browser's stack, the next input gets an interpreter
 * and a program begun anew.
 */
export function runInputs(task: ProgramTask, start: () => Interpreter, tell: (result: InputResult) => void): void {
    let input = 0;
    let begun: { interpreter: Interpreter; ran: Ran } | undefined;
    try {
        for (; input < task.inputs.length; input++) {
            begun ??= begin(task.code, start());
            const ran = evaluate(begun, task.inputs[input] as string);
            tell({ ...(ran ?? tooDeep), input });
            begun = ran && begun;
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

/** undefined: the browser's stack was too small, and the interpreter is of no use any more. */
function evaluate({ interpreter, ran }: { interpreter: Interpreter; ran: Ran }, expression: string): Ran | undefined {
    try {
        return expression === "" ? ran : interpreter.show(expression);
    } catch (error) {
        if (stopped(error).outcome === "error") {
            return undefined;
        }
        throw error;
    }
}
