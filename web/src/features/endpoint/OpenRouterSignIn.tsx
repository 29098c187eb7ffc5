import { useEffect } from "preact/hooks";
import type { ModelInfo } from "smacs";
import type { EndpointState } from "./endpoint.ts";
import { SignInStatus } from "./SignInStatus.tsx";
import type { SignInState } from "./sign-in.ts";
import { setupStrings } from "./strings.ts";

interface OpenRouterSignInProps {
    signIn: SignInState;
    endpoint: EndpointState;
    models: readonly ModelInfo[];
}

/** For OpenRouter alone: a key without copying one. */
export function OpenRouterSignIn({ signIn: { value, begin }, endpoint, models }: OpenRouterSignInProps) {
    const words = setupStrings.endpoint.signIn;
    const { state } = value.value;
    const done = state === "done";
    const known = models.length > 0;
    useEffect(() => {
        // There is a key now and nothing left to enter.
        if (done && known && endpoint.list.peek().state === "idle") {
            void endpoint.fetchModels(models);
        }
    }, [done, known, endpoint, models]);
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
