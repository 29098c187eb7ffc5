import type { EndpointsState } from "../features/endpoint/endpoints.ts";
import { useAppState } from "./context.ts";
import { strings } from "./strings.ts";

/** Whether a key is there, which may be in the page's memory only. */
export function hasKeyIn({ list }: EndpointsState): boolean {
    return list.value.some(({ key }) => key.value !== "");
}

/** Why to load the page again, how, and what is lost by it. */
export function Reload({ why }: { why: string }) {
    const { endpoints } = useAppState();
    const words = strings.footer;
    return (
        <span>
            {why}{" "}
            <button type="button" class="quiet" onClick={() => location.reload()}>
                {words.reload}
            </button>{" "}
            {hasKeyIn(endpoints) && words.reloadKeys}
        </span>
    );
}

/** That a newer build is there. The network comes first for pages, so that a reload brings it. */
export function NewerPage() {
    const { offline } = useAppState();
    return offline.value === "update" ? (
        <p class="notice" role="status">
            <Reload why={strings.footer.update} />
        </p>
    ) : null;
}
