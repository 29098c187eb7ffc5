// A recorded run of real models, for visitors who have connected none.

import sampleUrl from "@assets/sample-run.json?url";
import { SmacsError } from "smacs";

/** The trace as text, for `openTrace`. Rejects when it does not arrive. */
export async function loadSample(): Promise<string> {
    const response = await fetch(sampleUrl);
    if (!response.ok) {
        throw new SmacsError("fetch", `HTTP status ${response.status}`, { detail: String(response.status) });
    }
    return response.text();
}
