// The second half of signing in at OpenRouter (openrouter-signin.ts): a key for what the visitor brought back.
import { asFailure, Failure, failureFrom, jsonFrom } from "smacs/wire";
import { isRecord, isString } from "../lib/storage.ts";
import type { SignInReturn } from "./openrouter-signin.ts";

const exchange = "https://openrouter.ai/api/v1/auth/keys";

/** The key. Throws a Failure: "cancelled" where the visitor refused, "not-here" where it was not begun in this tab. */
export async function exchangeCode({ code, verifier }: SignInReturn): Promise<string> {
    if (code === undefined || verifier === undefined) {
        throw new Failure(verifier === undefined ? "not-here" : "cancelled");
    }
    const timeout = AbortSignal.timeout(20_000);
    try {
        const response = await fetch(exchange, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ code, code_verifier: verifier, code_challenge_method: "S256" }),
            signal: timeout,
            redirect: "error",
        });
        if (!response.ok) {
            throw await failureFrom(response, timeout);
        }
        return await keyIn(response, timeout);
    } catch (error) {
        throw timeout.aborted ? new Failure("timeout") : asFailure(error);
    }
}

/** What else the reply says is not shown, as it may be half of a key. */
async function keyIn(response: Response, signal: AbortSignal): Promise<string> {
    const body = await jsonFrom(response, signal).catch(() => {
        throw signal.aborted ? signal.reason : new Failure("bad-response");
    });
    if (isRecord(body) && isString(body.key) && body.key !== "") {
        return body.key;
    }
    throw new Failure("bad-response");
}
