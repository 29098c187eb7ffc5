import type { Failure } from "smacs/wire";
import type { ModelList } from "./endpoint.ts";
import { failureStrings } from "./failure-strings.ts";
import { failureText } from "./failure-text.ts";
import { sheetStrings } from "./sheet-strings.ts";

/** What became of fetching the list. */
export function ListStatus({ list }: { list: ModelList }) {
    const words = sheetStrings.endpoint;
    return (
        <div role="status" id="list-status">
            {list.state === "ready" && <p class="hint">{words.fetched(list.ids.length)}</p>}
            {list.state === "failed" && (
                <p class="problem">
                    {hasNoList(list.failure)
                        ? sheetStrings.noList
                        : `${words.fetchFailed}. ${failureText(list.failure)}`}
                    {list.failure.message !== "" && (
                        <span class="said">{failureStrings.said(list.failure.message)}</span>
                    )}
                </p>
            )}
        </div>
    );
}

/** Whether the endpoint answers but has no list of models at this address. It may serve models all the same. */
function hasNoList({ kind, status = 0 }: Failure): boolean {
    return kind === "bad-response" || [404, 405, 501].includes(status);
}
