// Python as people write it, in the words of MicroPython, which lacks some of them: dictionaries forget their order,
// texts take no slices with a step and lack methods, values are written otherwise. Displays, slices, formats and such
// attributes become calls of the shim (shim). What cannot be read is left as it stands, so that the interpreter reports it.

/** Attributes that MicroPython's own types lack or have otherwise; the shim's `__a` finds them. */
const lacking: ReadonlySet<string> = new Set(
    (
        "title capitalize swapcase isalnum isdecimal isnumeric isidentifier isprintable isascii istitle zfill ljust " +
        "rjust center casefold expandtabs translate maketrans removeprefix removesuffix format format_map bit_length " +
        "bit_count is_integer as_integer_ratio sort conjugate fromkeys split rsplit numerator denominator real imag " +
        "extend union intersection difference update intersection_update difference_update args __dict__ _asdict " +
        "_replace _fields _make"
    ).split(" "),
);

/** Further ones, where a program has letters beyond ASCII. */
const lackingLetters: ReadonlySet<string> = new Set([
    ...lacking,
    ..."upper lower isalpha isdigit isspace isupper islower strip lstrip rstrip replace encode".split(" "),
]);

/** What stands between the pieces of a formatted text. */
const mark = "\x01";
/** Functions in whose place the shim's are called; the types themselves stay what they are. */
const called: Readonly<Record<string, string>> = { str: "__t", list: "__l", tuple: "__p" };

