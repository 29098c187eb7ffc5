// Replays the corpora of the fuzz targets in a build that counts the lines which they reach, and holds each file that
// reads foreign bytes against its floor in floors.txt. Nothing is mutated, so the numbers are the same each time.
//
// usage: node tests/fuzz/coverage.mjs [FOLDER]    FOLDER: has further corpora, each named after its target
//
// Needs `cmake --preset coverage`, built, and llvm-cov. `make fuzz-coverage` does all of it.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
process.chdir(root);
const build = "build/coverage";
const further = process.argv[2];

/** Replays a target's corpora; returns the files of counts. */
function replay(target) {
    const name = target.slice("fuzz_".length);
    const folders = [join("tests/fuzz/corpus", name), ...(further ? [join(further, name)] : [])];
    return folders.filter(existsSync).map((folder, i) => {
        const profile = join(build, `${target}-${i}.profraw`);
        const env = { ...process.env, LLVM_PROFILE_FILE: profile };
        execFileSync(join(build, target), [folder, "0", "40"], { env, stdio: ["ignore", "ignore", "inherit"] });
        return profile;
    });
}

/** Lines of each source file, of all targets together: {"src/..": {count, covered, percent}}. */
function measure() {
    const targets = readdirSync(build).filter((file) => /^fuzz_[a-z]+$/.test(file));
    const merged = join(build, "merged.profdata");
    execFileSync("llvm-profdata", ["merge", "-sparse", "-o", merged, ...targets.flatMap(replay)]);
    const [first, ...rest] = targets.map((target) => join(build, target));
    const args = ["export", "-summary-only", `-instr-profile=${merged}`, first, ...rest.flatMap((t) => ["-object", t])];
    const report = JSON.parse(execFileSync("llvm-cov", args, { maxBuffer: 1 << 28 }));
    const path = (file) => relative(root, resolve(build, file)); // ccache makes them relative to the build
    return new Map(report.data[0].files.map(({ filename, summary }) => [path(filename), summary.lines]));
}

/** [file, percent] of floors.txt. */
const floors = readFileSync("tests/fuzz/floors.txt", "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split(/\s+/))
    .map(([file, floor]) => [file, Number(floor)]);

const lines = measure();
let failed = 0;
for (const [file, floor] of floors) {
    const percent = lines.get(file)?.percent ?? 0;
    failed += percent < floor;
    console.log(`${percent < floor ? "FAIL" : "ok  "} ${file}: ${percent.toFixed(1)} % of lines, floor ${floor} %`);
}
console.log(`${floors.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
