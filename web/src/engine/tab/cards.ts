// Which models can run in the tab, and where their weights are: beside the page (models/list.json, which `make demo`
// and whoever hosts the page may fill), at a public address, or in a file of the visitor's.
import cardsUrl from "@assets/tab-models.json?url";
import { isRecord, isString } from "../../lib/storage.ts";

/** What is known of a file of weights before it is there. */
export interface Card {
    /** Stable, for what is stored. */
    id: string;
    name: string;
    maker?: string;
    licence?: string;
    /** How the weights are coded, as llama.cpp calls it. */
    coding?: string;
    bytes: number;
    /** The file comes, and is checked and kept, in pieces of so many bytes. */
    piece_bytes: number;
    /** SHA-256 of each piece, in hexadecimal; none: nobody has said what the file has to be. */
    pieces: readonly string[];
    /** The longest conversation that it was trained for, in tokens. */
    context: number;
    /** Memory that a token of a conversation takes, in bytes. */
    cache: number;
    /** Jinja, for a model that has none of its own. */
    chat_template?: string;
    /** What ends an answer, where the model does not end it by itself. */
    stop?: readonly string[];
}

/** A model, and where its weights come from. */
export interface TabModel extends Card {
    /** The address of the file; undefined: it was opened from a file, and can be had again in no other way. */
    source: string | undefined;
    /** Whether that is beside the page. */
    beside: boolean;
}

interface ListedCard extends Card {
    file: string;
    address?: string;
}

/** Where a host keeps weights beside the page. */
const folder = "models/";

/** All that can be had, those beside the page first. Throws what fetch throws when not even the cards can be read. */
export async function loadModels(signal: AbortSignal): Promise<TabModel[]> {
    const page = new URL(folder, document.baseURI);
    const [cards, beside] = await Promise.all([
        readList(new URL(cardsUrl, document.baseURI), signal),
        // A host without such a list has no weights.
        readList(new URL("list.json", page), signal).catch(() => []),
    ]);
    const known = new Map(cards.map((card) => [card.id, card]));
    const here = beside.flatMap((entry) => {
        const card = { ...known.get(String(entry.id)), ...entry };
        return isCard(card) ? [{ ...card, source: new URL(card.file, page).href, beside: true }] : [];
    });
    const taken = new Set(here.map(({ id }) => id));
    const elsewhere = cards.flatMap((card) =>
        isCard(card) && isString(card.address) && !taken.has(card.id)
            ? [{ ...card, source: card.address, beside: false }]
            : [],
    );
    return [...here, ...elsewhere];
}

async function readList(address: URL, signal: AbortSignal): Promise<Record<string, unknown>[]> {
    const response = await fetch(address, { signal });
    const list: unknown = response.ok ? await response.json() : undefined;
    return isRecord(list) && Array.isArray(list.models) ? list.models.filter(isRecord) : [];
}

/** As it was kept with the weights. */
export function keptModel(description: unknown): TabModel | undefined {
    if (!isRecord(description) || !isCard({ ...description, file: "" })) {
        return undefined;
    }
    const { source, ...card } = description as Record<string, unknown> & Card;
    return { ...card, source: isString(source) ? source : undefined, beside: false };
}

/** Whoever hosts the page may have written it by hand. */
function isCard(card: Record<string, unknown>): card is Record<string, unknown> & ListedCard {
    const { id, name, file, bytes, piece_bytes: piece, pieces, context, cache } = card;
    const counts = [bytes, piece, context, cache];
    return (
        [id, name, file].every(isString) &&
        counts.every((count) => Number.isSafeInteger(count) && Number(count) > 0) &&
        Array.isArray(pieces) &&
        pieces.every(isString) &&
        (pieces.length === 0 || pieces.length === Math.ceil(Number(bytes) / Number(piece)))
    );
}

/** A file of the visitor's own. What it needs is not known before it is opened: small models need no more. */
export function cardOfFile({ name, size }: { name: string; size: number }): TabModel {
    const plain = name.replace(/\.gguf$/i, "");
    return {
        id: `file-${plain}-${size}`,
        name: plain,
        bytes: size,
        piece_bytes: pieceBytes,
        pieces: [],
        context: 4096,
        cache: 32768,
        source: undefined,
        beside: false,
    };
}

/** Large enough to be few, small enough that one more costs little. */
const pieceBytes = 16 * 1024 * 1024;

/** Tokens of question, references and answer together. Longer ones cost memory that small machines do not have. */
export const contextOf = ({ context }: Card): number => Math.min(context, 4096);

/**
 * Memory that the model takes while it is loaded, in bytes: weights, conversation, and what the runtime needs
 * beside.
 */
export function memoryOf(card: Card): number {
    const runtime = 80 * 1024 * 1024;
    return Math.round(card.bytes * 1.05) + contextOf(card) * card.cache + runtime;
}
