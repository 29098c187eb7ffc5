import { useEffect } from "preact/hooks";
import type { ModelInfo } from "smacs";
import type { EndpointState } from "../../app/endpoint-state.ts";
import type { SignInState } from "../../app/sign-in-state.ts";
import { strings } from "../../strings.ts";
import { failureText } from "../../strings-run.ts";

interface OpenRouterSignInProps {
    signIn: SignInState;
    endpoint: EndpointState;
    models: readonly ModelInfo[];
}

/** For OpenRouter alone: a key without copying one. */
export function OpenRouterSignIn({ signIn: { value, begin }, endpoint, models }: OpenRouterSignInProps) {
    const words = strings.endpoint.signIn;
    const signIn = value.value;
    const done = signIn.state === "done";
    const known = models.length > 0;
    useEffect(() => {
        // There is a key now and nothing left to enter.
        if (done && known && endpoint.list.peek().state === "idle") {
            void endpoint.fetchModels(models);
        }
    }, [done, known, endpoint, models]);
    const busy = signIn.state === "leaving" || signIn.state === "exchanging" ? words[signIn.state] : undefined;
    return (
        <div class="field">
            <button type="button" disabled={busy !== undefined} onClick={() => void begin()}>
                {busy ?? words.button}
            </button>
            <p class="hint">{words.hint}</p>
            <div role="status">
                {done && <p class="hint">{words.done}</p>}
                {signIn.state === "failed" && (
                    <p class="problem">
                        {words.failed}{" "}
                        {signIn.failure.kind === "cancelled" ? words.refused : failureText(signIn.failure)}
                    </p>
                )}
            </div>
        </div>
    );
}
