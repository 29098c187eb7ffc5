// Writes src/run-messages.ts from the schema, so that the types of a run's messages and their documentation cannot
// drift. Run by `npm run generate`; with --check it only says whether the file is up to date.
import { readFileSync, writeFileSync } from "node:fs";

const schema = new URL("../schema/run.schema.json", import.meta.url);
const target = new URL("../src/run-messages.ts", import.meta.url);

const width = 120;

const scalars = { string: "string", number: "number", integer: "number", boolean: "boolean", null: "null" };

/** The TypeScript type of a schema. Throws for what the schema is not meant to hold. */
function typeOf(node, indent) {
    if (node.$ref) {
        return node.$ref.replace("#/$defs/", "");
    }
    if ("const" in node) {
        return JSON.stringify(node.const);
    }
    if (node.enum) {
        return node.enum.map((word) => JSON.stringify(word)).join(" | ");
    }
    const choices = node.oneOf ?? node.anyOf;
    if (choices) {
        return choices.map((choice) => typeOf(choice, indent)).join(" | ");
    }
    if (node.type === "array") {
        const item = typeOf(node.items, indent);
        return item.includes("|") ? `(${item})[]` : `${item}[]`;
    }
    if (node.type === "object") {
        return objectOf(node, indent);
    }
    const types = [node.type].flat().map((type) => scalars[type]);
    if (types.includes(undefined)) {
        throw new Error(`no type for ${JSON.stringify(node)}`);
    }
    return types.join(" | ");
}

/** A description as a comment of lines within the declared width. */
function commentOf(description, indent) {
    const line = `${indent}/** ${description} */\n`;
    if (line.length <= width + 1) {
        return line;
    }
    const lines = [];
    for (const word of description.split(" ")) {
        if (lines.length && `${indent} * ${lines.at(-1)} ${word}`.length <= width) {
            lines[lines.length - 1] += ` ${word}`;
        } else {
            lines.push(word);
        }
    }
    return `${indent}/**\n${lines.map((text) => `${indent} * ${text}\n`).join("")}${indent} */\n`;
}

function objectOf(node, indent) {
    const inner = `${indent}    `;
    const members = Object.entries(node.properties).map(([name, member]) => {
        const comment = member.description ? commentOf(member.description, inner) : "";
        const optional = node.required.includes(name) ? "" : "?";
        return `${comment}${inner}${name}${optional}: ${typeOf(member, inner)};`;
    });
    return `{\n${members.join("\n")}\n${indent}}`;
}

/** The TypeScript text for a schema. */
export function messagesModule(text) {
    const declarations = Object.entries(JSON.parse(text).$defs).map(([name, node]) => {
        const comment = commentOf(node.description, "");
        return node.type === "object"
            ? `${comment}export interface ${name} ${objectOf(node, "")}\n`
            : `${comment}export type ${name} = ${typeOf(node, "")};\n`;
    });
    const head = "// Generated from schema/run.schema.json by scripts/generate-run-messages.mjs; do not edit.\n";
    return [head, ...declarations].join("\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
    const wanted = messagesModule(readFileSync(schema, "utf8"));
    if (!process.argv.includes("--check")) {
        writeFileSync(target, wanted);
    } else if (readFileSync(target, "utf8") !== wanted) {
        console.error("src/run-messages.ts is not what schema/run.schema.json says: npm run generate");
        process.exitCode = 1;
    }
}
