import { useAppState } from "./context.ts";
import { strings } from "./strings.ts";

/** Where everything happens, and whether it does so without a network too. */
export function Footer() {
    const { endpoints, offline, sheet } = useAppState();
    const hasKey = endpoints.list.value.some(({ key }) => key.value !== "");
    const words = strings.footer;
    return (
        <footer class="footer hint">
            <span>{words.where}</span>
            {offline.value === "ready" && <span>{words.offline}</span>}
            {offline.value === "update" && (
                <span>
                    {words.update} {/* The network comes first for pages, so that a reload brings the new one. */}
                    <button type="button" class="quiet" onClick={() => location.reload()}>
                        {words.reload}
                    </button>{" "}
                    {hasKey && words.reloadKeys}
                </span>
            )}
            <button
                type="button"
                class="quiet"
                onClick={() => {
                    sheet.value = "help";
                }}
            >
                {words.help}
            </button>
            <a href="./licences.txt">{words.licences}</a>
        </footer>
    );
}
