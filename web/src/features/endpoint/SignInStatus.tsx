import { lazy } from "../../ui/Lazy.tsx";
import type { SignIn } from "./sign-in.ts";
import { setupStrings } from "./strings.ts";

/** Few sign-ins fail, and their words are long. */
const WhyFailed = lazy(
    async () => (await import("./FailureWords.tsx")).FailureWords,
    () => null,
);

/** How a sign-in goes, and what to do where it did not work. */
export function SignInStatus({ signIn }: { signIn: SignIn }) {
    const words = setupStrings.signIn;
    return (
        <div role="status">
            {signIn.state !== "idle" && signIn.state !== "failed" && <p class="hint">{words[signIn.state]}</p>}
            {signIn.state === "failed" && (
                <p class="problem">
                    {words.failed}{" "}
                    {signIn.failure.kind === "cancelled" ? words.refused : <WhyFailed failure={signIn.failure} />}
                </p>
            )}
        </div>
    );
}
