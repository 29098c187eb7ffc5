// Whether the page works without a network: it does once its service worker has kept all files.
import { type ReadonlySignal, signal } from "@preact/signals";

/** update: a newer build is there, and is taken once no tab shows this one any more. */
export type Offline = "unsupported" | "preparing" | "ready" | "update";

export interface OfflineSurroundings {
    /** undefined: the browser has no service workers, or allows none here. */
    container: Pick<ServiceWorkerContainer, "register"> | undefined;
    /** Runs something once the page has nothing else to do. */
    whenQuiet(run: () => void): void;
    /** Runs something whenever the page comes into sight again, at most once an hour. */
    whenBack(run: () => void): void;
}

/**
 * Starts keeping the page's files, once it is loaded and quiet. Where that cannot be, for want of support, leave or
 * room, the state is "unsupported" and the page is as it would be without.
 */
export function createOffline(surroundings: OfflineSurroundings = browser()): ReadonlySignal<Offline> {
    const { container, whenQuiet, whenBack } = surroundings;
    const state = signal<Offline>(container ? "preparing" : "unsupported");
    const register = async () => {
        try {
            const registration = await container?.register(scriptAddress());
            if (registration) {
                follow(registration, (now) => {
                    state.value = now;
                });
                // Browsers look for a newer build when a page is opened, and people keep this one open.
                whenBack(() => void registration.update().catch(() => {}));
            }
        } catch {
            state.value = "unsupported";
        }
    };
    if (container) {
        whenQuiet(() => void register());
    }
    return state;
}

/** Nothing is kept while developing. */
function browser(): OfflineSurroundings {
    try {
        return { container: import.meta.env.PROD ? navigator.serviceWorker : undefined, whenQuiet, whenBack };
    } catch {
        // Inside a frame that may keep nothing, asking throws.
        return { container: undefined, whenQuiet, whenBack };
    }
}

/** Says how a registration stands, now and whenever that changes. */
function follow(registration: ServiceWorkerRegistration, tell: (state: Offline) => void): void {
    const look = () => {
        const { installing, waiting, active } = registration;
        // One that could not keep everything may still be named for a moment.
        const coming = [installing, waiting].some((worker) => worker && worker.state !== "redundant");
        tell(waiting && active ? "update" : active ? "ready" : coming ? "preparing" : "unsupported");
    };
    const watch = () => registration.installing?.addEventListener("statechange", look);
    registration.addEventListener("updatefound", watch);
    watch();
    look();
}

interface TrustedTypes {
    createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(text: string): string };
}

/** The only address that the page's policy lets become a script's. */
function scriptAddress(): string {
    const createScriptURL = () => new URL("sw.js", document.baseURI).href;
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    return trustedTypes?.createPolicy("smacs-offline", { createScriptURL }).createScriptURL("") ?? createScriptURL();
}

function whenBack(run: () => void): void {
    let last = Date.now();
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible" && Date.now() - last > 3_600_000) {
            last = Date.now();
            run();
        }
    });
}

/** After the page's own files, and after the time that showing the first question takes. */
function whenQuiet(run: () => void): void {
    const later = () => {
        if ("requestIdleCallback" in globalThis) {
            setTimeout(() => requestIdleCallback(run, { timeout: 5000 }), 1000);
        } else {
            setTimeout(run, 3000);
        }
    };
    if (document.readyState === "complete") {
        later();
    } else {
        addEventListener("load", later, { once: true });
    }
}
