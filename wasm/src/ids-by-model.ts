import type { ModelMatch } from "./types.js";

/**
 * Each model of the index that a list of ids offers, with the id to ask it by. Of several the shortest: ":free" and "-fp8"
 * are said on top of the plain name. So no model answers twice.
 */
export function idsByModel(matches: readonly ModelMatch[]): Map<string, string> {
    const ids = new Map<string, string>();
    for (const { id, model } of matches) {
        const before = model === null ? undefined : ids.get(model);
        if (model !== null && (before === undefined || id.length < before.length)) {
            ids.set(model, id);
        }
    }
    return ids;
}
