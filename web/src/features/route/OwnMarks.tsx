import type { Route } from "smacs";
import { useAppState } from "../../app/context.ts";
import { ownAmong } from "./own.ts";
import { routeStrings } from "./strings.ts";

/** That the visitor's own marks count here. */
export function OwnMarks({ route }: { route: Route }) {
    const { sheet } = useAppState();
    const words = routeStrings.route;
    return (
        <p data-testid="own">
            {words.own(ownAmong(route))}{" "}
            <button
                type="button"
                class="quiet"
                onClick={() => {
                    sheet.value = "marks";
                }}
            >
                {words.showOwn}
            </button>
        </p>
    );
}
