import { useAppState } from "../../app/context.ts";
import { dollars } from "../../lib/format.ts";
import { poolStrings } from "./pool-strings.ts";
import { costsText } from "./pool-text.ts";
import { cheap, panelCost, presets } from "./presets.ts";
import type { Outcome, Shopping } from "./shopping.ts";

/** Ready choices among the models of all endpoints, and what became of the last one. */
export function Presets({ shopping }: { shopping: Shopping }) {
    const { endpoints } = useAppState();
    const words = poolStrings.presets;
    const selected = shopping.selected().length;
    const mine = endpoints.mine.value.length;
    return (
        <div class="presets">
            <fieldset class="preset-list">
                <legend class="visually-hidden">{words.title}</legend>
                {presets.map((preset) => (
                    <button
                        key={preset}
                        type="button"
                        title={words.hints[preset](dollars(cheap))}
                        onClick={() => shopping.choose(preset)}
                    >
                        {preset === "mine" ? words.mine(mine) : words.names[preset]}
                    </button>
                ))}
            </fieldset>
            <div role="status" class="preset-outcome">
                {shopping.outcome.value && <Told outcome={shopping.outcome.value} shopping={shopping} />}
            </div>
            {selected > 0 && (
                <button type="button" class="quiet" onClick={shopping.save}>
                    {words.save(selected)}
                </button>
            )}
        </div>
    );
}

/** More names than these nobody reads. */
const named = 7;

function Told({ outcome, shopping }: { outcome: Outcome; shopping: Shopping }) {
    const words = poolStrings.presets;
    if (outcome.state !== "chosen") {
        return (
            <p class="hint">
                {outcome.state === "empty" ? words.empty[outcome.empty](dollars(cheap)) : words[outcome.state]}
            </p>
        );
    }
    const { offers } = outcome;
    const makers = new Set(offers.map(({ maker }) => maker).filter(Boolean)).size;
    const told = offers.map(({ name, id }) => name ?? id);
    return (
        <p class="hint">
            {offers.length > named
                ? words.chosenMany(offers.length)
                : `${words.chosen(told, makers)} ${costsText(panelCost(offers))}`}{" "}
            <button type="button" class="quiet" onClick={shopping.undo}>
                {words.undo}
            </button>
        </p>
    );
}
