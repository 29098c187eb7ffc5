// Looking for model servers on this machine, once for each click.
import { type ReadonlySignal, signal } from "@preact/signals";
import { findLocalServers, type LocalAccess, type LocalServer, localAccess } from "../../engine/local-servers.ts";
import type { Meanings } from "../../engine/matching.ts";

export type LocalFindings =
    | { state: "idle" | "looking" }
    /** `access`: whether the browser let this page look. */
    | { state: "done"; servers: readonly LocalServer[]; access: LocalAccess };

export interface LocalSearch {
    findings: ReadonlySignal<LocalFindings>;
    look(meanings: Meanings): Promise<void>;
    /** What was found is of no concern any more. */
    clear(): void;
}

export type FoundServer = Extract<LocalServer, { outcome: "found" }>;

export function createLocalSearch(onFound: (servers: FoundServer[], meanings: Meanings) => void): LocalSearch {
    const findings = signal<LocalFindings>({ state: "idle" });
    let stopper = new AbortController();
    const clear = () => {
        stopper.abort();
        stopper = new AbortController();
        findings.value = { state: "idle" };
    };
    return {
        findings,
        async look(meanings) {
            clear();
            const { signal: stopped } = stopper;
            findings.value = { state: "looking" };
            const servers = await findLocalServers(stopped).catch((): LocalServer[] => []);
            const access = await localAccess();
            if (!stopped.aborted) {
                onFound(servers.filter(isFound), meanings);
                findings.value = { state: "done", servers, access };
            }
        },
        clear,
    };
}

function isFound(server: LocalServer): server is FoundServer {
    return server.outcome === "found" && server.models.length > 0;
}
