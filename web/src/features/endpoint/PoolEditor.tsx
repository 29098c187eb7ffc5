import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ModelInfo } from "smacs";
import { useAppState } from "../../app/context.ts";
import { EvidenceMark } from "./EvidenceMark.tsx";
import type { EndpointState } from "./endpoint.ts";
import { Filters } from "./Filters.tsx";
import type { Offer } from "./offers.ts";
import { PoolRow } from "./PoolRow.tsx";
import { PoolTests } from "./PoolTests.tsx";
import { poolStrings } from "./pool-strings.ts";
import { anyModel, wished } from "./shop.ts";
import type { Shopping } from "./shopping.ts";

/** From so many on there is a search. */
const searchable = 16;
/** Rows made at a time: more follow as the list is scrolled. */
const step = 40;
/** The core compares so many for a question. */
const mostCompared = 256;

interface PoolEditorProps {
    endpoint: EndpointState;
    models: readonly ModelInfo[];
    shopping: Shopping;
}

/** The endpoint's models, a line for each, to search, filter, sort and select. */
export function PoolEditor({ endpoint, models, shopping }: PoolEditorProps) {
    const words = poolStrings;
    const wish = useSignal(anyModel);
    const limit = useSignal(step);
    const offers = useComputed(() => shopping.offers(endpoint));
    const hits = useComputed(() => wished(offers.value, wish.value));
    const { state } = endpoint.list.value;
    const hint = endpoint.known.value.size === 0 ? words.none : state === "idle" ? words.remembered : words.hint;
    return (
        <section class="pool" aria-labelledby="pool-title">
            <h3 id="pool-title">{words.title}</h3>
            <p class="hint">
                {hint}{" "}
                {state === "idle" && (
                    <button type="button" class="quiet" onClick={() => void endpoint.fetchModels(shopping.meanings)}>
                        {words.fetchList}
                    </button>
                )}
            </p>
            {offers.value.length >= searchable && (
                <Filters
                    offers={offers.value}
                    value={wish.value}
                    onChange={(value) => {
                        wish.value = value;
                        limit.value = step;
                    }}
                />
            )}
            <PoolBar endpoint={endpoint} hits={hits.value} all={offers.value.length} />
            <Legend />
            <Rows
                offers={hits.value}
                limit={limit.value}
                models={models}
                onMore={() => {
                    limit.value += step;
                }}
            />
        </section>
    );
}

/** What "expected" means, and the marks before the words. */
function Legend() {
    const words = poolStrings;
    return (
        <p class="hint">
            {words.expectedHint}
            {(["scores", "published", "family"] as const).map((evidence, at) => (
                <span key={evidence}>
                    {at === 0 ? " " : ", "}
                    <EvidenceMark evidence={evidence} /> {words.expectedBy[evidence]}
                </span>
            ))}
            .
        </p>
    );
}

interface PoolBarProps {
    endpoint: EndpointState;
    /** Those that the search and the filters leave. */
    hits: readonly Offer[];
    /** How many there are. */
    all: number;
}

/** How many are found and selected, and what can be done with all of them. */
function PoolBar({ endpoint, hits, all }: PoolBarProps) {
    const words = poolStrings;
    const asked = useComputed(() => endpoint.ids.value.filter(endpoint.isAsked));
    const some = asked.value.length;
    return (
        <>
            <div class="pool-bar">
                <p role="status">
                    {hits.length === 0 ? words.noHit : words.found(hits.length, all)}{" "}
                    <strong>{words.selected(some)}</strong>
                </p>
                <button
                    type="button"
                    class="quiet"
                    aria-disabled={hits.length === 0}
                    onClick={() =>
                        endpoint.setAllAsked(
                            hits.map(({ id }) => id),
                            true,
                        )
                    }
                >
                    {words.selectShown(hits.length)}
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-disabled={some === 0}
                    onClick={() => endpoint.setAllAsked(asked.value, false)}
                >
                    {words.clear}
                </button>
                <PoolTests endpoint={endpoint} />
                <CalibrateUnknown endpoint={endpoint} />
            </div>
            {some > mostCompared && <p class="notice">{words.tooMany(mostCompared)}</p>}
        </>
    );
}

/** The way for several of which nothing is known; of a single one it stands with its details. */
function CalibrateUnknown({ endpoint }: Pick<PoolBarProps, "endpoint">) {
    const { endpoints, openCalibration } = useAppState();
    const unknown = endpoints.pool.value.filter((one) => one.endpoint === endpoint && one.model === undefined);
    return unknown.length < 2 ? null : (
        <button type="button" class="quiet" onClick={() => void openCalibration()}>
            {poolStrings.calibrateUnknown(unknown.length)}
        </button>
    );
}

interface RowsProps {
    offers: readonly Offer[];
    /** How many of them are made. */
    limit: number;
    models: readonly ModelInfo[];
    onMore(): void;
}

function Rows({ offers, limit, models, onMore }: RowsProps) {
    const list = useRef<HTMLUListElement>(null);
    const rest = offers.length - limit;
    return (
        <div>
            <PoolHead />
            <ul class="pool-rows" ref={list} onKeyDown={(event) => stepThrough(event, list.current, onMore)}>
                {offers.slice(0, limit).map((offer) => (
                    <PoolRow key={offer.id} offer={offer} models={models} />
                ))}
            </ul>
            {rest > 0 && <More count={Math.min(rest, step)} onMore={onMore} />}
        </div>
    );
}

/** Heads of the columns; each row says the same to those who do not see them. */
function PoolHead() {
    return (
        <div class="pool-head" aria-hidden="true">
            {Object.values(poolStrings.columns).map((column) => (
                <span key={column}>{column}</span>
            ))}
        </div>
    );
}

/** Makes more rows when it comes near, or is pressed. */
function More({ count, onMore }: { count: number; onMore(): void }) {
    const button = useRef<HTMLButtonElement>(null);
    const more = useRef(onMore);
    more.current = onMore;
    useEffect(() => {
        const watcher = new IntersectionObserver(
            (entries) => {
                if (entries.some(({ isIntersecting }) => isIntersecting)) {
                    more.current();
                }
            },
            { rootMargin: "600px" },
        );
        if (button.current) {
            watcher.observe(button.current);
        }
        return () => watcher.disconnect();
    });
    return (
        <button type="button" ref={button} onClick={onMore}>
            {poolStrings.more(count)}
        </button>
    );
}

/** The arrow keys go from box to box. */
function stepThrough(event: KeyboardEvent, list: HTMLUListElement | null, onMore: () => void): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const boxes = [...(list?.querySelectorAll<HTMLInputElement>(".pool-name > input") ?? [])];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    if (by === undefined || at < 0) {
        return;
    }
    event.preventDefault();
    boxes[at + by]?.focus();
    if (at + by >= boxes.length - 2) {
        onMore();
    }
}
