import { useAppState } from "../../app/context.ts";
import type { LocalServer } from "../../engine/local-servers.ts";
import { NothingFound, StartLines } from "./NothingFound.tsx";
import { setupStrings } from "./strings.ts";

/** The button that looks for model servers on this machine. */
export function LocalSearch() {
    const { endpoints, loading } = useAppState();
    const words = setupStrings.search;
    const findings = endpoints.search.findings.value;
    const meanings = loading.value.state === "ready" ? loading.value.engine.match : undefined;
    const label = { idle: words.button, looking: words.looking, done: words.again }[findings.state];
    return (
        <>
            <p class="hint">{words.explain}</p>
            <button
                type="button"
                aria-disabled={findings.state === "looking" || !meanings}
                onClick={() => {
                    if (findings.state !== "looking" && meanings) {
                        void endpoints.search.look(meanings);
                    }
                }}
            >
                {label}
            </button>
            {!meanings && <p class="hint">{words.notLoaded}</p>}
        </>
    );
}

/** What the last search found; with `help`, how to start what it did not find. */
export function LocalFindings({ help = false }: { help?: boolean }) {
    const { endpoints } = useAppState();
    const findings = endpoints.search.findings.value;
    const heard = findings.state === "done" ? findings.servers.filter(({ outcome }) => outcome !== "silent") : [];
    const none = help && findings.state === "done" && heard.every(({ outcome }) => outcome === "other");
    return (
        <div class="findings">
            <div role="status">
                {heard.map((server) => (
                    <Heard key={server.provider.id} server={server} />
                ))}
                {none && <NothingFound access={findings.access} />}
            </div>
            {none && findings.access !== "denied" && <StartLines />}
        </div>
    );
}

/** A server that said something. */
function Heard({ server }: { server: LocalServer }) {
    const { endpoints, sheet } = useAppState();
    const words = setupStrings.search;
    const { name } = server.provider;
    if (server.outcome === "silent") {
        return null;
    }
    const open = () => {
        endpoints.showAt(server.base);
        sheet.value = "endpoint";
    };
    if (server.outcome !== "found") {
        return (
            <p>
                {server.outcome === "locked" ? words.locked(name, server.base) : words.other(name, server.base)}{" "}
                {server.outcome === "locked" && (
                    <button type="button" class="quiet" onClick={open}>
                        {words.enterKey}
                    </button>
                )}
            </p>
        );
    }
    const known = endpoints.list.value.find(({ base }) => base.value === server.base)?.known.value;
    const n = server.models.length;
    const recognised = server.models.filter(({ id }) => known?.has(id)).length;
    return (
        <p>
            {n === 0 ? words.empty(name) : words.found(name, n, recognised)}{" "}
            {n > 0 && (
                <button type="button" class="quiet" onClick={open}>
                    {words.choose}
                </button>
            )}
        </p>
    );
}
