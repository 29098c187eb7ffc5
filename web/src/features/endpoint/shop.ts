// Finding models among hundreds: search, filters, order. Pure.
import type { Offer } from "./offers.ts";
import { perMillion } from "./prices.ts";

export const sorts = ["expected", "name", "price", "context"] as const;
export type Sort = (typeof sorts)[number];

/** What a visitor looks for. */
export interface Wish {
    text: string;
    /** Only those of which the index knows more than family and size. */
    known: boolean;
    /** Only those that answered questions here. */
    calibrated: boolean;
    free: boolean;
    openWeights: boolean;
    /** Only those that take pictures. */
    sees: boolean;
    /** "": any. */
    maker: string;
    /** At most, in US dollars per million tokens, in and out together. */
    price: number | undefined;
    /** At least, in tokens. */
    context: number | undefined;
    /** At most, in thousand millions of parameters. */
    size: number | undefined;
    sort: Sort;
}

export const anyModel: Wish = {
    text: "",
    known: false,
    calibrated: false,
    free: false,
    openWeights: false,
    sees: false,
    maker: "",
    price: undefined,
    context: undefined,
    size: undefined,
    sort: "expected",
};

/** How many filters are set. */
export function filtersSet(wish: Wish): number {
    const { text: _text, sort: _sort, ...filters } = wish;
    return Object.values(filters).filter((value) => value !== false && value !== "" && value !== undefined).length;
}

/** The offers that a wish leaves, in its order. */
export function wished(offers: readonly Offer[], wish: Wish): Offer[] {
    const fitting = offers.filter((offer) => fits(offer, wish));
    return found(fitting, wish.text).sort(orders[wish.sort]);
}

function fits(
    offer: Offer,
    { known, calibrated, free, openWeights, sees, maker, price, context, size }: Wish,
): boolean {
    const { evidence } = offer;
    return (
        (!known || evidence === "calibrated" || evidence === "scores" || evidence === "published") &&
        (!calibrated || evidence === "calibrated") &&
        (!free || perMillion(offer.price) === 0) &&
        (!openWeights || offer.openWeights === true) &&
        (!sees || offer.sees) &&
        (maker === "" || offer.maker === maker) &&
        (price === undefined || perMillion(offer.price) <= price) &&
        (context === undefined || (offer.context ?? 0) >= context) &&
        (size === undefined || (offer.parameters ?? Number.POSITIVE_INFINITY) <= size)
    );
}

const names = new Intl.Collator("en", { numeric: true });
const byName = (a: Offer, b: Offer) => names.compare(bare(a.id), bare(b.id));
/** By a figure, the larger first; those without come last. */
const larger = (figure: (offer: Offer) => number | undefined) => (a: Offer, b: Offer) =>
    (figure(b) ?? -1) - (figure(a) ?? -1) || byName(a, b);

const orders: Record<Sort, (a: Offer, b: Offer) => number> = {
    expected: larger(({ expected }) => expected),
    name: byName,
    price: (a, b) => {
        const [first, second] = [perMillion(a.price), perMillion(b.price)];
        return first === second ? byName(a, b) : first - second;
    },
    context: larger(({ context }) => context),
};

/** An id without what stands in front. */
function bare(id: string): string {
    return id.slice(id.lastIndexOf("/") + 1);
}

/**
 * Those that have all the words, in any order and case, with or without hyphens: "llama31 70b" finds
 * "meta-llama/llama-3.1-70b-instruct". Words count where they begin a word or a number; if there is nothing like that,
 * anywhere.
 */
function found(offers: readonly Offer[], text: string): Offer[] {
    const wanted = text.split(/\s+/).map(plain).filter(Boolean);
    const having = (has: (words: Spelling, word: string) => boolean) =>
        offers.filter((offer) => wanted.every((word) => has(spellingOf(offer), word)));
    const first = having((words, word) => words.starts.some((at) => words.text.startsWith(word, at)));
    return first.length > 0 ? first : having((words, word) => words.text.includes(word));
}

/** Letters and digits alone, without case and accents. */
function plain(text: string): string {
    return text
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, "");
}

/** What an offer is found by, as plain text, and where in it words and numbers begin. */
interface Spelling {
    text: string;
    starts: readonly number[];
}

const spellings = new WeakMap<Offer, Spelling>();

function spellingOf(offer: Offer): Spelling {
    const before = spellings.get(offer);
    if (before) {
        return before;
    }
    const starts: number[] = [];
    let text = "";
    for (const part of offer.words.normalize("NFKD").match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []) {
        starts.push(text.length);
        text += plain(part);
    }
    const spelling = { text, starts };
    spellings.set(offer, spelling);
    return spelling;
}
