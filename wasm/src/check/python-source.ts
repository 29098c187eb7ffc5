// Python as people write it, in the words of MicroPython, which lacks some of them: dictionaries forget their order,
// texts take no slices with a step and lack methods. Displays, slices and such attributes become calls of the shim
// (python-shim.ts). What cannot be read is left as it stands, so that the interpreter reports it.

/** Attributes that MicroPython's own types lack; the shim's `__a` finds them. */
export const lacking: ReadonlySet<string> = new Set(
    (
        "title capitalize swapcase isalnum isdecimal isnumeric isidentifier isprintable isascii istitle zfill ljust " +
        "rjust center casefold expandtabs translate maketrans removeprefix removesuffix format_map bit_length " +
        "bit_count is_integer as_integer_ratio sort conjugate fromkeys split rsplit numerator denominator startswith " +
        "endswith extend"
    ).split(" "),
);

type Kind = "name" | "number" | "text" | "open" | "close" | "other" | "blank";

interface Token {
    kind: Kind;
    text: string;
    /** Of a bracket: the place of its partner. */
    partner: number;
}

const keywords = new Set(
    (
        "and as assert async await break class continue def del elif else except finally for from global if import in " +
        "is lambda nonlocal not or pass raise return try while with yield"
    ).split(" "),
);

