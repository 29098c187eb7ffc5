// Looks for model servers on this machine, at their default ports. A browser does not tell a port where nobody listens
// from a server that does not allow this page: both are "silent".

import type { ListedModel } from "smacs/wire";
import { asFailure } from "smacs/wire";
import { isThisSite } from "./address.ts";
import { listModels } from "./endpoint.ts";
import { type Provider, providers } from "./providers.ts";

/** What was found at the port of one kind of server. */
export type LocalServer =
    | { provider: Provider; outcome: "found"; base: string; models: ListedModel[] }
    /** Something answers: a server that needs a key, or something that does not list models. */
    | { provider: Provider; outcome: "locked" | "other"; base: string }
    | { provider: Provider; outcome: "silent" };

/** Long enough for a busy server, short enough to wait for. */
const patience = 2000;

/**
 * Asks all of them at once for their lists. Browsers that guard the local network ask the visitor first, so call it on
 * a click. Throws a Failure only if it is aborted.
 */
export async function findLocalServers(signal: AbortSignal): Promise<LocalServer[]> {
    const found = await Promise.all(providers.filter(({ local }) => local).map((row) => lookFor(row, signal)));
    signal.throwIfAborted();
    return found;
}

/** Servers listen at 127.0.0.1, at ::1 or at both. The first name that gives a list is taken. */
async function lookFor(provider: Provider, signal: AbortSignal): Promise<LocalServer> {
    const bases = [provider.address, provider.address.replace("//localhost", "//127.0.0.1")];
    // What serves this page is no model server.
    if (bases.some(isThisSite)) {
        return { provider, outcome: "silent" };
    }
    const answers = await Promise.all(bases.map((base) => askAt(base, provider, signal)));
    const best = (outcome: LocalServer["outcome"]) => answers.find((answer) => answer.outcome === outcome);
    return best("found") ?? best("locked") ?? best("other") ?? { provider, outcome: "silent" };
}

async function askAt(base: string, provider: Provider, signal: AbortSignal): Promise<LocalServer> {
    try {
        const models = await listModels({ base, key: "", provider: provider.id }, signal, patience);
        return { provider, outcome: "found", base, models };
    } catch (error) {
        const { kind } = asFailure(error);
        if (kind === "network" || kind === "timeout" || kind === "cancelled") {
            return { provider, outcome: "silent" };
        }
        return { provider, outcome: kind === "auth" ? "locked" : "other", base };
    }
}

export type LocalAccess = "granted" | "denied" | "prompt" | "unknown";

/** Whether the browser lets this page ask servers on this machine; "unknown" if it has no such permission. */
export async function localAccess(): Promise<LocalAccess> {
    // Chrome 142 had one permission for the whole local network; later versions have one for this machine.
    for (const name of ["loopback-network", "local-network-access"]) {
        try {
            return (await navigator.permissions.query({ name: name as PermissionName })).state;
        } catch {
            // The browser does not know this name.
        }
    }
    return "unknown";
}
