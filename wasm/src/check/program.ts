// Runs one program on its inputs: in a worker that does nothing else and is ended afterwards.
import { startJavaScript } from "./javascript.js";
import { type Interpreter, type Limits, type Ran, Stopped } from "./limits.js";
import { startPython, stopped } from "./python.js";

export type { Limits, Outcome, Ran } from "./limits.js";

/** What a worker is given. */
export interface ProgramTask {
    language: "python" | "javascript";
    /** The language's interpreter. */
    module: WebAssembly.Module;
    code: string;
    /** Expressions to evaluate after the program has run; an empty one asks for what it printed. */
    inputs: readonly string[];
    limits: Limits;
    /** Unguessable; every message of the worker repeats it. */
    nonce: string;
}

/** A message of the worker: how an input ended. */
export interface InputResult extends Ran {
    input: number;
}

/**
 * Tells the result of each input as soon as it is there. A program that raises may have defined its function before, so
 * its inputs are tried all the same.
 */
export function runProgram(task: ProgramTask, tell: (result: InputResult) => void): void {
    let input = 0;
    try {
        const interpreter = start(task);
        const ran = interpreter.run(task.code);
        for (; input < task.inputs.length; input++) {
            const expression = task.inputs[input] as string;
            tell({ ...(expression === "" ? ran : interpreter.show(expression)), input });
        }
    } catch (error) {
        const { outcome } = stopped(error);
        for (; input < task.inputs.length; input++) {
            tell({ outcome, out: "", input });
        }
    }
}

function start({ language, module, limits, nonce }: ProgramTask): Interpreter {
    return language === "python" ? startPython(module, limits, nonce) : startJavaScript(module, limits);
}

export { Stopped };
