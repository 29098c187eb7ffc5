// A checker for runs: finds what can be checked about a question, and has it run.
import type { CheckPlan, CheckResult } from "../run-messages.js";
import type { Checks } from "./checks.js";
import type { Program, ProgramRunner } from "./runner.js";

/** What can be checked about one question. */
export interface OpenCheck {
    /** What the run is told when it starts. */
    readonly plan: CheckPlan;
    /** The values that the inputs shall give, as literals, in their order; null: not known. */
    readonly expects: readonly (string | null)[];
    /** The program of an answer, or with `null` the question's own, and what it would be asked; undefined: none. */
    program(answer: string | null): Program | undefined;
    /** Whether a value is the one that an input shall give; undefined: that is not known. */
    gives(input: number, value: string): boolean | undefined;
    /**
     * Runs the program of an answer, or with `null` the question's own. No results: the answer holds no program, or
     * nobody allowed it to run. Rejects as the runner does, or with the signal's reason when aborted.
     */
    run(answer: string | null, signal?: AbortSignal): Promise<CheckResult[]>;
    dispose(): void;
}

/** Checks what can be run. */
export interface Checker {
    /** undefined: nothing can be checked. */
    open(question: string): OpenCheck | undefined;
}

/** What is about to run. */
export interface Allowance extends Program {
    /** Where the code was found. */
    from: "question" | "answer";
}

export interface CheckerOptions {
    checks: Checks;
    runner: ProgramRunner;
    /** Asked before each program runs; false: it does not. `signal` aborts when its result is not needed any more. */
    allow?(about: Allowance, signal?: AbortSignal): boolean | Promise<boolean>;
}

/** A checker over the checks module and a runner. */
export function createChecker({ checks, runner, allow = () => true }: CheckerOptions): Checker {
    return {
        open(question) {
            const found = checks.find(question);
            if (!found) {
                return undefined;
            }
            const plan = found.plan();
            found.derive([]);
            const programOf = (answer: string | null): Program | undefined => {
                const code = found.program(answer ?? "");
                if (code !== undefined && found.inputs.length === 0) {
                    found.derive([answer ?? ""]);
                }
                const { inputs } = found;
                return code === undefined || inputs.length === 0
                    ? undefined
                    : { language: plan.language, code, inputs };
            };
            return {
                plan,
                get expects() {
                    return found.expects;
                },
                program: programOf,
                gives: (input, value) => found.gives(input, value),
                async run(answer, signal) {
                    const program = programOf(answer);
                    const from = answer === null ? "question" : "answer";
                    if (!program || !(await allow({ ...program, from }, signal))) {
                        return [];
                    }
                    const ran = await runner.run(program, signal);
                    return ran.map((result, input) => ({ program: 0, input, ...result }));
                },
                dispose: () => found.dispose(),
            };
        },
    };
}
