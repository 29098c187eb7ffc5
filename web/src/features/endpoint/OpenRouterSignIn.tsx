import { useEffect } from "preact/hooks";
import type { Meanings } from "../../engine/matching.ts";
import type { EndpointState } from "./endpoint.ts";
import { SignInStatus } from "./SignInStatus.tsx";
import type { SignInState } from "./sign-in.ts";
import { setupStrings } from "./strings.ts";

interface OpenRouterSignInProps {
    signIn: SignInState;
    endpoint: EndpointState;
    meanings: Meanings | undefined;
}

/** For OpenRouter alone: a key without copying one. */
export function OpenRouterSignIn({ signIn: { value, begin }, endpoint, meanings }: OpenRouterSignInProps) {
    const words = setupStrings.endpoint.signIn;
    const { state } = value.value;
    const done = state === "done";
    useEffect(() => {
        // There is a key now and nothing left to enter.
        if (done && meanings && endpoint.list.peek().state === "idle") {
            void endpoint.fetchModels(meanings);
        }
    }, [done, endpoint, meanings]);
    return (
        <div class="field">
            <button type="button" disabled={state === "leaving" || state === "exchanging"} onClick={() => void begin()}>
                {words.button}
            </button>
            <p class="hint">{words.hint}</p>
            <SignInStatus signIn={value.value} />
        </div>
    );
}
