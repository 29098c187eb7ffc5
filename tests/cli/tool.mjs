// Runs the command under test, natively and under WASI, in a folder of its own.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const runner = join(root, "emsdk-config/wasi-run.mjs");
const module = join(root, "build/wasi/smacs.wasm");

/** The command as an argument vector for each target; SMACS_NATIVE and SMACS_WASI name other builds. */
const commands = {
    native: [process.env.SMACS_NATIVE ?? join(root, "build/native/smacs")],
    wasi: ["node", runner, process.env.SMACS_WASI ?? module],
};

process.env.SOURCE_DATE_EPOCH ??= "1700000000"; // results say when they were made

/** Why a target cannot be tested here, or false. */
export function missing(target) {
    const file = commands[target].at(-1);
    return existsSync(file) ? false : `${file} is not built`;
}

/** Why nothing can be tested on a terminal here, or false; `script` of util-linux makes one. */
export const missingTerminal = () =>
    spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0 ? false : "there is no script of util-linux";

/** A folder that is removed when the test `t` ends, and ways to use it. */
export function workshop(t, target = "native") {
    const folder = mkdtempSync(join(tmpdir(), "smacs-cli-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const [program, ...first] = commands[target];
    return {
        folder,
        path: (name) => join(folder, name),
        write: (name, content) => writeFileSync(join(folder, name), content),
        link: (from, to) => linkSync(join(folder, from), join(folder, to)),
        read: (name) => readFileSync(join(folder, name)),
        files: () => readdirSync(folder).sort(),
        /** Runs the command; an argument vector, or one string that is cut at spaces. */
        run(args, { input } = {}) {
            const list = typeof args === "string" ? args.split(" ") : args;
            const { status, stdout, stderr, error } = spawnSync(program, [...first, ...list], {
                cwd: folder,
                input: input ?? "",
                maxBuffer: 1 << 28,
            });
            if (error) {
                throw error;
            }
            return { code: status, out: stdout.toString(), err: stderr.toString() };
        },
        /**
         * Runs the command beside the test, which may answer it meanwhile. `env` is added to the environment; `onText`
         * gets what it says on stderr so far, and the process; `onOut` the same of stdout. On a `terminal`, `out` has all that it says.
         */
        start(args, { input = "", env = {}, onText, onOut, terminal = false } = {}) {
            const line = [program, ...first, ...args];
            const quoted = line.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
            const [file, ...list] = terminal ? ["script", "-qec", quoted, "/dev/null"] : line;
            const child = spawn(file, list, { cwd: folder, env: { ...process.env, ...env } });
            const said = { out: "", err: "" };
            child.stdout.setEncoding("utf8").on("data", (text) => {
                said.out += text;
                onOut?.(said.out, child);
            });
            child.stderr.setEncoding("utf8").on("data", (text) => {
                said.err += text;
                onText?.(said.err, child);
            });
            child.stdin.on("error", () => {}).end(input); // it may leave without reading
            return new Promise((resolve, reject) => {
                child.on("error", reject);
                child.on("close", (code, signal) => resolve({ code, signal, ...said }));
            });
        },
        /** Runs the command, which must succeed, and returns what it printed. */
        must(args, options) {
            const { code, out, err } = this.run(args, options);
            if (code !== 0) {
                throw new Error(`smacs ${args} exited with ${code}: ${err}`);
            }
            return out;
        },
    };
}

/** An `onText` that sends a signal when the text first matches: a second Ctrl-C would mean something else. */
export function once(pattern, signal) {
    let sent = false;
    return (text, child) => {
        if (!sent && pattern.test(text)) {
            sent = true;
            child.kill(signal);
        }
    };
}
