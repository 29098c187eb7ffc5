// Runs one program on its inputs: in a worker that does nothing else and is ended afterwards.
import { startJavaScript } from "./javascript.js";
import { type Interpreter, type Limits, type Ran, Stopped } from "./limits.js";
import { startPython, stopped } from "./python.js";

export type { Limits, Outcome, Ran } from "./limits.js";

/** What a worker is given. */
export interface ProgramTask {
    language: "python" | "javascript";
    /** The language's interpreter, compiled or to be compiled. */
    module: WebAssembly.Module | Uint8Array;
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
 * its inputs are tried all the same. After recursion too deep for the browser's stack, the next input gets an interpreter
 * and a program begun anew.
 */
export function runProgram(task: ProgramTask, tell: (result: InputResult) => void): void {
    let input = 0;
    let begun: { interpreter: Interpreter; ran: Ran } | undefined;
    try {
        for (; input < task.inputs.length; input++) {
            begun ??= begin(task);
            const ran = evaluate(begun, task.inputs[input] as string);
            tell({ ...(ran ?? tooDeep), input });
            begun = ran && begun;
        }
    } catch (error) {
        const { outcome } = stopped(error);
        for (; input < task.inputs.length; input++) {
            tell({ outcome, out: "", input });
        }
    }
}

const tooDeep: Ran = { outcome: "error", out: "maximum recursion depth exceeded" };

function begin(task: ProgramTask): { interpreter: Interpreter; ran: Ran } {
    const interpreter = start(task);
    return { interpreter, ran: interpreter.run(task.code) };
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

function start({ language, module: given, limits, nonce }: ProgramTask): Interpreter {
    const module = given instanceof WebAssembly.Module ? given : new WebAssembly.Module(given as BufferSource);
    return language === "python" ? startPython(module, limits, nonce) : startJavaScript(module, limits);
}

export { Stopped };
