import { DataNote } from "./DataNote.tsx";
import { poolStrings } from "./pool-strings.ts";
import { costsText } from "./pool-text.ts";
import { panelCost } from "./presets.ts";
import type { Shopping } from "./shopping.ts";

/** What the page chose for a key that has just come: whom it would ask, and what a question costs. */
export function ReadyPanel({ shopping }: { shopping: Shopping }) {
    const outcome = shopping.outcome.value;
    const words = poolStrings.ready;
    if (outcome?.state !== "chosen" || !outcome.signedIn) {
        return null;
    }
    const { offers } = outcome;
    if (shopping.selected().length !== offers.length) {
        return null; // the visitor went on choosing
    }
    const makers = new Set(offers.map(({ maker }) => maker)).size;
    const [first] = offers;
    return (
        <section class="ready-panel" aria-labelledby="ready-title">
            <h3 id="ready-title">{words.title}</h3>
            <p>
                {words.text(offers.length, makers)} <strong>{costsText(panelCost(offers))}</strong>
            </p>
            <ul>
                {offers.map(({ id, name, maker, price, evidence, expected }) => (
                    <li key={id}>
                        <span>{name ?? id}</span>
                        <span class="hint">
                            {[
                                maker,
                                expected === undefined ? "" : poolStrings.expected(expected),
                                poolStrings.evidence[evidence],
                                price ? words.price(price) : "",
                            ]
                                .filter(Boolean)
                                .join(" · ")}
                        </span>
                    </li>
                ))}
            </ul>
            <p class="hint">{words.costHint}</p>
            {first && <DataNote endpoint={first.endpoint} />}
            <p class="hint">{words.others}</p>
        </section>
    );
}
