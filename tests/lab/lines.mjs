// Files of JSON Lines, plain or gzip.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export function readLines(file) {
    const bytes = readFileSync(file);
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
    return text
        .split("\n")
        .filter((line) => line.trim())
        .map((line) => JSON.parse(line));
}
