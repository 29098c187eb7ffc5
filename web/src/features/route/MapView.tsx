import type { Route } from "smacs";
import { useAppState } from "../../app/context.ts";
import { QuestionMap } from "../map/QuestionMap.tsx";
import { namesOf } from "./evidence.ts";

/** Where the question lies among those of the index. */
export function MapView({ route }: { route: Route }) {
    const { asked, loading } = useAppState();
    return loading.value.state === "ready" ? (
        <QuestionMap
            engine={loading.value.engine}
            route={route}
            likely={asked.value.flatMap(({ told }) => told?.model ?? [])}
            namesOf={namesOf}
        />
    ) : null;
}
