// Writes src/status.ts from the C header, so that an error's `code` and the core's status numbers cannot drift.
// Run by `npm run generate`; with --check it only says whether the file is up to date (test/status.test.mjs).
import { readFileSync, writeFileSync } from "node:fs";

const header = new URL("../../include/smacs/status.h", import.meta.url);
const target = new URL("../src/status.ts", import.meta.url);

/** The TypeScript text for a status.h text. */
export function statusModule(text) {
    const names = [];
    for (const [, name, number] of text.matchAll(/^\s*SMACS_(OK|E_[A-Z_]+)\s*=\s*(\d+)/gm)) {
        names[Number(number)] = name.replace(/^E_/, "").toLowerCase().replaceAll("_", "-");
    }
    const lines = names.map((name) => `    "${name}",`);
    return `// Generated from include/smacs/status.h by scripts/generate-status.mjs; do not edit.

/** Names of the core's statuses; the place of each is its number in C. */
export const statusNames = [
${lines.join("\n")}
] as const;

export type StatusName = (typeof statusNames)[number];
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
    const wanted = statusModule(readFileSync(header, "utf8"));
    if (!process.argv.includes("--check")) {
        writeFileSync(target, wanted);
    } else if (readFileSync(target, "utf8") !== wanted) {
        console.error("src/status.ts is not what include/smacs/status.h says: npm run generate");
        process.exitCode = 1;
    }
}
