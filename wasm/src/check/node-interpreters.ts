// The interpreters of the packages beside this one, for node.
import { SmacsError } from "../error.js";
import type { CheckLanguage } from "../run-messages.js";
import type { WasmSource } from "../source.js";

const files = {
    python: "@micropython/micropython-webassembly-pyscript/micropython.wasm",
    javascript: "quickjs-wasi/quickjs.wasm",
} as const;

/** Where the interpreters lie; they are read when they are first needed. Errors then: argument (not installed). */
export function nodeInterpreters(): Record<CheckLanguage, () => Promise<WasmSource>> {
    const find = (language: CheckLanguage) => async () => {
        try {
            return new URL(import.meta.resolve(files[language]));
        } catch (cause) {
            throw new SmacsError("argument", `install ${files[language]} to check programs in ${language}`, { cause });
        }
    };
    return { python: find("python"), javascript: find("javascript") };
}
