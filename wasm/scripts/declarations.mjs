// Lets the declarations of dist do without the DOM's types, and with TypeScript from 5.6 on: names of the platform come
// from platform.d.ts, which knows what to do where the platform does not declare them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
/** These are for pages alone. */
const ofPages = /^ask-element\b/;
const spelt = { "Uint8Array<ArrayBuffer>": "Bytes", "typeof globalThis.fetch": "Fetch" };
const platform = readFileSync(join(dist, "platform.d.ts"), "utf8");
const names = [...platform.matchAll(/^export (?:type|declare namespace) (\w+)/gm)].map(([, name]) => name);

for (const name of readdirSync(dist, { recursive: true })) {
    if (name.endsWith(".d.ts") && name !== "platform.d.ts" && !ofPages.test(name)) {
        const file = join(dist, name);
        const text = readFileSync(file, "utf8");
        if (!text.includes("/platform.js")) {
            writeFileSync(file, withPlatform(text, addressFrom(file)));
        }
    }
}

function addressFrom(file) {
    const path = relative(dirname(file), join(dist, "platform.js")).replaceAll("\\", "/");
    return path.startsWith(".") ? path : `./${path}`;
}

function withPlatform(text, address) {
    const known = Object.entries(spelt).reduce((said, [from, to]) => said.replaceAll(from, to), text);
    const code = known.replace(/\/\*.*?\*\//gs, "");
    const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
    if (used.length === 0) {
        return known;
    }
    // After the references, which count only at the top.
    const [, references, rest] = /^((?:\/\/\/[^\n]*\n)*)(.*)$/s.exec(known);
    return `${references}import type { ${used.join(", ")} } from "${address}";\n${rest}`;
}
