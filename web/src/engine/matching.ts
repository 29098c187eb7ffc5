// Which model of an endpoint is which model of the index. What an id means is the core's to say; here each model of the
// index gets one of the ids that mean it, and choices by hand win.
import { idsByModel, type ModelMatch } from "smacs";

/** What ids mean: Engine.match. */
export type Meanings = (ids: readonly string[]) => readonly ModelMatch[];

/** So many ids are looked up in a few milliseconds. */
const atOnce = 40;

/** Looks up a long list a few ids at a time, so that the page keeps answering meanwhile; then all are known. */
export async function lookUp(meanings: Meanings, ids: readonly string[]): Promise<void> {
    for (let at = 0; ids.length > atOnce && at < ids.length; at += atOnce) {
        meanings(ids.slice(at, at + atOnce));
        await new Promise((resolve) => setTimeout(resolve));
    }
}

/** Index model -> endpoint model. */
export type Mapping = Record<string, string>;

/** The id for each model of the index that is served. */
export const matchModels = (meanings: Meanings, ids: readonly string[]) => idsByModel(meanings(ids));

/** The saved choices that still exist, else the automatic ones. An empty string is a choice: not this model. */
export function mergeMapping(automatic: Map<string, string>, saved: Mapping, ids: readonly string[]): Mapping {
    const known = new Set(ids);
    const mapping: Mapping = {};
    for (const [model, id] of Object.entries(saved)) {
        if (id === "" || known.has(id)) {
            mapping[model] = id;
        }
    }
    const used = new Set(Object.values(mapping));
    for (const [model, id] of automatic) {
        if (!Object.hasOwn(mapping, model) && !used.has(id)) {
            mapping[model] = id;
        }
    }
    return mapping;
}

/** Models of the index that the endpoint serves. */
export function mappedModels(mapping: Mapping): string[] {
    return Object.keys(mapping).filter((model) => mapping[model] !== "");
}