/** The end of a line is "blank" inside brackets, where it means nothing, and "other" elsewhere. */
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
                tokens.push({ kind: text === "\n" && open.length > 0 ? "blank" : kind, text, partner: -1 });
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
    readonly #attributes: ReadonlySet<string>;
    /** Names that the program gives a meaning of its own. */
    readonly #own: ReadonlySet<string>;

    constructor(tokens: readonly Token[], attributes: ReadonlySet<string>, own: ReadonlySet<string>) {
        this.#tokens = tokens;
        this.#attributes = attributes;
        this.#own = own;
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
            const clause = token.kind === "name" ? this.#clause(i, to) : undefined;
            if (clause) {
                const [text, end] = clause;
                out += text;
                i = end;
            } else if (this.#begins(i)) {
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

    /** Clauses that are more than their expressions: "for .. in", "except .. as", "def". Gives the text and where it ends. */
    #clause(at: number, to: number): [string, number] | undefined {
        switch (this.#at(at).text) {
            case "for":
                return this.#loopClause(at, to);
            case "except":
                return this.#exceptClause(at, to);
            case "def":
                return this.#defClause(at, to);
            default:
                return undefined;
        }
    }

    /** A set is gone through in CPython's order. */
    #loopClause(at: number, to: number): [string, number] | undefined {
        const word = this.#find(at + 1, to, (text) => text === "in");
        if (word === undefined) {
            return undefined;
        }
        const end = this.#find(word + 1, to, (text) => [":", "for", "if", "async", "\n"].includes(text)) ?? to;
        const targets = this.rewrite(at + 1, word);
        return [`for${targets}in __i(${this.rewrite(word + 1, end).trim()})${end < to ? " " : ""}`, end];
    }

    /** An error that only MicroPython raises must not be taken for the program's. */
    #exceptClause(at: number, to: number): [string, number] | undefined {
        const colon = this.#find(at + 1, to, (text) => text === ":");
        const first = this.#next(at + 1, to);
        if (colon === undefined || this.#at(first).text === "*") {
            return undefined;
        }
        const as = this.#find(at + 1, colon, (text) => text === "as");
        const name = as === undefined ? "__error" : this.rewrite(as + 1, colon).trim();
        const kind = this.rewrite(at + 1, as ?? colon).trim() || "BaseException";
        const [before, end] = this.#into(colon + 1, to, `__x(${name})`);
        return [`except ${kind} as ${name}:${before}`, end];
    }

    /** MicroPython knows no parameters that go by their place alone, and forgets the order of named arguments. */
    #defClause(at: number, to: number): [string, number] | undefined {
        const open = this.#find(at + 1, to, (_, kind) => kind === "open", false);
        if (open === undefined || this.#at(open).text !== "(") {
            return undefined;
        }
        const close = this.#at(open).partner;
        const colon = this.#find(close + 1, to, (text) => text === ":");
        const parameters = this.#split(open + 1, close, ",");
        const named = parameters.map(([start, end]) => this.#words(start, end)).find((words) => words[0] === "**")?.[1];
        const kept = parameters.filter(([start, end]) => this.#words(start, end).join("") !== "/");
        const inner = kept.map(([start, end]) => this.rewrite(start, end)).join(",");
        const head = `def${this.#source(at + 1, open)}(${inner})`;
        if (colon === undefined || named === undefined) {
            return [head, close + 1];
        }
        const [before, end] = this.#into(colon + 1, to, `${named} = __o(${named})`);
        return [`${head}${this.rewrite(close + 1, colon)}:${before}`, end];
    }

    /** What leads into a body with one more statement at its beginning, and where the rest of the body begins. */
    #into(from: number, to: number, statement: string): [string, number] {
        let at = from;
        let text = "";
        let indent: string | undefined;
        for (; at < to; at++) {
            const { kind, text: piece } = this.#at(at);
            if (kind !== "blank" && piece !== "\n") {
                break;
            }
            text += piece;
            indent = piece === "\n" ? "" : indent === undefined ? undefined : piece;
        }
        return indent === undefined ? [` ${statement};`, at] : [`${text}${statement}\n${indent}`, at];
    }

    /** The tokens that are not blank. */
    #words(from: number, to: number): string[] {
        const words: string[] = [];
        for (let i = from; i < to; i++) {
            if (this.#at(i).kind !== "blank") {
                words.push(this.#at(i).text);
            }
        }
        return words;
    }

    /** Whether one of these items is put in with all that it holds. */
    #unpacks(items: readonly [number, number][]): boolean {
        return items.some(([from, to]) => this.#words(from, to)[0] === "*");
    }

    #source(from: number, to: number): string {
        let text = "";
        for (let i = from; i < to; i++) {
            text += this.#at(i).text;
        }
        return text;
    }

    /** The first place outside all brackets, or at one, that `is` names. */
    #find(from: number, to: number, is: (text: string, kind: Kind) => boolean, skips = true): number | undefined {
        let lambdas = 0;
        for (let i = from; i < to; i++) {
            const { kind, text, partner } = this.#at(i);
            if (text === ":" && lambdas > 0) {
                lambdas--;
            } else if (kind !== "text" && kind !== "blank" && is(text, kind)) {
                return i;
            } else if (kind === "open" && skips) {
                i = partner;
            } else if (kind === "name" && text === "lambda") {
                lambdas++;
            }
        }
        return undefined;
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
        if (this.#isFormat(from, at, to)) {
            return [`__M(${text})`, at];
        }
        for (;;) {
            const next = this.#next(at, to);
            const token = next < to ? this.#at(next) : undefined;
            if (token?.text === ".") {
                const name = this.#next(next + 1, to);
                if (name >= to || this.#at(name).kind !== "name") {
                    return [text, at];
                }
                const attribute = this.#at(name).text;
                const shimmed = this.#attributes.has(attribute) && !deleting && !this.#isStored(name + 1, to);
                text = shimmed ? `__a(${text},"${attribute}")` : `${text}.${attribute}`;
                at = name + 1;
            } else if (token?.text === "(" && next === at) {
                text = this.#call(text, next, token.partner);
                at = token.partner + 1;
            } else if (token?.text === "[" && next === at) {
                const end = token.partner;
                const slice = this.#split(next + 1, end, ":");
                const inner = slice.map(([start, stop]) => this.rewrite(start, stop));
                const parts = [...inner, "", ""].slice(0, 3).map((part) => part.trim() || "None");
                const stored =
                    slice.length > 1 && (deleting ? !this.#goesOn(end + 1, to) : this.#isStored(end + 1, to));
                text = stored
                    ? `__S(${text})[${parts.join(",")}]`
                    : slice.length < 3
                      ? `${text}[${inner.join(":")}]`
                      : `__s(${text},${parts.join(",")})`;
                at = end + 1;
            } else {
                return [text, at];
            }
        }
    }

    /** A call of a name or of what stands before it. */
    #call(callee: string, open: number, close: number): string {
        const isName = this.#at(open - 1).text === callee && !this.#own.has(callee);
        if (isName && callee === "dict") {
            const pairs = this.#split(open + 1, close, ",").map(([start, end]) => this.#named(start, end));
            if (pairs.some((pair) => pair.startsWith("("))) {
                return `__d(__u(${pairs.join(",")}))`;
            }
        }
        return `${(isName && called[callee]) || callee}(${this.rewrite(open + 1, close)})`;
    }

    /** An argument of `dict` as pairs: "a=1" is one, anything else gives some. */
    #named(from: number, to: number): string {
        const name = this.#next(from, to);
        const sign = this.#next(name + 1, to);
        if (sign < to && this.#at(name).kind === "name" && this.#at(sign).text === "=") {
            return `("${this.#at(name).text}",(${this.rewrite(sign + 1, to)}))`;
        }
        const starred = name < to && this.#at(name).text === "**";
        return this.#words(from, to).length > 0 ? `*__d(${this.rewrite(starred ? name + 1 : from, to)}).items()` : "";
    }

    /** Whether a text, or texts in brackets, are followed by a "%" that fills them in. */
    #isFormat(from: number, end: number, to: number): boolean {
        const next = this.#next(end, to);
        if (next >= to || this.#at(next).text !== "%") {
            return false;
        }
        const inner = this.#at(from).text === "(" ? [from + 1, this.#at(from).partner] : [from, end];
        for (let i = inner[0] as number; i < (inner[1] as number); i++) {
            const { kind, text } = this.#at(i);
            if ((kind !== "text" && kind !== "blank") || /^[rR]?[bB]/.test(text)) {
                return false;
            }
        }
        return true;
    }

    #goesOn(place: number, to: number): boolean {
        const next = this.#next(place, to);
        return next < to && [".", "[", "("].includes(this.#at(next).text);
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
        const isLoop = this.#loop(from + 1, token.partner) < token.partner;
        if (!isLoop && this.#unpacks(items)) {
            return [token.text === "[" ? `__u(${inner})` : `tuple(__u(${inner}))`, end];
        }
        return [token.text + inner + this.#at(token.partner).text, end];
    }

    /** A part of a text, rewritten as the whole is. */
    #again(source: string): string {
        const tokens = tokenize(source);
        return tokens ? new Rewriter(tokens, this.#attributes, this.#own).rewrite(0, tokens.length) : source;
    }

    /** Texts that stand side by side are one. */
    #text(from: number, to: number): [string, number] {
        const parts: string[] = [];
        let end = from;
        for (let at = from; at < to && this.#at(at).kind === "text"; at = this.#next(end, to)) {
            parts.push(formatted(this.#at(at).text, (source) => this.#again(source)));
            end = at + 1;
        }
        return [parts.length > 1 ? `(${parts.join("+")})` : (parts[0] as string), end];
    }

    /** A display or comprehension in braces: a dictionary keeps its order, so it becomes the shim's own. */
    #braces(from: number, to: number): string {
        const loop = this.#loop(from, to);
        if (loop < to) {
            const [key, value] = this.#split(from, loop, ":", 2);
            return key && value
                ? `__d((${this.rewrite(key[0], key[1])},${this.rewrite(value[0], loop)}) ${this.rewrite(loop, to)})`
                : `{${this.rewrite(from, to)}}`;
        }
        const items = this.#split(from, to, ",").filter(([start, end]) => this.#words(start, end).length > 0);
        const pairs = items.map(([start, end]) => {
            const first = this.#next(start, end);
            if (this.#at(first).text === "**") {
                return `*__d(${this.rewrite(first + 1, end)}).items()`;
            }
            const [key, value] = this.#split(start, end, ":", 2);
            return key && value ? `(${this.rewrite(key[0], key[1])},${this.rewrite(value[0], value[1])})` : undefined;
        });
        if (pairs.includes(undefined)) {
            return this.#unpacks(items) ? `__e(__u(${this.rewrite(from, to)}))` : `{${this.rewrite(from, to)}}`;
        }
        return `__d(__u(${pairs.join(",")}))`;
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

/** A formatted text as a call of the shim, which joins its pieces with the values; other texts as they are. */
function formatted(text: string, rewrite: (source: string) => string): string {
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
            out += two[0];
            i += 2;
        } else if (two === "\\N") {
            const end = body.indexOf("}", i);
            out += body.slice(i, end + 1);
            i = end + 1;
        } else if (body[i] === "{") {
            const field = readField(body, i, rewrite);
            if (!field) {
                return text;
            }
            out += field.text + mark;
            values.push(field.value);
            i = field.end;
        } else {
            out += body[i];
            i++;
        }
    }
    const plain = `${prefix.replace(/f/i, "")}${quote}${out}${quote}`;
    return values.length > 0 ? `__j(${plain},${values.join(",")})` : plain;
}

