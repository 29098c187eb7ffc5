// Classes whose fields stand in their bodies: dataclasses, enumerations, tuples with names. MicroPython forgets the order
// of a class's names and reads no annotations, so the names are written into the class, where the shim finds them.

/** A class whose body begins behind the line `head`. */
interface ClassHead {
    head: number;
    indent: string;
    kind: Kind;
}

type Kind = "dataclass" | "enum" | "tuple";

const header = /^([ \t]*)class\s+\w+\s*(?:\(([^()]*)\))?\s*:\s*(?:#.*)?$/;
const bases: readonly [Kind, RegExp][] = [
    ["enum", /^(enum\.)?Enum$/],
    ["tuple", /^(typing\.)?NamedTuple$/],
];
const field = /^(\w+)\s*:\s*(?!.*\bClassVar\b)/;
const fields: Readonly<Record<Kind, RegExp>> = { dataclass: field, tuple: field, enum: /^([A-Za-z]\w*)\s*=(?!=)/ };
/** What is put before a class, for the shim to make of it what it is. */
const decorators: Partial<Record<Kind, string>> = { enum: "@__enum", tuple: "@__tuple" };

/** Whether a text has such classes. */
export const hasFields = (source: string): boolean => /\b(dataclass|Enum|NamedTuple)\b/.test(source);

/** The text with the names of such classes in `_fields_`, in their order. */
export function nameFields(source: string): string {
    const lines = source.split("\n");
    const quoted = linesInTexts(lines);
    const out: string[] = [];
    for (let at = 0; at < lines.length; at++) {
        const found = quoted[at] ? undefined : classAt(lines, at);
        const line = lines[at] as string;
        if (!found) {
            out.push(line);
            continue;
        }
        const body = bodyOf(lines, found);
        const inside = lines.slice(at + 1, body.end);
        const own = inside.filter((text, i) => !quoted[at + 1 + i] && text.startsWith(body.indent));
        const names = own.flatMap((text) => fields[found.kind].exec(text.slice(body.indent.length))?.[1] ?? []);
        const decorator = decorators[found.kind];
        out.push(...(decorator ? [found.indent + decorator] : []), line);
        out.push(`${body.indent}_fields_ = (${names.map((name) => `"${name}",`).join("")})`);
    }
    return out.join("\n");
}

function classAt(lines: readonly string[], at: number): ClassHead | undefined {
    const [, indent, parents = ""] = header.exec(lines[at] as string) ?? [];
    if (indent === undefined) {
        return undefined;
    }
    for (let i = at - 1; i >= 0 && (lines[i] as string).startsWith(`${indent}@`); i--) {
        if (/^\s*@(dataclasses\.)?dataclass\b/.test(lines[i] as string)) {
            return { head: at, indent, kind: "dataclass" };
        }
    }
    const names = parents.split(",").map((name) => name.trim());
    const kind = bases.find(([, base]) => names.some((name) => base.test(name)))?.[0];
    return kind && { head: at, indent, kind };
}

/** The indentation of a class's body, and the line behind it. */
function bodyOf(lines: readonly string[], { head, indent }: ClassHead): { indent: string; end: number } {
    let own: string | undefined;
    let end = head + 1;
    for (; end < lines.length; end++) {
        const [, lead = "", first] = /^([ \t]*)(\S?)/.exec(lines[end] as string) ?? [];
        if (first && lead.length <= indent.length) {
            break;
        }
        own ??= first ? lead : undefined;
    }
    return { indent: own ?? `${indent}    `, end };
}

/** Which lines begin inside a text with three quotes. */
function linesInTexts(lines: readonly string[]): boolean[] {
    let open = "";
    return lines.map((line) => {
        const before = open !== "";
        for (const [mark] of line.matchAll(/"""|'''/g)) {
            open = open === "" ? mark : open === mark ? "" : open;
        }
        return before;
    });
}
