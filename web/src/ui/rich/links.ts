// Where links of models may lead, and what that is called.

const schemes = ["https:", "http:", "mailto:"];

/**
 * Undefined where nobody should be led, or where it is not clear. Names and passwords in front of a host are left
 * out.
 */
export function safeAddress(address: string): URL | undefined {
    // Written in full: what browsers would skip or complete is for misleading readers.
    if (!/^(?:https?:\/\/|mailto:)[^\s\\]+$/i.test(address)) {
        return undefined;
    }
    try {
        const url = new URL(address);
        if (!schemes.includes(url.protocol)) {
            return undefined;
        }
        url.username = "";
        url.password = "";
        return url;
    } catch {
        return undefined;
    }
}

/** Its host, in the spelling that cannot be mistaken for another; of a mail address, all of it. */
export const placeOf = (url: URL) => (url.protocol === "mailto:" ? url.pathname : url.host);

/** Whether readers of the link's text know where it leads; a host somewhere in it does not tell them. */
export function saysPlace(text: string, url: URL): boolean {
    const said = text.toLowerCase().replace(/^(?:https?:\/\/|mailto:)/, "");
    const place = placeOf(url).toLowerCase();
    return (
        said === place ||
        (url.protocol !== "mailto:" && said.startsWith(place) && /[/?#]/.test(said[place.length] ?? ""))
    );
}
