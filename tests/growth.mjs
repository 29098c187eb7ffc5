// Measures what an index costs as it grows: processor time and memory of building, opening, routing, adding, merging and
// sharding, and of a route by a sharded index. Writes a table to stdout and a picture to build/growth.svg. Both go on to ten
// times the largest size as the last two sizes do; what is extrapolated is dashed.
//
// usage: node tests/growth.mjs [QUESTIONS QUESTIONS ...]       (10000 100000 1000000)        after make native
//
// The indexes are drawn from the default one (draw-index.c), 41 models. Processor time, not the clock's, because the
// machine may be busy. Needs a C compiler and GNU time.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (path) => join(root, path);
const [smacs, draw, real] = [at("build/native/smacs"), at("build/draw-index"), at("web/assets/default.smx")];
const embedder = at("web/assets/default.sme");
const question = "A shop sells 12 boxes of 6 pens at $3.50 a box. How much does it take in a week?";
const sizes = process.argv.slice(2).map(Number);
if (sizes.length < 2) {
    sizes.splice(0, 1, 10_000, 100_000, 1_000_000);
}
sizes.sort((a, b) => a - b);

execFileSync("cc", [
    ...["-std=c11", "-O2", "-ffp-contract=off", `-I${at("include")}`, `-I${at("src")}`, at("tests/draw-index.c")],
    ...[at("build/native/src/libsmacs.a"), "-lcjson", "-lm", "-o", draw],
]);
mkdirSync(at("build"), { recursive: true });
const folder = mkdtempSync(at("build/growth-"));
const file = (name) => join(folder, name);

/** Seconds of processor time and peak memory in MB of a command, and what it printed. */
function cost(...command) {
    const { status, stdout, stderr } = spawnSync("/usr/bin/time", ["-f", "%U %S %M", ...command], {
        maxBuffer: 1 << 28,
        encoding: "utf8",
    });
    if (status !== 0) {
        throw new Error(`${command.join(" ")}: ${stderr}`);
    }
    const [user, system, kilobytes] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
    return { s: user + system, mb: kilobytes / 1000, out: stdout };
}

/** A bank of questions out of the default embedder's words, for building with the embedder. */
function writeBank(name, count) {
    const words =
        "add apples total price train hours speed area circle law court treaty cell protein sort list loop".split(" ");
    const lines = [];
    for (let i = 0, state = count; i < count; i++) {
        const text = Array.from({ length: 12 }, () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            return words[(state >>> 16) % words.length];
        });
        const scores = Object.fromEntries(Array.from({ length: 41 }, (_, m) => [`m${m}`, (state >>> (m % 24)) & 1]));
        lines.push(
            JSON.stringify({ id: `q${i}`, benchmark: `b${i % 9}`, question: `${text.join(" ")} ${i}?`, scores }),
        );
    }
    writeFileSync(file(name), `${lines.join("\n")}\n`);
}

/** What is measured at one size, by name: seconds and MB. */
function measure(count) {
    const x = file("x.smx");
    const rows = {};
    if (count <= 100_000) {
        writeBank("bank.jsonl", count);
        rows["build, 41 models, own embedder"] = cost(
            ...[smacs, "index", "build", "--bank", file("bank.jsonl"), "--embedder", embedder, "--out", file("b.smx")],
        );
    }
    const drawn = cost(draw, real, String(count), "1", "0", x);
    rows["build from vectors"] = { s: Number(drawn.out) / 1000, mb: drawn.mb };
    const opened = cost(draw, x);
    const [open, route] = opened.out.split(" ").map((ms) => Number(ms) / 1000);
    rows.open = { s: open, mb: opened.mb };
    rows.route = { s: route, mb: opened.mb };
    const scores = Array.from({ length: 100 }, (_, i) => ({ i, score: i % 2 }));
    execFileSync(smacs, ["index", "pick", x, "--questions", "100", "--out", file("picked.jsonl")], { stdio: "ignore" });
    const ids = execFileSync("cat", [file("picked.jsonl")], { encoding: "utf8" })
        .trim()
        .split("\n");
    writeFileSync(
        file("scores.jsonl"),
        ids.map((line, i) => `${JSON.stringify({ id: JSON.parse(line).id, score: scores[i].score })}\n`).join(""),
    );
    rows["add a model"] = cost(
        ...[smacs, "index", "add", x, "--model", "new", "--scores", file("scores.jsonl"), "--out", file("added.smx")],
    );
    execFileSync(draw, [real, "10000", "2", "90000000", file("more.smx")]);
    rows["merge with 10,000 more"] = cost(smacs, "index", "merge", x, file("more.smx"), "--out", file("merged.smx"));
    rows["cut into cells"] = cost(smacs, "index", "shard", x, "--out", file("x.smh"));
    rows["route by cells, a new process"] = cost(smacs, "route", file("x.smh"), "--embedder", embedder, question);
    return { rows, megabytes: statSync(x).size / 1e6 };
}

