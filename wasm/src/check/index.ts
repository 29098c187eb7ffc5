// Checks: `smacs/checks`. Runs load none of this unless they are given a checker.
export { type Allowance, type Checker, type CheckerOptions, createChecker, type OpenCheck } from "./checker.js";
export { Checks, QuestionCheck } from "./checks.js";
export { type FrameRunnerOptions, frameRunner } from "./frame-runner.js";
export { defaultLimits, type Limits, type Outcome, type Ran } from "./limits.js";
export { nodeInterpreters } from "./node-interpreters.js";
export { nodeRunner } from "./node-runner.js";
export { type ProgramTask, runProgram } from "./program.js";
export { type PyodideRunnerOptions, pyodideRunner, runnerByLanguage } from "./pyodide-runner.js";
export {
    type Program,
    type ProgramRunner,
    type ProgramWorker,
    type RunnerOptions,
    workerRunner,
} from "./runner.js";
