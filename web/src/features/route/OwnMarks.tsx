import type { Route } from "smacs";
import { useAppState } from "../../app/context.ts";
import { count, plural } from "../../lib/format.ts";
import { ownAmong } from "./own.ts";

const words = {
    own: (n: number) => `${count(n)} of your own marked questions ${plural(n, "is", "are")} among the nearest.`,
    show: "Your marks",
};

/** That the visitor's own marks count here. */
export function OwnMarks({ route }: { route: Route }) {
    const { sheet } = useAppState();
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
                {words.show}
            </button>
        </p>
    );
}