/** The field "{expression=!r:width}" that begins at `from`; undefined: it cannot be read. */
function readField(
    body: string,
    from: number,
    rewrite: (source: string) => string,
): { text: string; value: string; end: number } | undefined {
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
    const how = /^!([rsa])/.exec(rest)?.[1] ?? "";
    const spec = rest.replace(/^![rsa]/, "").replace(/^:/, "");
    const value = `(${rewrite(expression.trim())})`;
    const form = spec.includes("{") ? formatted(`f${quoteFor(spec)}${spec}${quoteFor(spec)}`, rewrite) : quoted(spec);
    return { text, value: spec || how ? `__g(${value},${form},"${how}")` : value, end: end + 1 };
}

const quoteFor = (text: string) => (text.includes('"') ? "'''" : '"');
const quoted = (text: string) => `${quoteFor(text)}${text}${quoteFor(text)}`;

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

/** The text for MicroPython. `letters`: it may meet letters beyond ASCII. */
export function rewritePython(source: string, letters: boolean): string {
    const tokens = tokenize(source);
    const own = Array.from(source.matchAll(/\b(?:def|class)\s+(\w+)|\b(\w+)\s*=[^=]/g), ([, a, b]) => a ?? b);
    const rewriter = tokens && new Rewriter(tokens, letters ? lackingLetters : lacking, new Set(own as string[]));
    return rewriter ? rewriter.rewrite(0, tokens.length) : source;
}

/** Whether all brackets of a text have their partners, and all quotes theirs. */
export function isWhole(source: string): boolean {
    const tokens = tokenize(source);
    return tokens?.every(({ kind, text }) => kind !== "other" || (text !== '"' && text !== "'")) ?? false;
}
