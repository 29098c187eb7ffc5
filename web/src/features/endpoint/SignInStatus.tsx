import { failureText } from "./failure-text.ts";
import type { SignIn } from "./sign-in.ts";
import { setupStrings } from "./strings.ts";

/** How a sign-in goes, and what to do where it did not work. */
export function SignInStatus({ signIn }: { signIn: SignIn }) {
    const words = setupStrings.endpoint.signIn;
    return (
        <div role="status">
            {signIn.state !== "idle" && signIn.state !== "failed" && <p class="hint">{words[signIn.state]}</p>}
            {signIn.state === "failed" && (
                <p class="problem">
                    {words.failed} {signIn.failure.kind === "cancelled" ? words.refused : failureText(signIn.failure)}
                </p>
            )}
        </div>
    );
}
