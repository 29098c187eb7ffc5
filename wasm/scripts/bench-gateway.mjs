// Measures what the gateway adds to a call: latency at p50 and p99 over asking the provider directly, on loopback.
//
// usage: node scripts/bench-gateway.mjs [SECONDS]      for each line of the table, default 4
//
// The provider is the tests' server in a process of its own. It takes 20 ms for an answer and runs no model. The last
// column is the processor time that the gateway took for a request, which says more than latency on a busy machine.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { default as workerd } from "workerd";
import { startServer } from "../../web/test/server.mjs";

const self = fileURLToPath(import.meta.url);
const asset = (name) => fileURLToPath(new URL(`../../web/assets/${name}`, import.meta.url));
const models = ["Llama-3.1-405B-Instruct", "Mistral-Large-Instruct-2407", "Llama-3.1-70B-Instruct", "DeepSeek-V2.5"];
const concurrencies = [1, 8, 32];
let asked = 0;

if (process.argv[2] === "--provider") {
    const { url } = await startServer({
        answers: () => "The answer is 4.",
        models,
        pause: 20,
        requests: { push() {} },
    });
    console.log(url);
} else {
    await measure(Number(process.argv[2] ?? 4));
}

async function measure(seconds) {
    const folder = mkdtempSync(join(tmpdir(), "smacs-bench-"));
    const children = [];
    /** Starts a program and gives what the pattern finds in its output. */
    const start = (program, args, pattern, stdio = ["ignore", "pipe", "inherit"]) => {
        const child = spawn(program, args, { stdio });
        children.push(child);
        return new Promise((resolve, reject) => {
            let said = "";
            child.once("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
            child.stdio.at(-1 - (stdio.length === 3)).on("data", (data) => {
                said += data;
                const found = pattern.exec(said);
                if (found) {
                    resolve({ said: found[1], pid: child.pid });
                }
            });
        });
    };
    try {
        const { said: provider } = await start(process.execPath, [self, "--provider"], /(http:\S+)/);
        const config = join(folder, "gateway.json");
        const members = models.map((model) => ({ id: model, endpoint: "up", model }));
        writeFileSync(config, JSON.stringify({ endpoints: { up: { base: `${provider}/v1` } }, members }));
        const serve = [
            fileURLToPath(new URL("../bin/smacs.mjs", import.meta.url)),
            ...["serve", "--config", config, "--port", "0", "--quiet"],
            ...["--embedder", asset("default.sme"), "--index", asset("default.smx")],
        ];
        const onNode = await start(process.execPath, serve, /(http:\S+)\/v1/);
        const site = join(folder, "site");
        await start(process.execPath, [...serve, "--workerd", site], /(written)/);
        const listening = ["serve", join(site, "config.capnp"), "--control-fd=3"];
        const onWorkerd = await start(workerd.default, listening, /"port":(\d+)/, [
            "ignore",
            "inherit",
            "inherit",
            "pipe",
        ]);
        await table(seconds, provider, {
            node: { url: onNode.said, pid: onNode.pid },
            workerd: { url: `http://127.0.0.1:${onWorkerd.said}`, pid: onWorkerd.pid },
        });
    } finally {
        for (const child of children) {
            child.removeAllListeners("exit").kill();
        }
        rmSync(folder, { recursive: true, force: true });
    }
}

async function table(seconds, provider, gateways) {
    const row = (...cells) =>
        console.log(cells.map((cell, at) => (at ? String(cell).padStart(at > 1 ? 12 : 6) : cell.padEnd(34))).join(""));
    console.log("latency in ms; gateway: what it adds to the provider alone (direct) at the same concurrency");
    row("", "at", "p50", "p99", "requests/s", "cpu ms");
    for (const concurrency of concurrencies) {
        const load = (url, model, stream, pid) => sample({ url, model, stream, pid, concurrency, seconds });
        const ofCell = ({ p50, p99, rate, cpu }, base = { p50: 0, p99: 0 }) => [
            concurrency,
            (p50 - base.p50).toFixed(1),
            (p99 - base.p99).toFixed(1),
            rate.toFixed(0),
            cpu?.toFixed(1) ?? "",
        ];
        const direct = await load(provider, models[0], false);
        const streamed = await load(provider, models[0], true);
        row("direct", ...ofCell(direct));
        row("direct, streamed", ...ofCell(streamed));
        for (const [name, { url, pid }] of Object.entries(gateways)) {
            row(`+ ${name}, smacs/route`, ...ofCell(await load(url, "smacs/route", false, pid), direct));
            row(`+ ${name}, smacs/route, streamed`, ...ofCell(await load(url, "smacs/route", true, pid), streamed));
            row(`+ ${name}, smacs/fast`, ...ofCell(await load(url, "smacs/fast", false, pid), streamed));
        }
    }
}

/** Some requests to warm up, then those that are measured, so many in flight at once. */
async function sample({ url, model, stream, pid, concurrency, seconds }) {
    const times = [];
    const work = async (until) => {
        while (performance.now() < until) {
            times.push(await timed(url, model, stream));
        }
    };
    const together = (until) => Promise.all(Array.from({ length: concurrency }, () => work(until)));
    await together(performance.now() + 250 * seconds);
    times.length = 0;
    const busyBefore = busyMs(pid);
    const started = performance.now();
    await together(started + 1000 * seconds);
    const rate = (1000 * times.length) / (performance.now() - started);
    const cpu = busyBefore === undefined ? undefined : (busyMs(pid) - busyBefore) / times.length;
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
    return { p50: at(0.5), p99: at(0.99), rate, cpu };
}

/** Processor time of a process so far, in ms; undefined where the system does not say. Linux counts in 10 ms. */
function busyMs(pid) {
    const file = `/proc/${pid}/stat`;
    if (pid === undefined || !existsSync(file)) {
        return undefined;
    }
    const fields = readFileSync(file, "utf8").split(") ")[1].split(" ");
    return 10 * (Number(fields[11]) + Number(fields[12]));
}

async function timed(url, model, stream) {
    const content = `What is ${++asked % 89} + ${asked % 7}? Give the number.`;
    const started = performance.now();
    const reply = await fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ model, stream, messages: [{ role: "user", content }] }),
    });
    const text = await reply.text();
    if (!reply.ok || !text.includes("The answer is 4.")) {
        throw new Error(`${url}, ${model}: ${reply.status} ${text.slice(0, 500)}`);
    }
    return performance.now() - started;
}
