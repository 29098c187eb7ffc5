import type { Engine } from "../../engine/core.ts";
import { count, day, megabytes, month, percent } from "../../lib/format.ts";
import { NewerIndex } from "./NewerIndex.tsx";
import type { IndexState } from "./state.ts";
import type { KeptIndex } from "./store.ts";
import { indexStrings } from "./strings.ts";

/** What decides now. */
export function InUse({ indexes, engine }: { indexes: IndexState; engine: Engine }) {
    const words = indexStrings.used;
    const { info } = engine;
    const kept = indexes.kept.value?.find(({ id }) => id === indexes.current.value);
    const host = kept?.address === undefined ? undefined : new URL(kept.address).host;
    const facts: [string, string][] = [
        [words.questions, count(info.questions)],
        [words.models, count(info.models.length)],
        [words.coverage, words.percent(percent(info.cells / (info.questions * info.models.length)))],
        [words.size, megabytes(kept?.size ?? __ASSET_SIZES__.index)],
        ...(host === undefined ? [] : [[words.host, host] as [string, string]]),
        ...(info.dates?.to ? [[words.evidence, month(info.dates.to)] as [string, string]] : []),
        ...(info.dates?.made ? [[words.made, day(info.dates.made)] as [string, string]] : []),
        [words.texts, info.has_text ? words.textsKept : words.textsNot],
        [words.embedder, info.embedder.name],
        [words.digest, info.digest.slice(0, 8)],
    ];
    return (
        <section class="index-part" aria-labelledby="index-used">
            <h3 id="index-used" tabIndex={-1}>
                {words.title}: <span data-testid="index-name">{kept?.name ?? words.packaged}</span>
            </h3>
            <p class="hint">{kept ? whenOf(kept) : words.packagedWhen}</p>
            <NewerIndex />
            {host !== undefined && <p class="hint">{words.hostSees(host)}</p>}
            <dl class="index-facts">
                {facts.map(([term, value]) => (
                    <div key={term}>
                        <dt>{term}</dt>
                        <dd class="number">{value}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}

/** When and how it came here. */
export function whenOf({ origin, savedAt }: KeptIndex): string {
    return indexStrings.used.when[origin](day(new Date(savedAt).toISOString()));
}
