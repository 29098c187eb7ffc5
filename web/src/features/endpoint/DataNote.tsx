import { providerOf } from "../../engine/providers.ts";
import type { EndpointState } from "./endpoint.ts";
import { isThisMachine } from "./offers.ts";
import { sheetStrings } from "./sheet-strings.ts";

/** Which data go where, said before the first call. */
export function DataNote({ endpoint }: { endpoint: EndpointState }) {
    const base = endpoint.base.value;
    const words = sheetStrings.data;
    const host = URL.parse(base)?.host ?? "";
    if (base === "") {
        return null;
    }
    const where = isThisMachine(base) ? words.here : words.hosted(host);
    return <p class="hint">{providerOf({ base }).relays ? `${where} ${words.relayed}` : where}</p>;
}
