// A checker for runs: finds what can be checked about a question, and has it run.
import type { CheckLanguage, CheckPlan, CheckResult } from "../run-messages.js";
import type { Checks } from "./checks.js";
import type { ProgramRunner } from "./runner.js";

/** What can be checked about one question. */
export interface OpenCheck {
    /** What the run is told when it starts. */
    readonly plan: CheckPlan;
    /**
     * Runs the program of an answer, or with `null` the question's own. No results: the answer holds no program, or
     * nobody allowed it to run.
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
export interface Allowance {
    language: CheckLanguage;
    code: string;
    inputs: readonly string[];
}

export interface CheckerOptions {
    checks: Checks;
    runner: ProgramRunner;
    /** Asked before each program runs; false: it does not. */
    allow?(about: Allowance): boolean | Promise<boolean>;
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
            return {
                plan,
                async run(answer, signal) {
                    const code = found.program(answer ?? "");
                    if (code !== undefined && found.inputs.length === 0) {
                        found.derive([answer ?? ""]);
                    }
                    const { inputs } = found;
                    const program = { language: plan.language, code: code ?? "", inputs };
                    if (code === undefined || inputs.length === 0 || !(await allow(program))) {
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
