// The catalog of the page's words. Each file of words holds the English ones, which are also the type, and hands them
// out through `words`, in the language of the page.
import * as format from "./format.ts";
import { pack } from "./language.ts";

/** What words may need to write numbers, dates and lists. */
export type Format = typeof format;

/** The same words in another language. */
export type Words<T> = T extends string
    ? string
    : T extends (...given: infer Given) => infer Said
      ? (...given: Given) => Words<Said>
      : { [Key in keyof T]: Words<T[Key]> };

/**
 * A file of words in another language. It gets the format, as it may import only types: what it imported would wait for
 * the language, and the language waits for it.
 */
export type Translation<T> = (format: Format) => Words<T>;

/** In the language of the page; `name` is that of the file in the catalog (languages/catalog.ts). */
export function words<T>(name: string, english: T): T {
    return filled(english, pack?.[name]?.(format));
}

/** A text that is not translated stays English. */
function filled<T>(english: T, other: unknown): T {
    return isGroup(english) && isGroup(other)
        ? (Object.fromEntries(Object.entries(english).map(([key, text]) => [key, filled(text, other[key])])) as T)
        : ((other ?? english) as T);
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
