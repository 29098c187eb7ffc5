// What is read of a trace beside the core.
import type { ChatMessage, CheckResult, RunRequest, RunTrace } from "smacs";
import type { PoolModel } from "../endpoint/endpoints.ts";

/** What a call was sent. */
export function messagesOf({ steps }: Pick<RunTrace, "steps">, number: number): ChatMessage[] {
    for (const { actions } of steps) {
        for (const action of actions) {
            if (action.type === "call" && action.call === number) {
                return action.messages;
            }
        }
    }
    return [];
}

/** What came out of a check. */
export function checkedIn({ steps }: Pick<RunTrace, "steps">, number: number): readonly CheckResult[] {
    for (const { event } of steps) {
        if (event.type === "checked" && event.id === number) {
            return event.results;
        }
    }
    return [];
}

/** A member as people know it: the index's name of it, else the endpoint's. */
export function memberName(request: RunRequest, poolModel: PoolModel | undefined, member: string): string {
    const { model, served } = poolModel ?? {};
    return model ?? served ?? request.pool.find(({ id }) => id === member)?.model ?? member;
}
