import type { ModelCard } from "smacs/builder";
import { useAppState } from "../../app/context.ts";
import { cardOf } from "../../engine/stand-in.ts";

/** What the index in use can judge a model by, of whose id it knows no scores; undefined: nothing. */
export function useCards(): (id: string) => Omit<ModelCard, "name"> | undefined {
    const { loading } = useAppState();
    const info = loading.value.state === "ready" ? loading.value.engine.info : undefined;
    return (id) => info && cardOf(id, info);
}