const patterns: [Kind, RegExp][] = [
    ["blank", /(?:[ \t\f\r]|\\\r?\n|#[^\n]*)+/y],
    [
        "text",
        /[rbufRBUF]{0,2}(?:"""(?:\\[\s\S]|(?!""")[^\\])*"""|'''(?:\\[\s\S]|(?!''')[^\\])*'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')/y,
    ],
    ["name", /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y],
    ["number", /(?:\d[\w]*\.?|\.\d)(?:[eE][+-]\d|\w)*/y],
    ["open", /[([{]/y],
    ["close", /[)\]}]/y],
    ["other", /\*\*=|\/\/=|>>=|<<=|\.\.\.|[-+*/%@&|^=!<>:]=|\*\*|\/\/|->|>>|<<|[\s\S]/y],
];

function tokenize(source: string): Token[] | undefined {
    const tokens: Token[] = [];
    const open: number[] = [];
    for (let at = 0; at < source.length; ) {
        for (const [kind, pattern] of patterns) {
            pattern.lastIndex = at;
            const text = pattern.exec(source)?.[0];
            if (text) {
                at += text.length;
                tokens.push({ kind, text, partner: -1 });
                break;
            }
        }
        const place = tokens.length - 1;
        const token = tokens[place] as Token;
        if (token.kind === "open") {
            open.push(place);
        } else if (token.kind === "close") {
            const partner = open.pop();
            if (partner === undefined) {
                return undefined;
            }
            token.partner = partner;
            (tokens[partner] as Token).partner = place;
        }
    }
    return open.length > 0 ? undefined : tokens;
}

/** Rewrites the tokens of one text. */
class Rewriter {
    readonly #tokens: readonly Token[];

    constructor(tokens: readonly Token[]) {
        this.#tokens = tokens;
    }

    /** The tokens from `from` up to `to`, rewritten. */
    rewrite(from: number, to: number): string {
        let out = "";
        let deleting = false;
        for (let i = from; i < to; ) {
            const token = this.#at(i);
            if (token.text === "\n" || token.text === "del") {
                deleting = token.text === "del";
            }
            if (this.#begins(i)) {
                const [text, end] = this.#primary(i, to, deleting);
                out += text;
                i = end;
            } else {
                out += token.text;
                i++;
            }
        }
        return out;
    }

    #at(place: number): Token {
        return this.#tokens[place] as Token;
    }

    #begins(place: number): boolean {
        const { kind, text } = this.#at(place);
        return kind === "open" || kind === "text" || kind === "number" || (kind === "name" && !keywords.has(text));
    }

    /** The next place that is not blank. */
    #next(place: number, to: number): number {
        let next = place;
        while (next < to && this.#at(next).kind === "blank") {
            next++;
        }
        return next;
    }

    /** An atom and what follows it: attributes, calls, subscripts. Gives the text and where it ends. */
    #primary(from: number, to: number, deleting: boolean): [string, number] {
        let [text, at] = this.#atom(from, to);
        for (;;) {
            const next = this.#next(at, to);
            const token = next < to ? this.#at(next) : undefined;
            if (token?.text === ".") {
                const name = this.#next(next + 1, to);
                if (name >= to || this.#at(name).kind !== "name") {
                    return [text, at];
                }
                const attribute = this.#at(name).text;
                const shimmed = lacking.has(attribute) && !deleting && !this.#isStored(name + 1, to);
                text = shimmed ? `__a(${text},"${attribute}")` : `${text}.${attribute}`;
                at = name + 1;
            } else if (token?.text === "(" && next === at) {
                text += `(${this.rewrite(next + 1, token.partner)})`;
                at = token.partner + 1;
            } else if (token?.text === "[" && next === at) {
                const end = token.partner;
                const slice = this.#split(next + 1, end, ":");
                const inner = slice.map(([start, stop]) => this.rewrite(start, stop));
                const plain = slice.length < 3 || deleting || this.#isStored(end + 1, to);
                text = plain
                    ? `${text}[${inner.join(":")}]`
                    : `__s(${text},${inner.map((part) => part.trim() || "None").join(",")})`;
                at = end + 1;
            } else {
                return [text, at];
            }
        }
    }

    #isStored(place: number, to: number): boolean {
        const next = this.#next(place, to);
        return next < to && /^([-+*/%@&|^]|\*\*|\/\/|<<|>>)?=$/.test(this.#at(next).text);
    }

    #atom(from: number, to: number): [string, number] {
        const token = this.#at(from);
        if (token.kind === "text") {
            return this.#text(from, to);
        }
        if (token.kind !== "open") {
            return [token.text, from + 1];
        }
        const end = token.partner + 1;
        if (token.text === "{") {
            return [this.#braces(from + 1, token.partner), end];
        }
        const inner = this.rewrite(from + 1, token.partner);
        const items = this.#split(from + 1, token.partner, ",");
        const unpacks = items.some(([start, stop]) => {
            const first = this.#next(start, stop);
            return first < stop && this.#at(first).text === "*";
        });
        if (unpacks) {
            return [token.text === "[" ? `__u(${inner})` : `tuple(__u(${inner}))`, end];
        }
        return [token.text + inner + this.#at(token.partner).text, end];
    }

    /** Texts that stand side by side are one. */
    #text(from: number, to: number): [string, number] {
        const parts: string[] = [];
        let end = from;
        for (let at = from; at < to && this.#at(at).kind === "text"; at = this.#next(end, to)) {
            parts.push(formatted(this.#at(at).text));
            end = at + 1;
        }
        return [parts.length > 1 ? `(${parts.join("+")})` : (parts[0] as string), end];
    }

    /** A display or comprehension in braces: a dictionary keeps its order, so it becomes the shim's own. */
    #braces(from: number, to: number): string {
        const items = this.#split(from, to, ",").filter(([start, end]) => this.#next(start, end) < end);
        const pairs = items.map(([start, end]) => {
            const first = this.#next(start, end);
            if (this.#at(first).text === "**") {
                return `*__d(${this.rewrite(first + 1, end)}).items()`;
            }
            const [key, value] = this.#split(start, end, ":", 2);
            if (!key || !value) {
                return undefined;
            }
            const loop = this.#loop(value[0], value[1]);
            const pair = `(${this.rewrite(key[0], key[1])},${this.rewrite(value[0], loop)})`;
            return loop < value[1] ? `${pair} ${this.rewrite(loop, value[1])}` : pair;
        });
        if (pairs.includes(undefined)) {
            return `{${this.rewrite(from, to)}}`;
        }
        const isLoop = items.length === 1 && items.some(([start, end]) => this.#loop(start, end) < end);
        return isLoop ? `__d(${pairs[0]})` : `__d(__u(${pairs.join(",")}))`;
    }

    /** Where the "for" of a comprehension begins; `to` if it is none. */
    #loop(from: number, to: number): number {
        for (let i = from; i < to; i++) {
            const { kind, text, partner } = this.#at(i);
            if (kind === "open") {
                i = partner;
            } else if (kind === "name" && text === "for") {
                return i;
            }
        }
        return to;
    }

    /** The parts between marks outside all brackets and lambdas, at most `most` of them. */
    #split(from: number, to: number, mark: string, most = Number.POSITIVE_INFINITY): [number, number][] {
        const parts: [number, number][] = [];
        let start = from;
        let lambdas = 0;
        for (let i = from; i < to; i++) {
            const { kind, text, partner } = this.#at(i);
            if (kind === "open") {
                i = partner;
            } else if (kind === "name" && text === "lambda") {
                lambdas++;
            } else if (text === ":" && lambdas > 0) {
                lambdas--;
            } else if (text === mark && lambdas === 0 && parts.length + 1 < most) {
                parts.push([start, i]);
                start = i + 1;
            }
        }
        parts.push([start, to]);
        return parts;
    }
}

/** A formatted text as a call of `format`; other texts as they are. */
function formatted(text: string): string {
    const match = /^([rbufRBUF]{0,2})("""|'''|"|')([\s\S]*)\2$/.exec(text);
    const [, prefix = "", quote = "", body = ""] = match ?? [];
    if (!/f/i.test(prefix)) {
        return text.replace(/^[uU]/, "");
    }
    let out = "";
    const values: string[] = [];
    for (let i = 0; i < body.length; ) {
        const two = body.slice(i, i + 2);
        if (two === "{{" || two === "}}") {
            out += two;
            i += 2;
        } else if (body[i] === "{") {
            const field = readField(body, i);
            if (!field) {
                return text;
            }
            out += field.text;
            values.push(...field.values);
            i = field.end;
        } else {
            out += body[i];
            i++;
        }
    }
    return `${prefix.replace(/f/i, "")}${quote}${out}${quote}.format(${values.join(",")})`;
}

/** The field "{expression=!r:width}" that begins at `from`; undefined: it cannot be read. */
function readField(body: string, from: number): { text: string; values: string[]; end: number } | undefined {
    const end = endOfField(body, from + 1);
    if (end === undefined) {
        return undefined;
    }
    const inner = body.slice(from + 1, end);
    const cut = endOfExpression(inner);
    let expression = inner.slice(0, cut);
    let rest = inner.slice(cut);
    let text = "";
    if (/[^=!<>]=\s*$/.test(expression)) {
        text = expression;
        expression = expression.replace(/=\s*$/, "");
        rest ||= "!r";
    }
    const widths: string[] = [];
    const spec = rest.replace(/\{([^{}]*)\}/g, (_, width: string) => {
        widths.push(rewritePython(width));
        return "{}";
    });
    if (widths.length > 0) {
        const format = `"{${spec.replaceAll("{}", "{{}}")}}"`;
        return {
            text: `${text}{}`,
            values: [`__w(${format},(${rewritePython(expression)}),${widths.join(",")})`],
            end: end + 1,
        };
    }
    return { text: `${text}{${spec}}`, values: [`(${rewritePython(expression.trim())})`], end: end + 1 };
}

/** Where the brace that closes a field stands. */
function endOfField(body: string, from: number): number | undefined {
    return endAt(body, from, (c) => ")]}".includes(c));
}

/** Where the conversion "!r" or the format ":.." of a field begins. */
function endOfExpression(inner: string): number {
    return endAt(inner, 0, (c, next) => c === ":" || (c === "!" && next !== "=")) ?? inner.length;
}

/** The first place outside of brackets and quotes that `ends` says is the end. */
function endAt(text: string, from: number, ends: (c: string, next: string | undefined) => boolean): number | undefined {
    let depth = 0;
    let quote = "";
    for (let i = from; i < text.length; i++) {
        const c = text[i] as string;
        if (quote) {
            quote = c === quote ? "" : quote;
        } else if (c === '"' || c === "'") {
            quote = c;
        } else if (depth === 0 && ends(c, text[i + 1])) {
            return i;
        } else if ("([{".includes(c)) {
            depth++;
        } else if (")]}".includes(c)) {
            depth--;
        }
    }
    return undefined;
}

/** The text for MicroPython. */
export function rewritePython(source: string): string {
    const tokens = tokenize(source);
    return tokens ? new Rewriter(tokens).rewrite(0, tokens.length) : source;
}
