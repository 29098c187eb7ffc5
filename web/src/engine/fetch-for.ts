// The models that run in this tab are an endpoint like any other, whose wire is answered by engine/tab/wire.ts in the
// place of a network.
import { tabBase } from "./tab-address.ts";

/** As answers come from an endpoint, from a network or not. */
export const fetchFor = (base: string): typeof fetch => (base === tabBase ? fetchInTab : fetch);

/** The runtime is fetched when the first model is asked for anything. */
const fetchInTab: typeof fetch = async (input, init) => {
    const { answerInTab } = await import("./tab/wire.ts");
    return answerInTab(String(input).slice(tabBase.length), init ?? {});
};
