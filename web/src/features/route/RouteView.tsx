import type { Route } from "smacs";
import { useAppState } from "../../app/context.ts";
import { count, duration, month, percent } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { NewerIndex } from "../index/NewerIndex.tsx";
import { EvidenceView } from "./EvidenceView.tsx";
import { ModelTable } from "./ModelTable.tsx";
import { ownAmong } from "./own.ts";
import { PanelChart } from "./PanelChart.tsx";
import type { Ceiling, Routed } from "./routing.ts";
import { firstAgainstFigures, nearnessOf, sourceOf } from "./source.ts";
import { routeStrings } from "./strings.ts";
import { ThreadHint } from "./ThreadHint.tsx";
import { MapView, NearbyNote, OwnMarks, VectorNote } from "./tables.ts";

/** The panel for the question, and why. */
export function RouteView() {
    const { routed, vectors, nearby, question } = useAppState();
    const words = routeStrings.route;
    const { value } = routed;
    const isFetched = vectors.value?.model.value !== undefined || nearby.value !== undefined;
    const waits = isFetched && !value && question.value.trim() !== "";
    return (
        <section class="route" aria-labelledby="route-title">
            <h2 id="route-title">{words.title}</h2>
            {value?.ok ? <Panel route={value.route} ms={value.ms} /> : !waits && <Nobody routed={value} />}
            {vectors.value && <VectorNote />}
            {nearby.value && <NearbyNote />}
            <OtherIndex />
            <NewerIndex />
            {value?.ok && <Behind route={value.route} />}
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

function Nobody({ routed }: { routed: Routed | undefined }) {
    const words = routeStrings.route;
    if (!routed || routed.ok) {
        return <p class="muted">{words.waiting}</p>;
    }
    const reason = routed.error instanceof Error ? routed.error.message : String(routed.error);
    return (
        <p class="problem" role="alert">
            {words.failed}: <span lang="en">{reason}</span>
        </p>
    );
}

/** Who would be asked, and how good they are together. */
function Panel({ route, ms }: { route: Route; ms: number }) {
    const { asked, ceiling, earlierQuestions } = useAppState();
    const words = routeStrings.route;
    const share = ceiling.value;
    return (
        <>
            <p class="muted">
                <Basis route={route} />{" "}
                <span class="number" data-testid="route-time">
                    {words.time(duration(ms))}
                </span>
            </p>
            <ThreadHint route={route} asked={earlierQuestions.value.length} />
            {ownAmong(route) > 0 && <OwnMarks route={route} />}
            {asked.value.length > 0 && <PanelChart asked={asked.value} mode={route.mode} />}
            {route.mode === "paper" && route.filled < 0.5 && (
                <p class="notice">{words.misses(percent(1 - route.filled))}</p>
            )}
            <OrderHint />
            {share && <p data-testid="ceiling">{ceilingWords(share)}</p>}
        </>
    );
}

/** Never as certain. */
function ceilingWords({ share, error }: Ceiling): string {
    const inHundred = Math.min(99, Math.max(1, Math.round(100 * share)));
    return routeStrings.route.ceiling(count(inHundred), count(Math.max(1, Math.round(100 * error))));
}

/** What the order is based on, and whom it was chosen from. */
function Basis({ route }: { route: Route }) {
    const { asked, endpoints, loading } = useAppState();
    const words = routeStrings.route;
    const dates = loading.value.state === "ready" ? loading.value.engine.info.dates : undefined;
    const pool = endpoints.pool.value;
    if (asked.value.length > 0 && asked.value.every(({ told }) => sourceOf(told) === "none")) {
        return <>{words.unknownOnly(asked.value.length)}</>;
    }
    const chosen = pool.length > 0 ? words.restricted(endpoints.count.value) : words.unrestricted;
    return (
        <>
            {words.basis[nearnessOf(route)](count(route.neighbour_count), count(route.questions))}{" "}
            {dates?.to && words.date(month(dates.to))} {chosen}
        </>
    );
}

/** Why a model is asked first that has not the largest figure. */
function OrderHint() {
    const { asked, options } = useAppState();
    const words = routeStrings.route.order;
    const first = firstAgainstFigures(asked.value);
    if (first === undefined) {
        return null;
    }
    const { quality, coverage } = options.value;
    return <p class="hint">{(quality < 1 ? words.cost : coverage ? words.coverage : words.ability)(first)}</p>;
}

/** Where the figures come from; nothing where none are shown. */
function Behind({ route }: { route: Route }) {
    const { asked, nearby } = useAppState();
    if (asked.value.every(({ told }) => sourceOf(told) === "none")) {
        return null;
    }
    return (
        <>
            <ModelTable route={route} asked={asked.value} />
            {nearnessOf(route) !== "none" && <EvidenceView route={route} />}
            {/* An index in shards has none. */}
            {!nearby.value && (
                <Disclosure summary={routeStrings.evidence.map}>
                    <MapView route={route} />
                </Disclosure>
            )}
        </>
    );
}
