// Whether the page works without a network: it does once its service worker has kept all files.
import { type ReadonlySignal, signal } from "@preact/signals";

/** update: a newer build is there, and is taken once no tab shows this one any more. */
export type Offline = "unsupported" | "preparing" | "ready" | "update";

/** The only address that may become a script's, which trusted types ask for. */
const scripts = () => {
    const createScriptURL = () => new URL("sw.js", document.baseURI).href;
    const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Rules } };
    return trustedTypes?.createPolicy("smacs-offline", { createScriptURL }) ?? { createScriptURL };
};
interface Rules {
    createScriptURL(text: string): string;
}

/**
 * Starts keeping the page's files, once it is loaded and has nothing else to do. Where the browser has no service workers,
 * does not allow them or has no room, this stays "unsupported" and the page is as it would be without.
 */
export function createOffline(): ReadonlySignal<Offline> {
    const state = signal<Offline>("unsupported");
    if (import.meta.env.PROD && "serviceWorker" in navigator) {
        state.value = "preparing";
        whenQuiet(async () => {
            try {
                follow(await navigator.serviceWorker.register(scripts().createScriptURL("")), (now) => {
                    state.value = now;
                });
            } catch {
                state.value = "unsupported";
            }
        });
    }
    return state;
}

/** Says how a registration stands, now and whenever that changes. */
function follow(registration: ServiceWorkerRegistration, tell: (state: Offline) => void): void {
    const look = () => {
        const { installing, waiting, active } = registration;
        tell(waiting && active ? "update" : active ? "ready" : installing || waiting ? "preparing" : "unsupported");
    };
    const watch = () => registration.installing?.addEventListener("statechange", look);
    registration.addEventListener("updatefound", watch);
    watch();
    look();
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
