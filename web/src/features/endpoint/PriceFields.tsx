import type { ModelInfo } from "smacs";
import { NumberField } from "../../ui/NumberField.tsx";
import type { EndpointState } from "./endpoint.ts";
import { poolStrings } from "./pool-strings.ts";
import { priceText } from "./pool-text.ts";
import { knownPrice, priceOf } from "./prices.ts";

interface PriceFieldsProps {
    endpoint: EndpointState;
    id: string;
    /** Its name in the index. */
    model: string | undefined;
    models: readonly ModelInfo[];
}

/** What a model costs and where that is from; what is typed comes first until it is undone. */
export function PriceFields({ endpoint, id, model, models }: PriceFieldsProps) {
    const words = poolStrings;
    const notes = endpoint.notes.value[id] ?? {};
    const { typed } = notes;
    const { id: provider, local } = endpoint.provider.value;
    const price = priceOf({ price: knownPrice(notes, local), model, provider }, models);
    const half = typed !== undefined && price?.basis !== "typed";
    const change = (field: "input" | "output", value: number | undefined) => {
        const before = typed ?? price;
        const input = field === "input" ? value : before?.input;
        const output = field === "output" ? value : before?.output;
        const next = { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
        endpoint.setPrice(id, Object.keys(next).length > 0 ? next : undefined);
    };
    const field = (name: "input" | "output") => (
        <NumberField
            class="figure"
            label={words.fields[name]}
            of={words.of(id)}
            empty={String(price?.[name] ?? words.noPrice)}
            zero
            value={(typed ?? price)?.[name]}
            onChange={(value) => change(name, value)}
        />
    );
    return (
        <div class="pool-price-fields">
            {field("input")}
            {field("output")}
            <p class="hint">
                {half ? words.priceHalf : priceText(price)}{" "}
                {typed && (
                    <button type="button" class="quiet" onClick={() => endpoint.setPrice(id, undefined)}>
                        {words.priceReset}
                        <span class="visually-hidden"> {words.priceResetOf(id)}</span>
                    </button>
                )}
            </p>
        </div>
    );
}
