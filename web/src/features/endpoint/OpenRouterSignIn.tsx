import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Meanings } from "../../engine/matching.ts";
import { type KeyTerms, usualTerms } from "../../engine/openrouter-signin.ts";
import { dollars } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import type { EndpointState } from "./endpoint.ts";
import { KeyTermsFields, KeyTermsGranted } from "./KeyTerms.tsx";
import { SignInStatus } from "./SignInStatus.tsx";
import { sheetStrings } from "./sheet-strings.ts";
import type { SignInState } from "./sign-in.ts";
import { setupStrings } from "./strings.ts";

interface OpenRouterSignInProps {
    signIn: SignInState;
    endpoint: EndpointState;
    meanings: Meanings | undefined;
    /** The list has come for the new key, and nothing was chosen from an earlier one. */
    onSignedIn(): void;
}

/** For OpenRouter alone: a key without copying one. */
export function OpenRouterSignIn({ signIn: { value, begin }, endpoint, meanings, onSignedIn }: OpenRouterSignInProps) {
    const words = setupStrings.signIn;
    const terms = useSignal<KeyTerms>(usualTerms);
    const { state } = value.value;
    const done = state === "done";
    useEffect(() => {
        // There is a key now and nothing left to enter.
        if (done && meanings && endpoint.list.peek().state === "idle") {
            const fresh = endpoint.ids.peek().length === 0;
            void endpoint.fetchModels(meanings).then(() => {
                if (fresh && endpoint.list.peek().state === "ready") {
                    onSignedIn();
                }
            });
        }
    }, [done, endpoint, meanings]);
    return (
        <div class="field">
            <button
                type="button"
                disabled={state === "leaving" || state === "exchanging"}
                onClick={() => void begin(terms.value)}
            >
                {words.button}
            </button>
            <p class="hint">{words.hint(dollars(usualTerms.limit), usualTerms.days)}</p>
            <SignInStatus signIn={value.value} />
            {endpoint.list.value.state === "ready" && <KeyTermsGranted endpoint={endpoint} />}
            {endpoint.key.value === "" && (
                <Disclosure summary={sheetStrings.terms.title}>
                    <KeyTermsFields
                        value={terms.value}
                        onChange={(next) => {
                            terms.value = next;
                        }}
                    />
                </Disclosure>
            )}
        </div>
    );
}
