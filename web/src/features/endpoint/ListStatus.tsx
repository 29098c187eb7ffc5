import { hasNoList } from "../../engine/endpoint.ts";
import type { ModelList } from "./endpoint.ts";
import { failureStrings, failureText } from "./failure-text.ts";
import { setupStrings } from "./strings.ts";

/** What became of fetching the list. */
export function ListStatus({ list }: { list: ModelList }) {
    const words = setupStrings.endpoint;
    return (
        <div role="status">
            {list.state === "ready" && <p class="hint">{words.fetched(list.ids.length)}</p>}
            {list.state === "failed" && (
                <p class="problem">
                    {hasNoList(list.failure) ? words.noList : `${words.fetchFailed}. ${failureText(list.failure)}`}
                    {list.failure.message !== "" && (
                        <span class="said">{failureStrings.said(list.failure.message)}</span>
                    )}
                </p>
            )}
        </div>
    );
}
