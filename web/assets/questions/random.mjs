// Random draws that a name decides: the same name gives the same draws on every machine.

/** FNV-1a of a text, 32 bits. */
function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) {
        value = Math.imul(value ^ byte, 0x01000193);
    }
    return value >>> 0;
}

/** Splitmix with 32 bits of state: far more than the few dozen draws of one question need. */
function splitmix(state) {
    return () => {
        state = (state + 0x9e3779b9) >>> 0;
        const first = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
        const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
        return (second ^ (second >>> 15)) >>> 0;
    };
}

/**
 * The draws of `name`. A question has a stream of its own, named by its id, so that a change of one generator leaves
 * the questions of all others as they are.
 */
export function stream(name) {
    const next = splitmix(hash(name));
    const below = (count) => Math.floor((next() / 2 ** 32) * count);
    const shuffle = (list) => {
        const copy = [...list];
        for (let i = copy.length - 1; i > 0; i--) {
            const j = below(i + 1);
            [copy[i], copy[j]] = [copy[j], copy[i]];
        }
        return copy;
    };
    return {
        /** A whole number from `low` to `high`, both included. */
        int: (low, high) => low + below(high - low + 1),
        chance: (probability) => next() / 2 ** 32 < probability,
        pick: (list) => list[below(list.length)],
        shuffle,
        /** `count` different items. */
        sample: (list, count) => shuffle(list).slice(0, count),
    };
}
