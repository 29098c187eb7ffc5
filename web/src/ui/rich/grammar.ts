// How models write: Markdown with formulas. What it becomes is still to be cleaned.
import { Marked, type Tokens } from "marked";

/** Raw tags that models use in plain text, and that mean no more than they look. */
const plainTag = /^<\/?(?:br|sub|sup|b|i|em|strong|kbd|hr)\s*\/?>$/i;

const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);

const inlineMath = /^\$(?![\s\d]*\$)((?:\\.|[^\\$\n])+?)\$(?!\d)|^\\\(([\s\S]{1,2000}?)\\\)/;
const blockMath = /^ {0,3}\$\$([\s\S]{1,2000}?)\$\$|^ {0,3}\\\[([\s\S]{1,2000}?)\\\]/;
/** Where one may begin: a paragraph is cut there to look. */
const starts = { block: /\n {0,3}(?:\$\$|\\\[)/, inline: /\$|\\[([]/ };

/** A formula, for `fillMath` to draw. */
function mathExtension(name: string, level: "block" | "inline", rule: RegExp, display: boolean) {
    return {
        name,
        level,
        start: (source: string) => source.match(starts[level])?.index,
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

export const grammar = new Marked({
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
            `<pre data-lang="${/^[\w+#.-]{1,20}/.exec(lang ?? "")?.[0] ?? ""}"><code>${escaped(text)}</code></pre>`,
    },
});
