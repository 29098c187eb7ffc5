// The words for calls that failed: what happened, and what to do.
import { type Failure, type FailureKind, isOverload } from "smacs/wire";
import { inTab, providerOf } from "../../engine/providers.ts";
import { duration } from "../../lib/format.ts";
import { failureStrings } from "./failure-strings.ts";

/** Which words of which failures tell more than the kind. */
const telling: readonly (readonly [FailureKind, RegExp, keyof typeof failureStrings.told])[] = [
    ["auth", /country|region|location/i, "region"],
    ["unknown-model", /decommission|deprecat|retired|no longer|discontinued/i, "retired"],
    ["empty", /limit went into thinking/, "thought"],
];

/** What happened and what to do, as far as it is known. */
export function failureText(failure: Failure): string {
    const { kind, which, retryAfter, provider, message } = failure;
    const hints = failureStrings.hints;
    const ofTab = provider === inTab.id ? failureStrings.ofTab[kind] : undefined;
    const more = isOverload(failure)
        ? "overloaded"
        : telling.find(([of, words]) => of === kind && words.test(message))?.[2];
    const told = more && failureStrings.told[more];
    const said: string[] = [...(ofTab ?? (which ? hints.which[which] : (told ?? failureStrings.kinds[kind])))];
    if (kind === "network" && provider !== undefined && !ofTab) {
        const row = providerOf({ base: "", provider });
        const command = typeof location === "undefined" ? "" : row.allowOrigin(location.origin);
        said.push(row.opaqueAuth ? hints.opaqueAuth(row.name) : "");
        said.push(command === "" ? "" : hints.allowOrigin(row.name, command));
    }
    if (retryAfter !== undefined && retryAfter > 0) {
        said.push(hints.wait(duration(retryAfter)));
    }
    return said.filter(Boolean).join(" ");
}
