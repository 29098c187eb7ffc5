import type { Route } from "smacs";
import { routeStrings } from "./strings.ts";

/** Whether a question of a conversation was routed by its own words, or with those `asked` before it. */
export function ThreadHint({ route, asked }: { route: Route; asked: number }) {
    const words = routeStrings.route.thread;
    return asked > 0 && route.mode !== "paper" ? (
        <p class="hint">{route.earlier > 0 ? words.together : words.alone}</p>
    ) : null;
}
