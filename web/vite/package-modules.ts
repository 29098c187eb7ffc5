// Imports from the package's entries go to the modules that have what is imported. The bundler leaves out what nobody
// imports, but asks of a module which others import it: behind an entry, all of the package would belong to the shell.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const dist = fileURLToPath(new URL("../../wasm/dist", import.meta.url));
const entries: Record<string, string> = { smacs: join(dist, "index.js"), "smacs/wire": join(dist, "wire/index.js") };

/** Name -> the module that exports it. */
function modulesOf(entry: string): Map<string, string> {
    const exported = readFileSync(entry, "utf8").matchAll(/export\s*\{([^}]*)\}\s*from\s*"([^"]+)"/g);
    return new Map(
        [...exported].flatMap(([, names = "", from = ""]) =>
            listed(names).map((name) => [name, join(dirname(entry), from)] as const),
        ),
    );
}

const listed = (names: string) =>
    names
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean);

export function packageModules(): Plugin {
    const known = new Map<string, Map<string, string>>();
    return {
        name: "smacs-package-modules",
        apply: "build",
        buildStart() {
            for (const [name, entry] of Object.entries(entries)) {
                known.set(name, modulesOf(entry));
            }
        },
        transform: {
            // After TypeScript's own: types are gone, and each import stands by itself.
            order: "post",
            handler(code, id) {
                if (!id.includes("/web/src/") || !code.includes('"smacs')) {
                    return null;
                }
                const direct = code.replace(
                    /import\s*\{([^}]*)\}\s*from\s*"(smacs|smacs\/wire)";?/g,
                    (_whole, names: string, entry: string) =>
                        listed(names)
                            .map((name) => {
                                const module = known.get(entry)?.get(name.replace(/\s+as\s.*/, ""));
                                return `import { ${name} } from ${JSON.stringify(module ?? entry)};`;
                            })
                            .join(" "),
                );
                return direct === code ? null : { code: direct, map: null };
            },
        },
    };
}
