// A small embedder of another kind than the page's, made with the command where that is built.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../build/native/smacs", import.meta.url));

/** Called "tiny". undefined where there is no command. */
export function otherEmbedder(texts: readonly string[]): File | undefined {
    if (!existsSync(command)) {
        return undefined;
    }
    const folder = mkdtempSync(join(tmpdir(), "smacs-embedder-"));
    try {
        const [from, to] = [join(folder, "text.txt"), join(folder, "tiny.sme")];
        writeFileSync(from, texts.join("\n"));
        execFileSync(command, ["embedder", "train", "--text", from, "--dim", "16", "--name", "tiny", "--out", to], {
            stdio: "ignore",
        });
        return new File([readFileSync(to)], "tiny.sme");
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** An index with vectors of a model outside, called "made-embed". undefined where there is no command. */
export function outsideIndex(): File | undefined {
    if (!existsSync(command)) {
        return undefined;
    }
    const folder = mkdtempSync(join(tmpdir(), "smacs-outside-"));
    try {
        const [bank, vectors, to] = ["b.jsonl", "v.jsonl", "x.smx"].map((name) => join(folder, name)) as [
            string,
            string,
            string,
        ];
        writeFileSync(bank, '{"id": "q", "question": "Why?", "scores": {"Ada": 1}}\n');
        writeFileSync(vectors, "[1, 2, 3]\n");
        const own = ["--vectors", vectors, "--embedding-model", "made-embed", "--out", to];
        execFileSync(command, ["index", "build", "--bank", bank, ...own], { stdio: "ignore" });
        return new File([readFileSync(to)], "x.smx");
    } finally {
        rmSync(folder, { recursive: true });
    }
}
