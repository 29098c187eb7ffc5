// Runs one program on its inputs: in a worker that does nothing else and is ended afterwards.
import { startJavaScript } from "./javascript.js";
import { type Interpreter, type Limits, type Ran, Stopped } from "./limits.js";
import { startPython } from "./python.js";
import { runInputs } from "./run-inputs.js";

export type { Limits, Outcome, Ran } from "./limits.js";

/** What a worker is given. */
export interface ProgramTask {
    language: "python" | "javascript";
    /** The language's interpreter, compiled or to be compiled. */
    module: WebAssembly.Module | Uint8Array;
    code: string;
    /** Expressions to evaluate after the program has run; an empty one asks for what it printed. */
    inputs: readonly string[];
    /** The input to begin with: those before it have ended; default 0. */
    first?: number;
    /** What else the interpreter needs. */
    files?: Readonly<Record<string, Uint8Array>>;
    limits: Limits;
    /** Unguessable; every message of the worker repeats it. */
    nonce: string;
}

/** A message of the worker: how an input ended. */
export interface InputResult extends Ran {
    input: number;
}

/** Runs a task; `runInputs` says how. */
export function runProgram(task: ProgramTask, tell: (result: InputResult) => void): void {
    runInputs(task, () => start(task), tell);
}

function start({ language, module: given, limits, nonce, inputs }: ProgramTask): Interpreter {
    const module = given instanceof WebAssembly.Module ? given : new WebAssembly.Module(given as BufferSource);
    return language === "python"
        ? startPython(module, limits, nonce, inputs.join("\n"))
        : startJavaScript(module, limits);
}

export { Stopped };
