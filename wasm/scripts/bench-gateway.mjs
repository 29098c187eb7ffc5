// Measures what the gateway adds to a call: latency at p50 and p99 over asking the provider directly, on loopback.
//
// usage: node scripts/bench-gateway.mjs [SECONDS]      at each rate, default 40
//
// The provider is the tests' server in a process of its own. It takes 20 ms for an answer and runs no model. Requests
// come at a fixed rate and go to the provider and to each gateway in turn, so that what else the machine does slows all
// of them alike. Then each gateway gets as many requests as it can take. Its processor time for a request says more than
// latency on a busy machine.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { default as workerd } from "workerd";
import { startServer } from "../../web/test/server.mjs";

const self = fileURLToPath(import.meta.url);
const asset = (name) => fileURLToPath(new URL(`../../web/assets/${name}`, import.meta.url));
const models = ["Llama-3.1-405B-Instruct", "Mistral-Large-Instruct-2407", "Llama-3.1-70B-Instruct", "DeepSeek-V2.5"];
/** Requests a second, of all kinds together. */
const rates = [4, 12];
/** In flight, to find the most that a gateway takes. */
const most = 32;
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
    await measure(Number(process.argv[2] ?? 40));
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
    const direct = [
        { name: "direct", url: provider, model: models[0], stream: false },
        { name: "direct, streamed", url: provider, model: models[0], stream: true },
    ];
    const through = Object.entries(gateways).flatMap(([on, { url, pid }]) => [
        { name: `+ ${on}, smacs/route`, url, pid, model: "smacs/route", stream: false, over: direct[0] },
        { name: `+ ${on}, smacs/route, streamed`, url, pid, model: "smacs/route", stream: true, over: direct[1] },
        { name: `+ ${on}, smacs/fast`, url, pid, model: "smacs/fast", stream: false, over: direct[0] },
    ]);
    const kinds = [...direct, ...through];
    for (const kind of kinds) {
        await inFlight(kind, 4, 2);
    }
    const row = (...cells) =>
        console.log(cells.map((cell, at) => (at ? String(cell).padStart(12) : cell.padEnd(34))).join(""));
    const load = () => loadavg()[0].toFixed(0);
    for (const rate of rates) {
        console.log(`${rate} requests/s in turn, ms; of a gateway what it adds to the provider alone (load ${load()})`);
        row("", "p50", "p99", "requests", "refused");
        const times = await inTurn(kinds, rate, seconds);
        for (const kind of kinds) {
            const [p50, p99] = [0.5, 0.99].map((share) => {
                const base = kind.over ? quantile(times.get(kind.over), share) : 0;
                return (quantile(times.get(kind), share) - base).toFixed(0);
            });
            const answered = times.get(kind).length;
            row(kind.name, p50, p99, answered, Math.floor((rate * seconds) / kinds.length) - answered);
        }
    }
    console.log(`as many as it takes, ${most} in flight (load ${load()})`);
    row("", "requests/s", "cpu ms");
    for (const kind of through) {
        const { rate, cpu } = await inFlight(kind, most, seconds / 10);
        row(kind.name.slice(2), rate.toFixed(0), cpu?.toFixed(1) ?? "");
    }
}

function quantile(times, share) {
    const sorted = times.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Requests of each kind in turn, so many a second in all, whether those before have been answered or not. */
async function inTurn(kinds, rate, seconds) {
    const times = new Map(kinds.map((kind) => [kind, []]));
    const started = performance.now();
    const work = [];
    for (let sent = 0; sent < rate * seconds; sent++) {
        const wait = started + (1000 * sent) / rate - performance.now();
        if (wait > 0) {
            await new Promise((resolve) => setTimeout(resolve, wait));
        }
        const kind = kinds[sent % kinds.length];
        work.push(timed(kind).then((time) => time !== undefined && times.get(kind).push(time)));
    }
    await Promise.all(work);
    return times;
}

/** So many in flight for some seconds. */
async function inFlight(kind, together, seconds) {
    let count = 0;
    const busyBefore = busyMs(kind.pid);
    const started = performance.now();
    const work = async () => {
        while (performance.now() < started + 1000 * seconds) {
            const time = await timed(kind);
            count += time === undefined ? 0 : 1;
        }
    };
    await Promise.all(Array.from({ length: together }, work));
    const cpu = busyBefore === undefined ? undefined : (busyMs(kind.pid) - busyBefore) / count;
    return { rate: (1000 * count) / (performance.now() - started), cpu };
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

/** undefined: the gateway is busy, and said so. */
async function timed({ url, model, stream }) {
    const content = `What is ${++asked % 89} + ${asked % 7}? Give the number.`;
    const started = performance.now();
    const reply = await fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ model, stream, messages: [{ role: "user", content }] }),
    });
    const text = await reply.text();
    if (reply.status === 503 && text.includes("overloaded")) {
        return undefined;
    }
    if (!reply.ok || !text.includes("The answer is 4.")) {
        throw new Error(`${url}, ${model}: ${reply.status} ${text.slice(0, 500)}`);
    }
    return performance.now() - started;
}
