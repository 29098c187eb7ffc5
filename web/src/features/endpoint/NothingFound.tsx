import type { LocalAccess } from "../../engine/local-servers.ts";
import { providers } from "../../engine/providers.ts";
import { setupStrings } from "../../strings-setup.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";

/** Why no server may have answered, and for each kind the line that starts it so that this page may ask it. */
export function NothingFound({ access }: { access: LocalAccess }) {
    const words = setupStrings.search;
    const local = providers.filter((provider) => provider.local);
    return (
        <>
            <p>
                <strong>{words.none}.</strong> {access === "denied" ? words.denied : words.noneWhy}
            </p>
            {access !== "denied" && (
                <>
                    <ul class="start-lines">
                        {local.map(({ id, name, allowOrigin, start }) => {
                            const line = allowOrigin(location.origin) || start;
                            return (
                                <li key={id}>
                                    <span>{words.start(name)}</span> <code>{line}</code>{" "}
                                    <CopyButton text={line} of={words.startOf(name)} />
                                </li>
                            );
                        })}
                    </ul>
                    <p class="hint">{words.safari}</p>
                </>
            )}
        </>
    );
}
