// Recorded checks of a bank's recorded answers, made once by check.mjs and kept under build/checks. They are made anew when
// the finder, an interpreter or the shim has changed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const parts = [
    "build/wasm/smacs-checks.wasm",
    "wasm/dist/check/sandbox-worker.js", // all that runs programs, in one file
    "package-lock.json",
];

/** What checks need that is not built; undefined: nothing. */
export const missing = () => parts.find((part) => !existsSync(new URL(`../../${part}`, import.meta.url)));

/** The file of checks of a split, such as "zeroeval.dev". */
export function recordedChecks(bank, split) {
    const needed = missing();
    if (needed) {
        throw new Error(`${needed} is not built: run make wasm and npm run build -w wasm`);
    }
    const digest = createHash("sha256");
    for (const part of parts) {
        digest.update(readFileSync(part));
    }
    const file = `build/checks/${split}.${digest.digest("hex").slice(0, 12)}.jsonl`;
    if (!existsSync(file)) {
        const [source, name] = split.split(".");
        const given = ["--bank", join(bank, `${split}.jsonl.gz`)];
        given.push("--responses", join(bank, `${source}.responses.${name}.jsonl.gz`), "--out", `${file}.part`);
        mkdirSync("build/checks", { recursive: true });
        execFileSync(process.execPath, ["tests/lab/check.mjs", ...given], { stdio: ["ignore", "inherit", "inherit"] });
        renameSync(`${file}.part`, file);
    }
    return file;
}
