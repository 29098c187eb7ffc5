// Where the page lies. All pages of an origin share its storage (github.io/a, github.io/b), so what the page stores has
// the page's folder in its name.

/** The folder of the page; both of its pages lie there. */
export const place = typeof document === "undefined" ? "/" : new URL(".", document.baseURI).pathname;

/** A name in storage that no page of another folder uses. */
export const placed = (name: string, at = place) => `${name} ${at}`;
