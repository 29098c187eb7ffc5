// Which tab is at a run. The browser's own locks end with their tab, however that ends; where a browser has none,
// records that are renewed stand in, and count as given up when they are not.

export interface TabLocks {
    /** Takes it for this tab; false: another tab has it. One that this tab has stays its own. */
    claim(id: string): Promise<boolean>;
    release(id: string): void;
    /** Whether this tab has it. */
    holds(id: string): boolean;
    /** Whether some tab has it. */
    isHeld(id: string): Promise<boolean>;
    dispose(): void;
}

export interface ClaimRecord {
    id: string;
    tab: string;
    /** When it was last renewed, in ms since 1970. */
    at: number;
}

export interface ClaimRecords {
    /** Replaces a record in one step; without a new one it is gone. Resolves to what is there afterwards. */
    change(
        id: string,
        decide: (there: ClaimRecord | undefined) => ClaimRecord | undefined,
    ): Promise<ClaimRecord | undefined>;
}

interface Claim {
    answer: Promise<boolean>;
    granted: boolean;
    end(): void;
}

const nameOf = (id: string) => `smacs-run-${id}`;

export function createTabLocks(locks: LockManager): TabLocks {
    const claims = new Map<string, Claim>();
    /** Locks that were let go; until the browser has noticed, they could not be taken again. */
    const ending = new Map<string, Promise<unknown>>();
    const take = (id: string): Claim => {
        let end = () => {};
        const ended = new Promise<void>((resolve) => {
            end = resolve;
        });
        const previous = ending.get(id);
        const answer = new Promise<boolean>((resolve) => {
            const request = async () => {
                await previous;
                await locks.request(nameOf(id), { ifAvailable: true }, (lock) => {
                    resolve(lock !== null);
                    return lock ? ended : undefined;
                });
            };
            // Where locks are forbidden, no other tab can share anything with this one.
            const over = request().catch(() => resolve(true));
            ending.set(id, over);
            void over.then(() => ending.get(id) === over && ending.delete(id));
        });
        return { answer, granted: false, end };
    };
    const release = (id: string) => {
        claims.get(id)?.end();
        claims.delete(id);
    };
    return {
        async claim(id) {
            const claim = claims.get(id) ?? take(id);
            claims.set(id, claim);
            claim.granted = await claim.answer;
            if (!claim.granted && claims.get(id) === claim) {
                claims.delete(id);
            }
            return claim.granted;
        },
        release,
        holds: (id) => claims.get(id)?.granted === true,
        async isHeld(id) {
            const { held = [] } = await locks.query().catch(() => ({ held: [] }) as LockManagerSnapshot);
            return held.some(({ name }) => name === nameOf(id));
        },
        dispose() {
            for (const id of [...claims.keys()]) {
                release(id);
            }
        },
    };
}

/** In ms. A browser may let the timers of a hidden tab run once a minute only. */
const beat = 5_000;
const stale = 70_000;

export function createHeartbeatLocks(records: ClaimRecords): TabLocks {
    const tab = crypto.randomUUID();
    const claimed = new Set<string>();
    const isOthers = (there: ClaimRecord | undefined) =>
        there !== undefined && there.tab !== tab && Math.abs(Date.now() - there.at) < stale;
    const renew = (id: string) =>
        records
            .change(id, (there) => (isOthers(there) ? there : { id, tab, at: Date.now() }))
            // Where nothing can be kept, no other tab can know of the run.
            .catch(() => undefined);
    const withdraw = (id: string) =>
        void records.change(id, (there) => (there?.tab === tab ? undefined : there)).catch(() => {});
    let timer: ReturnType<typeof setInterval> | undefined;
    const letGo = (id: string) => {
        const had = claimed.delete(id);
        if (claimed.size === 0) {
            clearInterval(timer);
            timer = undefined;
        }
        return had;
    };
    /** A tab that comes back, as from the back button, renews them. */
    const onHide = () => {
        for (const id of claimed) {
            withdraw(id);
        }
    };
    if (typeof document !== "undefined") {
        addEventListener("pagehide", onHide);
    }
    return {
        async claim(id) {
            claimed.add(id);
            timer ??= setInterval(() => claimed.forEach(renew), beat);
            if (isOthers(await renew(id))) {
                letGo(id);
                return false;
            }
            if (!claimed.has(id)) {
                withdraw(id);
            }
            return true;
        },
        release(id) {
            if (letGo(id)) {
                withdraw(id);
            }
        },
        holds: (id) => claimed.has(id),
        isHeld: async (id) =>
            claimed.has(id) || isOthers(await records.change(id, (there) => there).catch(() => undefined)),
        dispose() {
            clearInterval(timer);
            onHide();
            claimed.clear();
            if (typeof document !== "undefined") {
                removeEventListener("pagehide", onHide);
            }
        },
    };
}
