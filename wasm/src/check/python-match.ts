// The statement "match", which MicroPython has not: its cases become conditions, whose names are given by ":=". What
// cannot be read is left as it stands, so that the interpreter reports it.

const head = /^([ \t]*)match\s+(.+):\s*(?:#.*)?$/;
const branch = /^([ \t]*)case\s+([\s\S]+)$/;
/** Of these a pattern like "int(x)" is about the value itself. */
const whole = new Set("bool bytearray bytes dict float frozenset int list set str tuple".split(" "));

export const hasMatch = (source: string): boolean => /^[ \t]*match\s.+:\s*(#.*)?$/m.test(source);

/** The text with conditions in place of "match" and "case". */
export function rewriteMatch(source: string): string {
    const lines = source.split("\n");
    /** The open statements, the innermost last. */
    const open: { indent: number; subject: string; first: boolean }[] = [];
    let count = 0;
    return lines
        .map((line, at) => {
            const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
            if (line.trim() !== "" && !line.trim().startsWith("#")) {
                while ((open.at(-1)?.indent ?? -1) >= lead) {
                    open.pop();
                }
            }
            const [, indent, subject] = head.exec(line) ?? [];
            if (indent !== undefined && subject && isFollowedByCase(lines, at)) {
                const name = `__match${count++}`;
                open.push({ indent: lead, subject: name, first: true });
                const value = hasComma(subject) ? `(${subject},)` : `(${subject})`;
                return `${indent}if [${name} := ${value}]:`;
            }
            const inner = open.at(-1);
            const [, blanks, rest] = branch.exec(line) ?? [];
            const cut = rest && inner ? colonOf(rest) : -1;
            if (!inner || !rest || cut < 0) {
                return line;
            }
            const condition = caseCondition(rest.slice(0, cut), inner.subject);
            const word = inner.first ? "if" : "elif";
            inner.first = false;
            return condition === undefined ? line : `${blanks}${word} ${condition}:${rest.slice(cut + 1)}`;
        })
        .join("\n");
}

function isFollowedByCase(lines: readonly string[], at: number): boolean {
    const next = lines.slice(at + 1).find((line) => line.trim() !== "" && !line.trim().startsWith("#"));
    return next !== undefined && branch.test(next);
}

/** Where the colon stands that ends the head of a case. */
function colonOf(text: string): number {
    return outside(text, (rest) => rest.startsWith(":") && !rest.startsWith(":="))[0] ?? -1;
}

/** The places outside of brackets and quotes where `is` holds. */
function outside(text: string, is: (rest: string) => boolean): number[] {
    const places: number[] = [];
    let depth = 0;
    let quote = "";
    for (let i = 0; i < text.length; i++) {
        const c = text[i] as string;
        if (quote) {
            i += c === "\\" ? 1 : 0;
            quote = c === quote ? "" : quote;
        } else if (depth === 0 && is(text.slice(i))) {
            places.push(i);
        } else if (c === '"' || c === "'") {
            quote = c;
        } else if ("([{".includes(c)) {
            depth++;
        } else if (")]}".includes(c)) {
            depth--;
        }
    }
    return places;
}

/** The parts between marks of `size` letters at `places`, trimmed; an empty last one is left out. */
function parts(text: string, mark: string): string[] {
    const places = outside(text, (rest) => rest.startsWith(mark));
    const starts = [0, ...places.map((place) => place + mark.length)];
    const all = starts.map((start, i) => text.slice(start, places[i] ?? text.length).trim());
    return all.at(-1) === "" ? all.slice(0, -1) : all;
}

const hasComma = (text: string): boolean => outside(text, (rest) => rest.startsWith(",")).length > 0;

/** The condition of a case, with its guard. */
function caseCondition(text: string, subject: string): string | undefined {
    const [pattern = "", ...guard] = parts(text, " if ");
    const sequence = hasComma(pattern) ? `[${pattern}]` : pattern;
    const condition = conditionOf(sequence, subject);
    return condition && (guard.length > 0 ? `${condition} and (${guard.join(" if ")})` : condition);
}

/** Whether a value matches a pattern, as an expression; undefined: the pattern cannot be read. */
function conditionOf(pattern: string, value: string): string | undefined {
    const text = pattern.trim();
    const [bound, name] = parts(text, " as ");
    const either = parts(text, "|");
    if (name) {
        return every([conditionOf(bound ?? "", value), take(name, value)]);
    }
    if (either.length > 1) {
        const all = either.map((part) => conditionOf(part, value));
        return all.includes(undefined) ? undefined : `(${all.join(" or ")})`;
    }
    if (text === "_") {
        return "True";
    }
    if (/^(None|True|False)$/.test(text)) {
        return `${value} is ${text}`;
    }
    if (/^[A-Za-z_]\w*$/.test(text)) {
        return take(text, value);
    }
    if (/^\(.*\)$/s.test(text) && !hasComma(text.slice(1, -1)) && text !== "()") {
        return conditionOf(text.slice(1, -1), value);
    }
    if (/^[[(].*[\])]$/s.test(text)) {
        return sequenceCondition(parts(text.slice(1, -1), ","), value);
    }
    if (/^\{.*\}$/s.test(text)) {
        return mappingCondition(parts(text.slice(1, -1), ","), value);
    }
    const [, type, inner] = /^([A-Za-z_][\w.]*)\s*\((.*)\)$/s.exec(text) ?? [];
    if (type !== undefined && inner !== undefined) {
        return classCondition(type, parts(inner, ","), value);
    }
    return /^([-+.\w\s]+|[rb]?("[^"]*"|'[^']*'))$/s.test(text) ? `${value} == ${text}` : undefined;
}

/** Gives the value a name, which always succeeds. */
const take = (name: string, value: string): string => (name === "_" ? "True" : `[${name} := ${value}]`);

const every = (conditions: readonly (string | undefined)[]): string | undefined =>
    conditions.includes(undefined) ? undefined : `(${conditions.join(" and ")})`;

function sequenceCondition(items: readonly string[], value: string): string | undefined {
    const star = items.findIndex((item) => item.startsWith("*"));
    const behind = items.length - 1 - star;
    const size = star < 0 ? `len(${value}) == ${items.length}` : `len(${value}) >= ${items.length - 1}`;
    const each = items.map((item, i) => {
        if (i === star) {
            return take(item.slice(1).trim(), `list(${value}[${i}:len(${value}) - ${behind}])`);
        }
        return conditionOf(item, star < 0 || i < star ? `${value}[${i}]` : `${value}[${i - items.length}]`);
    });
    return every([`isinstance(${value}, (list, tuple))`, size, ...each]);
}

function mappingCondition(items: readonly string[], value: string): string | undefined {
    const keys: string[] = [];
    const each = items.map((item) => {
        if (item.startsWith("**")) {
            const rest = `{k: v for k, v in ${value}.items() if k not in (${keys.join("")})}`;
            return take(item.slice(2).trim(), rest);
        }
        const [key, ...pattern] = parts(item, ":");
        keys.push(`${key},`);
        return every([`${key} in ${value}`, conditionOf(pattern.join(":"), `${value}[${key}]`)]);
    });
    return every([`isinstance(${value}, dict)`, ...each]);
}

function classCondition(type: string, items: readonly string[], value: string): string | undefined {
    const each = items.map((item, i) => {
        const [, name, pattern] = /^(\w+)\s*=(?!=)(.*)$/s.exec(item) ?? [];
        if (name && pattern) {
            return every([`hasattr(${value}, "${name}")`, conditionOf(pattern, `${value}.${name}`)]);
        }
        return conditionOf(item, whole.has(type) ? value : `getattr(${value}, ${type}.__match_args__[${i}])`);
    });
    return every([`isinstance(${value}, ${type})`, ...each]);
}
