// How models write: Markdown with formulas. What it becomes is still to be cleaned.
import { Lexer, Marked, type Token, type TokenizerExtension, type Tokens } from "marked";

/**
 * Raw tags that models use in plain text, and that mean no more than they look. Others are shown as they were
 * written.
 */
const plainTag = /^<\/?(?:br|sub|sup|b|i|u|em|strong|mark|small|del|ins|kbd|hr)\s*\/?>$/i;
const imageTag = /^<img\s[^>]{0,2000}>$/i;

const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);

// "$5 and $6" is money: a formula neither begins nor ends with a space, and no digit follows it.
const inlineMath = /^\$(?![\s$])((?:\\.|[^\\$\n]){1,1000}?)(?<!\s)\$(?!\d)|^\\\(([\s\S]{1,2000}?)\\\)/;
const blockMath = /^ {0,3}\$\$([\s\S]{1,2000}?)\$\$|^ {0,3}\\\[([\s\S]{1,2000}?)\\\]/;
/** LaTeX's own environments for formulas, which some models leave without marks around them. */
const bareMath =
    /^ {0,3}(\\begin\{(align|aligned|alignat|equation|gather|gathered|multline|split|cases|array|[pbvBV]?matrix)(\*?)\}[\s\S]{1,2000}?\\end\{\2\3\})/;
/** Where one may begin: a paragraph is cut there to look. */
const starts = { block: /\n {0,3}(?:\$\$|\\\[|\\begin\{)/, inline: /\$|\\[([]/ };

/** A formula, for `fillMath` to draw. */
function mathExtension(name: string, level: "block" | "inline", rule: RegExp, display: boolean) {
    return {
        name,
        level,
        start: (source: string) => source.match(starts[level])?.index,
        tokenizer(source: string) {
            const match = rule.exec(source);
            const tex = match?.[1] ?? match?.[2];
            return match && tex !== undefined ? { type: name, raw: match[0], tex } : undefined;
        },
        renderer: (token: Tokens.Generic) =>
            `<span data-math="${display ? "display" : "inline"}">${escaped(String(token.tex))}</span>`,
    };
}

// Markdown tells where bold begins and ends by the blanks and marks around it. These scripts write none, or full-width
// marks, so that "请**注意：**不要" would stay as it is.
const unspaced = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
const unspacedBold = new RegExp(
    `^\\*\\*(?![\\s*])(?:([^*\\n]{1,500}?)(?<!\\s)\\*\\*(?=[${unspaced}])|([^*\\n]{0,250}[${unspaced}][^*\\n]{0,250})(?<!\\s)\\*\\*)`,
    "u",
);

const boldExtension: TokenizerExtension = {
    name: "strong",
    level: "inline",
    start: (source) => source.indexOf("**"),
    tokenizer(source) {
        const match = unspacedBold.exec(source);
        const text = match?.[1] ?? match?.[2];
        return match && text !== undefined
            ? { type: "strong", raw: match[0], text, tokens: this.lexer.inlineTokens(text) }
            : undefined;
    },
};

/** In a table, bars within formulas are none between cells. */
function withoutBars(block: string): string {
    const formula = /\$(?![\s$])(?:\\.|[^\\$\n]){1,1000}?(?<!\s)\$(?!\d)|\\\([^\n]{1,2000}?\\\)/g;
    return /^ {0,3}\|? *:?-+:? *\|/m.test(block)
        ? block.replace(formula, (one) => one.replace(/(?<!\\)\|/g, "\\|"))
        : block;
}

function html({ text, block }: Tokens.HTML | Tokens.Tag): string {
    const tag = text.trim();
    if (plainTag.test(tag)) {
        return tag;
    }
    if (imageTag.test(tag)) {
        const value = (name: string) =>
            new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(tag)?.slice(1).join("") ??
            "";
        return image({ href: value("src"), text: value("alt") });
    }
    return block ? `<p>${escaped(tag).replace(/\n/g, "<br>")}</p>` : escaped(text);
}

const image = ({ href, text }: Pick<Tokens.Image, "href" | "text">) =>
    `<a data-image="true" href="${escaped(href)}">${escaped(text)}</a>`;

const grammar = new Marked({
    gfm: true,
    breaks: true,
    extensions: [
        mathExtension("mathBlock", "block", blockMath, true),
        mathExtension("mathBare", "block", bareMath, true),
        mathExtension("mathDisplay", "inline", blockMath, true),
        mathExtension("mathInline", "inline", inlineMath, false),
        boldExtension,
    ],
    // Lines that define links are shown like others: they are what models give for sources.
    tokenizer: { def: () => undefined },
    renderer: {
        html,
        image,
        checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
        heading({ depth, tokens }) {
            const level = Math.min(6, depth + 3);
            return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
        },
        code: ({ text, lang }) =>
            `<pre data-lang="${/^[\w+#.-]{1,20}/.exec(lang ?? "")?.[0] ?? ""}"><code>${escaped(text)}</code></pre>`,
    },
});

/** More marks than this are no text any more, and take long to be matched with each other. */
const mostMarks = 800;
const deep = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){12}/m;

/** Whether a block would take long to be parsed, or be nested deeper than anybody reads. */
export const isWild = (block: string) => deep.test(block) || (block.match(/[*_~]+|[[\\!<]/g)?.length ?? 0) > mostMarks;

/** A line that says where a name leads; the name itself is no link there. */
const definition = /^( {0,3})(?=\[[^\][\n]{1,100}\]:[ \t])/gm;

/** `links` are what `[names]` lead to. */
export function toHtml(block: string, links: readonly (readonly [string, string])[]): string {
    const lexer = new Lexer(grammar.defaults);
    for (const [name, href] of links) {
        lexer.tokens.links[name] = { href, title: "" };
    }
    const written = withoutBars(block);
    const tokens: Token[] = lexer.lex(links.length > 0 ? written.replace(definition, "$1\\") : written);
    return grammar.parser(tokens);
}
