import type { KeyVault } from "./key-vault.ts";
import { setupStrings } from "./strings.ts";

/** What went wrong with remembered keys, and what to do. */
export function KeyProblemNote({ keys }: { keys: KeyVault }) {
    const words = setupStrings.keys;
    const problem = keys.problem.value;
    return (
        <div role="status">
            {problem && (
                <p class="problem">
                    {problem.base !== undefined && `${words.problemAt(problem.base)} `}
                    {words.problems[problem.kind]}
                </p>
            )}
        </div>
    );
}
