// Runs the tests against the package as people get it: packs it, installs the tarball into an empty folder without a
// network, and has `smacs` mean what is there.
//
// usage: node test/run.mjs [TEST.mjs ...]      `node --test TEST.mjs` runs one against the sources' build instead
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const { dependencies } = JSON.parse(readFileSync(join(here, "../package.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "smacs-packed-"));
try {
    install();
    const given = process.argv.slice(2);
    const all = readdirSync(here).filter((name) => name.endsWith(".test.mjs"));
    const files = given.length > 0 ? given : all.map((name) => join(here, name));
    const hooks = pathToFileURL(join(here, "packed.mjs")).href;
    const { status } = spawnSync(process.execPath, ["--import", hooks, "--test", ...files], {
        stdio: "inherit",
        env: { ...process.env, SMACS_PACKED: folder },
    });
    process.exitCode = status ?? 1;
} finally {
    rmSync(folder, { recursive: true, force: true });
}

/** The dependencies are packed too, because npm's cache may not have what it needs to find them. */
function install() {
    const packages = [join(here, ".."), ...Object.keys(dependencies).map((name) => join(root, "node_modules", name))];
    npm("pack", "--ignore-scripts", "--pack-destination", folder, ...packages);
    const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
    npm("install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs.map((name) => `./${name}`));
}

function npm(...words) {
    execFileSync("npm", [...words, "--loglevel=error"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
