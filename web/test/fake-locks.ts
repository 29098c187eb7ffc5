// Locks as browsers have them: one holder for a name, and granted and let go a little later, by another process.

export function fakeLocks(): LockManager {
    const held = new Set<string>();
    const later = () => new Promise((done) => setTimeout(done));
    const request = async (name: string, _options: LockOptions, hold: (lock: Lock | null) => unknown) => {
        await later();
        if (held.has(name)) {
            return hold(null);
        }
        held.add(name);
        try {
            return await hold({ name, mode: "exclusive" });
        } finally {
            await later();
            held.delete(name);
        }
    };
    const query = async () => ({ held: [...held].map((name) => ({ name, mode: "exclusive" as const })), pending: [] });
    return { request: request as LockManager["request"], query };
}
