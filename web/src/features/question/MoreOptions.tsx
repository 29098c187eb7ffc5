import { useAppState } from "../../app/context.ts";
import { RunForm } from "../run/RunForm.tsx";
import { Knob } from "./Knob.tsx";

/** Everything about how to ask that few people need to touch. */
export function MoreOptions() {
    const { options, endpoints, loading } = useAppState();
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    const pool = endpoints.pool.value;
    return (
        <>
            <Knob />
            <RunForm
                value={options.value}
                pool={pool}
                prompt={engine?.prompt ?? ""}
                statePrompt={engine?.statePrompt ?? ""}
                onChange={(value) => {
                    options.value = value;
                }}
            />
        </>
    );
}
