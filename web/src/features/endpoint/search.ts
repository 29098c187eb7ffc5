// Looking for model servers on this machine, once for each click.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalAccess, LocalServer } from "../../engine/local-servers.ts";
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
            const { servers, access } = await lookNow(stopped).catch(nothing);
            if (!stopped.aborted) {
                onFound(servers.filter(isFound), meanings);
                findings.value = { state: "done", servers, access };
            }
        },
        clear,
    };
}

async function lookNow(stopped: AbortSignal): Promise<{ servers: LocalServer[]; access: LocalAccess }> {
    const { findLocalServers, localAccess } = await import("../../engine/local-servers.ts");
    return { servers: await findLocalServers(stopped), access: await localAccess() };
}

const nothing = (): Awaited<ReturnType<typeof lookNow>> => ({ servers: [], access: "unknown" });

function isFound(server: LocalServer): server is FoundServer {
    return server.outcome === "found" && server.models.length > 0;
}
