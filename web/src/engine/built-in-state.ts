// Whether the browser brings a model of its own along (LanguageModel, the Prompt API), and how that one stands.

/** As the browser says it; "absent": it has no such thing. */
export type BuiltInState = "absent" | "unavailable" | "downloadable" | "downloading" | "available";

/** Whether this browser knows such models at all, on this machine or not. */
export const hasBuiltIn = () => "LanguageModel" in globalThis;

/** How its model stands. */
export async function builtInState(): Promise<BuiltInState> {
    const { LanguageModel } = globalThis as { LanguageModel?: { availability(): Promise<BuiltInState> } };
    return (await LanguageModel?.availability()) ?? "absent";
}
