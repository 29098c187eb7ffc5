// Signing in at OpenRouter, as the page sees it: it leaves, comes back in a new life, and gets a key.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { asFailure, type Failure } from "smacs/wire";
import {
    beginSignIn,
    type KeyTerms,
    type SignInReturn,
    takeReturn,
    usualTerms,
} from "../../engine/openrouter-signin.ts";
import type { Store } from "../../lib/storage.ts";

export type SignIn = { state: "idle" | "leaving" | "exchanging" | "done" } | { state: "failed"; failure: Failure };

export interface SignInState {
    value: ReadonlySignal<SignIn>;
    /** Leaves the page for OpenRouter's, to ask for a key with such terms. */
    begin(terms?: KeyTerms): Promise<void>;
    /** Takes up a sign-in that the page was left for. Says whether it was, and gives the key to `onKey` later. */
    resume(onKey: (key: string) => void): boolean;
    /** A sign-in that is over is of no concern to another address. */
    forgetResult(): void;
}

/** Few visits come from there, so how to do it is fetched. */
async function keyFor(back: SignInReturn): Promise<string> {
    const { exchangeCode } = await import("../../engine/openrouter-exchange.ts");
    return exchangeCode(back);
}

export function createSignInState(session: Store): SignInState {
    const value: Signal<SignIn> = signal<SignIn>({ state: "idle" });
    const fail = (error: unknown) => {
        value.value = { state: "failed", failure: asFailure(error) };
    };
    const reset = () => {
        value.value = { state: "idle" };
    };
    return {
        value,
        forgetResult() {
            if (value.peek().state === "done" || value.peek().state === "failed") {
                reset();
            }
        },
        async begin(terms: KeyTerms = usualTerms) {
            value.value = { state: "leaving" };
            try {
                const url = await beginSignIn(session, location.href, terms);
                // Whoever comes back by the browser's own button finds the page as it was.
                addEventListener("pageshow", reset, { once: true });
                location.assign(url);
            } catch (error) {
                fail(error);
            }
        },
        resume(onKey) {
            const back = typeof location === "undefined" ? undefined : takeReturn(session, location.href);
            if (!back) {
                return false;
            }
            history.replaceState(history.state, "", back.clean);
            value.value = { state: "exchanging" };
            keyFor(back).then((key) => {
                onKey(key);
                value.value = { state: "done" };
            }, fail);
            return true;
        },
    };
}
