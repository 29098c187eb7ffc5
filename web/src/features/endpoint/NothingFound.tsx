import type { LocalAccess } from "../../engine/local-servers.ts";
import { providers } from "../../engine/providers.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { setupStrings } from "./strings.ts";

/** Why no server may have answered. */
export function NothingFound({ access }: { access: LocalAccess }) {
    const words = setupStrings.search;
    return (
        <p>
            <strong>{words.none}.</strong> {access === "denied" ? words.denied : words.noneWhy}
        </p>
    );
}

/** For each kind of server the line that starts it so that this page may ask it. */
export function StartLines() {
    const words = setupStrings.search;
    return (
        <>
            <ul class="start-lines">
                {providers
                    .filter(({ local }) => local)
                    .map(({ id, name, allowOrigin, start }) => {
                        const line = allowOrigin(location.origin) || start;
                        return (
                            <li key={id}>
                                <span>{name}</span>
                                <code>{line}</code>
                                <CopyButton text={line} of={words.startOf(name)} />
                            </li>
                        );
                    })}
            </ul>
            <p class="hint">{words.safari}</p>
        </>
    );
}
