import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { prepareBuiltIn } from "../../engine/built-in.ts";
import { type BuiltInState, builtInState } from "../../engine/built-in-state.ts";
import { builtInBase } from "../../engine/tab-address.ts";
import { sheetStrings } from "./sheet-strings.ts";

type Standing = { state: BuiltInState | "checking" } | Preparing | { state: "failed"; message: string };

interface Preparing {
    state: "preparing";
    /** Of the download, if there is one. */
    share: number | undefined;
    stopper: AbortController;
}

/** The same as one of the ways to get answers. */
export function BuiltInWay() {
    return (
        <div>
            <h3>{sheetStrings.builtIn.title}</h3>
            <BuiltInModel />
        </div>
    );
}

/** The browser's own model: how it stands, downloading it, and taking it among the endpoints. */
export function BuiltInModel() {
    const { endpoints, loading } = useAppState();
    const words = sheetStrings.builtIn;
    const standing = useSignal<Standing>({ state: "checking" });
    const meanings = loading.value.state === "ready" ? loading.value.engine.match : undefined;
    const used = endpoints.list.value.some(({ base, ready }) => base.value === builtInBase && ready.value);
    const fail = (error: unknown) => {
        standing.value = { state: "failed", message: error instanceof Error ? error.message : "" };
    };
    const look = () =>
        builtInState().then((state) => {
            standing.value = { state };
        }, fail);
    useEffect(() => {
        void look();
        return () => stop(standing.peek());
    }, []);
    const use = async () => {
        const stopper = new AbortController();
        const progress = (share: number | undefined) => {
            if (!stopper.signal.aborted) {
                standing.value = { state: "preparing", share, stopper };
            }
        };
        progress(undefined);
        try {
            await prepareBuiltIn(stopper.signal, progress);
            const endpoint = endpoints.showAt(builtInBase);
            await endpoint.fetchModels(meanings ?? (() => []));
            endpoint.setAllAsked(endpoint.ids.value, true);
            standing.value = { state: "available" };
        } catch (error) {
            if (stopper.signal.aborted) {
                await look();
            } else {
                fail(error);
            }
        }
    };
    return (
        <div class="sheet-search">
            <p class="hint">{words.text}</p>
            <div role="status">
                <p>{used ? words.used : told(standing.value)}</p>
                {standing.value.state === "preparing" && <progress max={1} value={standing.value.share} />}
            </div>
            {!used && <Action standing={standing.value} disabled={!meanings} onUse={() => void use()} />}
        </div>
    );
}

interface ActionProps {
    standing: Standing;
    disabled: boolean;
    onUse(): void;
}

function Action({ standing, disabled, onUse }: ActionProps) {
    const words = sheetStrings.builtIn;
    switch (standing.state) {
        case "preparing":
            return (
                <button type="button" onClick={() => stop(standing)}>
                    {words.stop}
                </button>
            );
        case "available":
        case "downloadable":
        case "downloading":
        case "failed":
            return (
                <button type="button" disabled={disabled} onClick={onUse}>
                    {standing.state === "available"
                        ? words.use
                        : standing.state === "failed"
                          ? words.retry
                          : words.download}
                </button>
            );
        default:
            return null;
    }
}

function told(standing: Standing): string {
    const words = sheetStrings.builtIn;
    switch (standing.state) {
        case "preparing":
            return standing.share === undefined ? words.starting : words.progress(standing.share);
        case "failed":
            return words.failed(standing.message);
        case "absent":
            return words.unavailable;
        default:
            return words[standing.state];
    }
}

/** Waiting for it; the browser may go on downloading. */
function stop(standing: Standing): void {
    if (standing.state === "preparing") {
        standing.stopper.abort();
    }
}
