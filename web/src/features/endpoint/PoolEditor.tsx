import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ModelInfo } from "smacs";
import { useAppState } from "../../app/context.ts";
import { cardOf, type Judge } from "../../engine/stand-in.ts";
import type { EndpointState } from "./endpoint.ts";
import { PoolRow } from "./PoolRow.tsx";
import { PoolSummary } from "./PoolSummary.tsx";
import { setupStrings } from "./strings.ts";
import { testText } from "./TestResult.tsx";

/** From so many on there is a search. */
const searchable = 16;
/** Services list hundreds; more rows than these nobody reads. */
const mostRows = 60;

/** The endpoint's models, a row for each, those in the pool first. */
export function PoolEditor({ endpoint, models }: { endpoint: EndpointState; models: readonly ModelInfo[] }) {
    const words = setupStrings.pool;
    const { loading } = useAppState();
    const info = loading.value.state === "ready" ? loading.value.engine.info : undefined;
    const judge: Judge = (id) => info && cardOf(id, info, endpoint.notes.value[id]?.scores);
    const search = useSignal("");
    const ids = endpoint.ids.value;
    const known = endpoint.known.value;
    const wanted = search.value.trim().toLowerCase();
    const hits = ids.filter((id) => `${id}\n${known.get(id) ?? ""}`.toLowerCase().includes(wanted));
    const shown = hits.slice(0, mostRows);
    const outcomes = endpoint.tests.outcomes.value;
    const hint = known.size === 0 ? words.none : endpoint.list.value.state === "ready" ? words.hint : words.remembered;
    return (
        <section class="pool" aria-labelledby="pool-title">
            <h3 id="pool-title">{words.title}</h3>
            <p class="hint">{hint}</p>
            <PoolSummary endpoint={endpoint} models={models} judge={judge} />
            {ids.length >= searchable && (
                <SearchField
                    value={search.value}
                    onChange={(text) => {
                        search.value = text;
                    }}
                />
            )}
            <Tests endpoint={endpoint} />
            <div class="pool-head" aria-hidden="true">
                {Object.values(words.columns).map((column) => (
                    <span key={column}>{column}</span>
                ))}
            </div>
            <ul class="pool-rows">
                {shown.map((id) => (
                    <PoolRow
                        key={id}
                        endpoint={endpoint}
                        id={id}
                        models={models}
                        judge={judge}
                        outcome={outcomes.get(id)}
                    />
                ))}
            </ul>
            <p class="hint" role="status">
                {hits.length === 0 ? words.noHit : hits.length > mostRows ? words.shown(mostRows, hits.length) : ""}
            </p>
        </section>
    );
}

function SearchField({ value, onChange }: { value: string; onChange(text: string): void }) {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{setupStrings.pool.search}</label>
            <input
                id={id}
                type="search"
                autocomplete="off"
                spellcheck={false}
                value={value}
                onInput={(event) => onChange(event.currentTarget.value)}
            />
        </div>
    );
}

/** Tries out all ticked models in turn, and says how far that is and what came last. */
function Tests({ endpoint }: { endpoint: EndpointState }) {
    const words = setupStrings.pool;
    const { tests } = endpoint;
    const ticked = endpoint.ids.value.filter(endpoint.isAsked);
    const ended = [...tests.outcomes.value].filter(([, { state }]) => state === "passed" || state === "failed");
    const last = ended.at(-1);
    const busy = tests.busy.value;
    return (
        <div class="pool-tests">
            <button
                type="button"
                aria-disabled={!busy && ticked.length === 0}
                onClick={() => (busy ? tests.stop() : void tests.test(ticked))}
            >
                {busy ? words.stopTests : words.testAll(ticked.length)}
            </button>
            {busy && <span class="hint number">{words.tested(ended.length, tests.outcomes.value.size)}</span>}
            <span class="visually-hidden" role="status">
                {last && `${last[0]}: ${testText(last[1])}`}
            </span>
        </div>
    );
}
