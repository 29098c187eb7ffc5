// Keeps the page for visits without a network. It answers for the files of its own list and for the two pages, nothing
// else: calls to models never pass through it. A build's files stay together under one name, and are replaced as one
// when no tab shows the build before any more.

/** Path below the scope -> what the file has to be. Put in by vite/service-worker.ts, as the next. */
declare const __FILES__: Record<string, string>;
/** The same for files that are kept when they are first wanted. */
declare const __LATER__: Record<string, string>;
/** Another one for any other list. */
declare const __BUILD__: string;

interface LaterEvent extends Event {
    waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends LaterEvent {
    readonly request: Request;
    respondWith(response: Promise<Response>): void;
}
declare const self: {
    readonly registration: ServiceWorkerRegistration;
    addEventListener(type: "install" | "activate", listener: (event: LaterEvent) => void): void;
    addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
};

const { scope } = self.registration;
const list: Readonly<Record<string, string>> = __FILES__;
const later: Readonly<Record<string, string>> = __LATER__;
/** Caches belong to the origin, on which other folders may have pages of their own. */
const ours = `smacs ${scope} `;
const cacheName = ours + __BUILD__;
/** How long the network may take to begin a page before the kept one is shown, in ms. */
const patience = 3000;

const addressOf = (path: string) => new URL(path, scope).href;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeCaches((name) => name !== cacheName)));
self.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = pathOf(request);
    if (path !== undefined) {
        const answer = request.mode === "navigate" ? page(request, path) : kept(path, () => missing(request, path));
        event.respondWith(answer.then(isolated));
    }
});

/** All files or none. One after the other, so that the page, which is open, keeps most of the network. */
async function install(): Promise<void> {
    try {
        const cache = await caches.open(cacheName);
        for (const [path, integrity] of Object.entries(list)) {
            const address = addressOf(path);
            const known = await caches.match(address, { ignoreVary: true });
            const response = known && hasHash(path) ? known : await download(address, path, integrity);
            // A redirected response, as hosts with short addresses give, would be refused for a page.
            await cache.put(address, new Response(response.body, { headers: response.headers }));
        }
    } catch (error) {
        await caches.delete(cacheName);
        throw error;
    }
}

/** The page has just fetched most files. Those whose name has a hash may be taken from where the browser put them. */
async function download(address: string, path: string, integrity: string): Promise<Response> {
    const anew = () => fetch(address, { integrity, cache: "no-cache" });
    const response = hasHash(path)
        ? await fetch(address, { integrity, cache: "force-cache" }).catch(anew)
        : await anew();
    if (!response.ok) {
        throw new Error(`${path}: ${response.status}`);
    }
    return response;
}

const hasHash = (path: string) => path.startsWith("assets/");

/** The file that a request is for, or undefined if it is none of ours. */
function pathOf({ method, url, mode, headers }: Request): string | undefined {
    const [address = ""] = url.split(/[?#]/);
    if (method !== "GET" || !address.startsWith(scope) || headers.has("authorization")) {
        return undefined;
    }
    const path = address.slice(scope.length);
    if (mode === "navigate") {
        // As people and hosts shorten them.
        const name = path === "" ? "index.html" : path.endsWith(".html") ? path : `${path}.html`;
        return name in list ? name : undefined;
    }
    return url === address && (path in list || path in later) ? path : undefined;
}

/** As the hosts that send headers send them: GitHub Pages, for one, sends none, and models in the tab want threads. */
function isolated(response: Response): Response {
    if (response.type === "error" || response.status === 0) {
        return response;
    }
    const { body, status, statusText } = response;
    const headers = new Headers(response.headers);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Embedder-Policy", "require-corp");
    return new Response(body, { status, statusText, headers });
}

/** A file that is not kept: the browser evicted it, or it is one of those for later, which is kept from now on. */
async function missing(request: Request, path: string): Promise<Response> {
    const integrity = later[path];
    if (integrity === undefined) {
        return fetch(request);
    }
    const response = await download(addressOf(path), path, integrity);
    const cache = await caches.open(cacheName);
    // Without room for it, it is fetched again the next time.
    await cache.put(addressOf(path), response.clone()).catch(() => {});
    return response;
}

/** A page as the network has it now, unless that is away, broken or slow. */
async function page(request: Request, path: string): Promise<Response> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
    const network = fetch(request);
    const answer = await Promise.race([network.catch(() => undefined), late]);
    return answer && answer.status < 500 ? answer : kept(path, () => network);
}

async function kept(path: string, otherwise: () => Promise<Response>): Promise<Response> {
    const cache = await caches.open(cacheName);
    return (await cache.match(addressOf(path), { ignoreVary: true })) ?? otherwise();
}

async function removeCaches(which: (name: string) => boolean): Promise<void> {
    const names = (await caches.keys()).filter((name) => name.startsWith(ours) && which(name));
    await Promise.all(names.map((name) => caches.delete(name)));
}

export {};