/** A row at ten times the largest size, on the line through the last two sizes, both axes logarithmic. */
function extrapolated(before, last) {
    const steps = Math.log(10) / Math.log(sizes.at(-1) / sizes.at(-2));
    const onward = (from, to) => to * (to / from) ** steps;
    return { s: onward(before.s, last.s), mb: onward(before.mb, last.mb) };
}

const bare = (value) => (value < 1 ? value.toPrecision(2) : value < 100 ? value.toFixed(1) : value.toFixed(0));
const label = (count) => (count >= 1e6 ? `${count / 1e6} million` : count.toLocaleString("en"));

/** Both panels, time and memory, on logarithmic axes. `beyond`: rows at ten times the largest size. */
function picture(names, found, beyond) {
    const colors = ["#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d98200", "#16808a", "#7a5230", "#555555"];
    const furthest = sizes.at(-1) * 10;
    const [low, high] = [sizes[0], furthest * 1.01];
    const x = (count, left) => left + (Math.log(count / low) / Math.log(high / low)) * 300;
    const panel = (left, title, from, to, value, unit) => {
        const y = (v) => 300 - (Math.log10(Math.max(v, from) / from) / Math.log10(to / from)) * 240;
        const ticks = [];
        for (let v = from; v <= to; v *= 10) {
            ticks.push(
                `<path d="M${left} ${y(v)}h300" stroke="#ddd"/><text x="${left - 6}" y="${y(v) + 4}" text-anchor="end">${unit(v)}</text>`,
            );
        }
        const lines = names.map((name, i) => {
            const points = sizes.flatMap((count, k) =>
                found[k].rows[name] ? [`${x(count, left).toFixed(1)},${y(value(found[k].rows[name])).toFixed(1)}`] : [],
            );
            const dots = points.map(
                (p) => `<circle cx="${p.split(",")[0]}" cy="${p.split(",")[1]}" r="3" fill="${colors[i]}"/>`,
            );
            const line = `<polyline points="${points.join(" ")}" fill="none" stroke="${colors[i]}" stroke-width="2"/>${dots.join("")}`;
            const row = beyond[name];
            const onward = row ? `${x(furthest, left).toFixed(1)},${y(value(row)).toFixed(1)}` : "";
            return row
                ? `${line}<polyline points="${points.at(-1)} ${onward}" fill="none" stroke="${colors[i]}" stroke-width="2" stroke-dasharray="4 4"/>`
                : line;
        });
        const marks = [...sizes, furthest].map(
            (count) => `<text x="${x(count, left)}" y="318" text-anchor="middle">${label(count)}</text>`,
        );
        return `<text x="${left}" y="42" font-weight="bold">${title}</text>${ticks.join("")}${lines.join("")}${marks.join("")}`;
    };
    const legend = names.map(
        (name, i) =>
            `<rect x="${20 + (i % 3) * 265}" y="${342 + Math.floor(i / 3) * 20}" width="12" height="12" fill="${colors[i]}"/><text x="${38 + (i % 3) * 265}" y="${352 + Math.floor(i / 3) * 20}">${name}</text>`,
    );
    const time = panel(
        70,
        "processor time",
        1e-4,
        1e4,
        (row) => row.s,
        (v) => (v < 1 ? `${+(v * 1e3).toPrecision(1)} ms` : `${v} s`),
    );
    const memory = panel(
        460,
        "peak memory",
        1,
        1e5,
        (row) => row.mb,
        (v) => (v < 1e3 ? `${v} MB` : `${v / 1e3} GB`),
    );
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 410" font-family="sans-serif" font-size="12" role="img" aria-label="Cost of an index by its number of questions"><rect width="800" height="410" fill="#fff"/>${time}${memory}${legend.join("")}</svg>\n`;
}

try {
    const found = sizes.map(measure);
    const names = [...new Set(found.flatMap(({ rows }) => Object.keys(rows)))];
    const [before, last] = found.slice(-2).map(({ rows }) => rows);
    const beyond = Object.fromEntries(
        names
            .filter((name) => before[name]?.s > 0 && last[name])
            .map((name) => [name, extrapolated(before[name], last[name])]),
    );
    const columns = [...sizes.map(label), `${label(sizes.at(-1) * 10)}, extrapolated`];
    console.log(`| | ${columns.join(" | ")} |\n|---|${columns.map(() => "---|").join("")}`);
    const megabytes = found.map((one) => one.megabytes);
    console.log(`| file | ${[...megabytes, 10 * megabytes.at(-1)].map((mb) => `${bare(mb)} MB`).join(" | ")} |`);
    for (const name of names) {
        const cells = [...found.map(({ rows }) => rows[name]), beyond[name]].map((row) => {
            const time = row && (row.s < 1 ? `${bare(row.s * 1e3)} ms` : `${bare(row.s)} s`);
            return row ? `${time}, ${bare(row.mb)} MB` : "";
        });
        console.log(`| ${name} | ${cells.join(" | ")} |`);
    }
    writeFileSync(at("build/growth.svg"), picture(names, found, beyond));
} finally {
    rmSync(folder, { recursive: true });
}
