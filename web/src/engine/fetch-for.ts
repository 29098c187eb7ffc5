// The models that run in this tab and the one that the browser brings along are endpoints like any other, whose wire is
// answered by engine/tab/wire.ts and engine/built-in.ts in the place of a network.
import { builtInBase, tabBase } from "./tab-address.ts";

/** As answers come from an endpoint, from a network or not. */
export const fetchFor = (base: string): typeof fetch =>
    base === tabBase ? fetchInTab : base === builtInBase ? fetchBuiltIn : fetch;

/** The runtime is fetched when the first model is asked for anything. */
const fetchInTab: typeof fetch = async (input, init) => {
    const { answerInTab } = await import("./tab/wire.ts");
    return answerInTab(String(input).slice(tabBase.length), init ?? {});
};

const fetchBuiltIn: typeof fetch = async (input, init) => {
    const { answerBuiltIn } = await import("./built-in.ts");
    return answerBuiltIn(String(input).slice(builtInBase.length), init ?? {});
};
