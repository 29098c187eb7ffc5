import { useAppState } from "../../app/context.ts";
import { names } from "../../lib/format.ts";
import { KeyProblemNote } from "./KeyProblemNote.tsx";
import { UnlockForm } from "./Passphrase.tsx";
import { setupStrings } from "./strings.ts";

/** Models are known from an earlier visit, their key is not: not typed again yet, or locked. */
export function KeyNeeded() {
    const { endpoints, sheet } = useAppState();
    const { keys } = endpoints;
    const words = setupStrings.ways;
    const lacking = endpoints.list.value.filter(({ lacksKey, mapped, others }) => {
        return lacksKey.value && mapped.value.length + others.value.length > 0;
    });
    const [first] = lacking;
    if (keys.locked.value) {
        const under = [...keys.kept.value].filter(([, how]) => how === "passphrase");
        const hosts = new Set(under.map(([base]) => URL.parse(base)?.host ?? base));
        return (
            <div class="key-needed">
                <h3>{words.lockedTitle}</h3>
                <p>{words.locked(names(hosts))}</p>
                <UnlockForm keys={keys} />
                <KeyProblemNote keys={keys} />
            </div>
        );
    }
    return first ? (
        <div class="key-needed">
            <h3>{words.keyTitle}</h3>
            <p>{words.key(endpoints.label(first))}</p>
            <button
                type="button"
                onClick={() => {
                    endpoints.shown.value = first;
                    sheet.value = "endpoint";
                }}
            >
                {words.keyButton}
            </button>
        </div>
    ) : null;
}
