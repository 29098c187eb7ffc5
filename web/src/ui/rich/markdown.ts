// One block of Markdown as elements that can do no harm. Models' texts are hostile: HTML in them is shown, not obeyed; what
// marked makes of the rest passes DOMPurify with a short list; links name their host; images are named, never fetched.
import createPurifier from "dompurify";
import { Marked, type Tokens } from "marked";
import { richStrings } from "../../strings-rich.ts";

const purifier = createPurifier(window);

/** Raw tags that models use in plain text, and that mean no more than they look. */
const plainTag = /^<\/?(?:br|sub|sup|b|i|em|strong|kbd|hr)\s*\/?>$/i;

const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);

const inlineMath = /^\$(?![\s\d]*\$)((?:\\.|[^\\$\n])+?)\$(?!\d)|^\\\(([\s\S]+?)\\\)/;
const blockMath = /^\$\$([\s\S]+?)\$\$|^\\\[([\s\S]+?)\\\]/;

/** A formula, for `fillMath` to draw. */
function mathExtension(name: string, level: "block" | "inline", rule: RegExp, display: boolean) {
    return {
        name,
        level,
        start: (source: string) => source.match(/\$|\\[([]/)?.index,
        tokenizer(source: string) {
            const match = rule.exec(source);
            const tex = match?.[1] ?? match?.[2];
            // "$5 and $6" is money: a formula does not begin or end with a space.
            const money = !display && match?.[1] !== undefined && tex !== tex?.trim();
            return match && tex !== undefined && !money ? { type: name, raw: match[0], tex } : undefined;
        },
        renderer: (token: Tokens.Generic) =>
            `<span data-math="${display ? "display" : "inline"}">${escaped(String(token.tex))}</span>`,
    };
}

const marked = new Marked({
    gfm: true,
    extensions: [
        mathExtension("mathBlock", "block", blockMath, true),
        mathExtension("mathDisplay", "inline", blockMath, true),
        mathExtension("mathInline", "inline", inlineMath, false),
    ],
    renderer: {
        html: ({ text }) => (plainTag.test(text.trim()) ? text : escaped(text)),
        image: ({ href, text }) => `<a data-image="true" href="${escaped(href)}">${escaped(text)}</a>`,
        checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
        heading({ depth, tokens }) {
            const level = Math.min(6, depth + 3);
            return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
        },
        code: ({ text, lang }) =>
            `<pre data-lang="${escaped((lang ?? "").split(/\s/)[0] ?? "")}"><code>${escaped(text)}</code></pre>`,
    },
});

const allowed = {
    ALLOWED_TAGS: [
        ..."a b blockquote br code del em h4 h5 h6 hr i kbd li ol p pre s span strong sub sup".split(" "),
        ..."table tbody td th thead tr ul".split(" "),
    ],
    ALLOWED_ATTR: ["href", "start", "align", "data-math", "data-lang", "data-image"],
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
};

/** Throws what marked throws; formulas and code are still as they were written. */
export function renderBlock(raw: string): DocumentFragment {
    const fragment = purifier.sanitize(marked.parse(raw, { async: false }), { ...allowed, RETURN_DOM_FRAGMENT: true });
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
    const url = URL.parse(link.getAttribute("href") ?? "");
    if (!url) {
        link.replaceWith(...link.childNodes);
        return;
    }
    const place = url.protocol === "mailto:" ? url.pathname : url.host;
    const text = link.textContent ?? "";
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    if (link.dataset.image !== undefined) {
        // The page's policy does not let it load one: it would tell that host who reads this.
        link.className = "rich-image";
        link.textContent = richStrings.image(place, text);
    } else if (!text.toLowerCase().includes(place.toLowerCase())) {
        const host = document.createElement("span");
        host.className = "rich-host";
        host.textContent = ` (${place})`;
        link.append(host);
    }
}

/** In a box that scrolls by itself, by keyboard too. */
export function wrapped(element: Element, name: string, label: string): HTMLElement {
    const box = document.createElement("div");
    box.className = name;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", label);
    element.replaceWith(box);
    box.append(element);
    return box;
}

/** Elements from markup that a library of the page made. */
export function trustedSpans(html: string): DocumentFragment {
    return purifier.sanitize(html, { ALLOWED_TAGS: ["span"], ALLOWED_ATTR: ["class"], RETURN_DOM_FRAGMENT: true });
}
