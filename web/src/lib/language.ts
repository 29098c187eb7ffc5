// The language of the page. Everything that holds words or writes numbers is evaluated after this file, which waits for
// the words of the chosen language. English is in the files that use it and waits for nothing.
import { webStore } from "./storage.ts";

/** By their tags; each is named in itself. All but English have a folder in src/languages. */
export const languages = {
    en: { name: "English", dir: "ltr" },
    de: { name: "Deutsch", dir: "ltr" },
} as const;
export type Language = keyof typeof languages;

const key = "smacs.language";
const store = webStore(() => localStorage);

export const isLanguage = (value: unknown): value is Language =>
    typeof value === "string" && Object.hasOwn(languages, value);

/** The first of the wished languages that there is: "de-AT" wishes for "de". */
export function firstOf(wished: readonly string[]): Language {
    return wished.map((tag) => tag.split("-", 1)[0]?.toLowerCase()).find(isLanguage) ?? "en";
}

/** What the visitor chose here, else what the browser asks for. */
export function wantedLanguage(): Language {
    return store.read(key, isLanguage) ?? firstOf(globalThis.navigator?.languages ?? []);
}

/** From the next time the page is loaded. */
export const keepLanguage = (value: Language) => store.write(key, value);

/** The words of a language: for each file of words, what makes them from the format (words.ts). */
export type Pack = Readonly<Record<string, (format: unknown) => unknown>>;

const packs = import.meta.glob<Pack>("../languages/*/index.ts", { import: "default" });
const wanted = wantedLanguage();

/** The words of the page's language; none in English, nor if they could not be loaded: then the page is in English. */
export const pack: Pack | undefined = await packs[`../languages/${wanted}/index.ts`]?.().catch(() => undefined);
export const language: Language = pack ? wanted : "en";
