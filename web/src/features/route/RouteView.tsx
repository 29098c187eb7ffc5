import type { Route } from "smacs";
import { useAppState } from "../../app/context.ts";
import { count, duration } from "../../lib/format.ts";
import { EvidenceView } from "./EvidenceView.tsx";
import { ModelTable } from "./ModelTable.tsx";
import { PanelChart } from "./PanelChart.tsx";
import type { Routed } from "./routing.ts";
import { routeStrings } from "./strings.ts";

/** The panel for the question, and why. */
export function RouteView() {
    const { routed, endpoints } = useAppState();
    const words = routeStrings.route;
    return (
        <section class="route" aria-labelledby="route-title">
            <h2 id="route-title">{words.title}</h2>
            <Summary
                routed={routed.value}
                mapped={endpoints.mapped.value.length}
                ready={endpoints.ready.value.length > 0}
            />
            <OtherIndex />
            {routed.value?.ok && <PanelChart route={routed.value.route} />}
            {routed.value?.ok && <Details route={routed.value.route} />}
        </section>
    );
}

/** That another index than the page's own decides, or was to. */
function OtherIndex() {
    const { indexes, sheet } = useAppState();
    const words = routeStrings.route;
    const failed = indexes.problem.value?.doing === "start";
    if (indexes.current.value === undefined && !failed) {
        return null;
    }
    return (
        <p class={failed ? "problem" : "hint"}>
            {failed ? words.indexFailed : words.otherIndex}{" "}
            <button
                type="button"
                class="quiet"
                onClick={() => {
                    sheet.value = "index";
                }}
            >
                {words.showIndex}
            </button>
        </p>
    );
}

function Details({ route }: { route: Route }) {
    return (
        <>
            <ModelTable route={route} />
            <EvidenceView route={route} />
        </>
    );
}

function Summary({ routed, mapped, ready }: { routed: Routed | undefined; mapped: number; ready: boolean }) {
    const words = routeStrings.route;
    if (!routed) {
        return <p class="muted">{words.waiting}</p>;
    }
    if (!routed.ok) {
        const reason = routed.error instanceof Error ? routed.error.message : String(routed.error);
        return (
            <p class="problem" role="alert">
                {words.failed}: {reason}
            </p>
        );
    }
    const { route, ms } = routed;
    return (
        <p class="muted">
            {words.summary(count(route.neighbour_count), count(route.questions))}{" "}
            {(route.closeness ?? 1) < 0.5 && `${words.far} `}
            {routed.restricted ? words.restricted(mapped) : ready ? words.othersOnly : words.unrestricted}{" "}
            <span class="number" data-testid="route-time">
                {words.time(duration(ms))}
            </span>
        </p>
    );
}
