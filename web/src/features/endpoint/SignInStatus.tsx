import type { Failure } from "smacs/wire";
import { lazy } from "../../ui/Lazy.tsx";
import type { SignIn } from "./sign-in.ts";
import { setupStrings } from "./strings.ts";

/** Few sign-ins fail, and their words are long. */
const WhyFailed = lazy(
    async () => (await import("./FailureWords.tsx")).FailureWords,
    () => null,
);

/** What failed is the sign-in and no call to a model: there is no key yet, and no server of this machine. */
const reasons: Partial<Record<Failure["kind"], keyof typeof setupStrings.signIn.why>> = {
    cancelled: "cancelled",
    auth: "code",
    "bad-request": "code",
    "unknown-model": "code",
    network: "connection",
    timeout: "connection",
    "not-here": "elsewhere",
};

/** How a sign-in goes, and what to do where it did not work. */
export function SignInStatus({ signIn }: { signIn: SignIn }) {
    const words = setupStrings.signIn;
    const why = signIn.state === "failed" && reasons[signIn.failure.kind];
    return (
        <div role="status">
            {signIn.state !== "idle" && signIn.state !== "failed" && <p class="hint">{words[signIn.state]}</p>}
            {signIn.state === "failed" && (
                <p class="problem">
                    {words.failed} {why ? words.why[why] : <WhyFailed failure={signIn.failure} />}
                </p>
            )}
        </div>
    );
}
