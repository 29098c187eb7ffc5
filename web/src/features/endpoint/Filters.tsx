import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import type { Offer } from "./offers.ts";
import { poolStrings } from "./pool-strings.ts";
import { anyModel, filtersSet, type Sort, sorts, type Wish } from "./shop.ts";

interface FiltersProps {
    /** All that can be found. */
    offers: readonly Offer[];
    value: Wish;
    onChange(value: Wish): void;
}

/** US dollars per million tokens, in and out together. */
const prices = [0.5, 1, 3, 10];
/** Tokens. */
const contexts = [32_000, 128_000, 256_000, 1_000_000];
/** Thousand millions of parameters. */
const sizes = [10, 40, 130];

/** Search, order, and the filters, which are folded away until they are wanted. */
export function Filters({ offers, value, onChange }: FiltersProps) {
    const words = poolStrings;
    const set = (changed: Partial<Wish>) => onChange({ ...value, ...changed });
    return (
        <div class="pool-tools">
            <Search value={value.text} onChange={(text) => set({ text })} />
            <Select
                label={words.sort}
                value={value.sort}
                options={sorts.map((sort) => [sort, words.sorts[sort]])}
                onChange={(sort) => set({ sort: sort as Sort })}
            />
            <details class="disclosure pool-filters">
                <summary>{words.filters(filtersSet(value))}</summary>
                <div class="pool-filter-list">
                    <Switches value={value} onChange={set} />
                    <Limits offers={offers} value={value} onChange={set} />
                    {filtersSet(value) > 0 && (
                        <button
                            type="button"
                            class="quiet"
                            onClick={() => onChange({ ...anyModel, text: value.text, sort: value.sort })}
                        >
                            {words.filter.clear}
                        </button>
                    )}
                </div>
            </details>
        </div>
    );
}

interface PartProps {
    value: Wish;
    onChange(changed: Partial<Wish>): void;
}

function Switches({ value, onChange }: PartProps) {
    const words = poolStrings.filter;
    return (
        <div class="pool-switches">
            {(["known", "calibrated", "free", "openWeights", "sees"] as const).map((name) => (
                <label key={name} class="chip">
                    <input
                        type="checkbox"
                        checked={value[name]}
                        onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
                    />
                    {words[name]}
                </label>
            ))}
        </div>
    );
}

function Limits({ offers, value, onChange }: PartProps & Pick<FiltersProps, "offers">) {
    const words = poolStrings.filter;
    const makers = [...new Set(offers.map(({ maker }) => maker).filter(Boolean))].sort((a, b) =>
        a.localeCompare(b, "en"),
    );
    const limit = (name: "price" | "context" | "size", of: readonly number[], say: (figure: number) => string) => (
        <Select
            label={words[name]}
            value={String(value[name] ?? "")}
            options={[["", words.any], ...of.map((figure) => [String(figure), say(figure)] as const)]}
            onChange={(text) => onChange({ [name]: text === "" ? undefined : Number(text) })}
        />
    );
    return (
        <div class="pool-limits">
            <Select
                label={words.maker}
                value={value.maker}
                options={[["", words.any], ...makers.map((maker) => [maker, maker] as const)]}
                onChange={(maker) => onChange({ maker })}
            />
            {limit("price", prices, words.perMillion)}
            {limit("context", contexts, words.tokens)}
            {limit("size", sizes, words.parameters)}
        </div>
    );
}

function Search({ value, onChange }: { value: string; onChange(text: string): void }) {
    return (
        <Field label={poolStrings.search}>
            {(id) => (
                <input
                    id={id}
                    type="search"
                    autocomplete="off"
                    spellcheck={false}
                    placeholder={poolStrings.searchHint}
                    value={value}
                    onInput={(event) => onChange(event.currentTarget.value)}
                />
            )}
        </Field>
    );
}
