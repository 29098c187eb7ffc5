// One block of Markdown as elements that can do no harm. Models' texts are hostile: HTML in them is shown, not obeyed;
// what marked makes of the rest passes DOMPurify with a short list; links name their host; images are named, never
// fetched.
import createPurifier from "dompurify";
import { toHtml } from "./grammar.ts";
import { placeOf, safeAddress, saysPlace } from "./links.ts";
import { richStrings } from "./strings.ts";

const purifier = createPurifier(window);

const allowed = {
    ALLOWED_TAGS: [
        ..."a b blockquote br code del em h4 h5 h6 hr i ins kbd li mark ol p pre s small span strong sub sup".split(
            " ",
        ),
        ..."table tbody td th thead tr u ul".split(" "),
    ],
    ALLOWED_ATTR: ["href", "start", "align", "data-math", "data-lang", "data-image"],
    // Else they would have to be addresses too.
    ADD_URI_SAFE_ATTR: ["start", "align", "data-math", "data-lang", "data-image"],
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
};

/** Throws what marked throws; formulas and code are still as they were written. `links` are what `[names]` lead to. */
export function renderBlock(raw: string, links: readonly (readonly [string, string])[]): DocumentFragment {
    const fragment = purifier.sanitize(toHtml(raw, links), { ...allowed, RETURN_DOM_FRAGMENT: true });
    for (const link of fragment.querySelectorAll("a")) {
        finishLink(link);
    }
    for (const table of fragment.querySelectorAll("table")) {
        wrapped(table, "rich-scroll", richStrings.table);
    }
    return fragment;
}

/** Opens elsewhere, and says where. One that leads nowhere is a text. */
function finishLink(link: HTMLAnchorElement): void {
    const isImage = link.dataset.image !== undefined;
    const text = (link.textContent ?? "").trim();
    const url = safeAddress(link.getAttribute("href") ?? "");
    if (!url) {
        link.replaceWith(...(isImage ? [richStrings.unnamed(text)] : link.childNodes));
        return;
    }
    link.href = url.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    const place = placeOf(url);
    if (isImage) {
        // The page's policy does not let it load one: it would tell that host who reads this, and when.
        link.className = "rich-image";
        link.textContent = richStrings.image(place, text);
    } else if (!saysPlace(text, url)) {
        const host = document.createElement("span");
        host.className = "rich-host";
        host.textContent = ` (${place})`;
        link.append(host);
    }
}

/** In a box that scrolls by itself. */
export function wrapped(element: Element, name: string, label: string): HTMLElement {
    const box = document.createElement("div");
    box.className = name;
    scrollable(box, label);
    element.replaceWith(box);
    box.append(element);
    return box;
}

/** By keyboard too. A group and no region: landmarks would be too many, and have to differ in name. */
export function scrollable(box: HTMLElement, label: string): void {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
}

/** Elements from markup that a library of the page made. */
export function trustedSpans(html: string): DocumentFragment {
    return purifier.sanitize(html, { ALLOWED_TAGS: ["span"], ALLOWED_ATTR: ["class"], RETURN_DOM_FRAGMENT: true });
}
