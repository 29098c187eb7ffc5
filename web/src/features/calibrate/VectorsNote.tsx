import { useAppState } from "../../app/context.ts";
import { indexStrings } from "../index/strings.ts";
import { calibrateStrings } from "./strings.ts";

/** Where a model outside made the vectors of the index: who gets the texts of the questions too. */
export function VectorsNote() {
    const { vectors, endpoints } = useAppState();
    const model = vectors.value?.model.value;
    const service = vectors.value?.service.value;
    if (!model) {
        return null;
    }
    return service ? (
        <p class="hint">{calibrateStrings.vectors(endpoints.label(service))}</p>
    ) : (
        <p class="notice">{indexStrings.problem.outside(model.name)}</p>
    );
}
