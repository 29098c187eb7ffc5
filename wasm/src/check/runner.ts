// Runs programs, each in a worker of its own, which is ended when the program is done or has used up its time.
import { SmacsError } from "../error.js";
import { freshNonce } from "../host/nonce.js";
import { compileModule } from "../module.js";
import type { CheckLanguage } from "../run-messages.js";
import { type ByteSource, readAll, type WasmSource } from "../source.js";
import { defaultLimits, type Limits, type Ran } from "./limits.js";
import { once } from "./once.js";
import type { InputResult, ProgramTask } from "./program.js";

/** A program and what it is asked. */
export interface Program {
    language: CheckLanguage;
    code: string;
    /** Expressions to evaluate after the program has run; an empty one asks for what it printed. */
    inputs: readonly string[];
}

/** Runs programs that nobody trusts. */
export interface ProgramRunner {
    /**
     * How each input ended, in their order. Rejects when the program could not be begun: with code "fetch" or "module"
     * for the interpreter, "crash" for the worker; and with the signal's reason when aborted.
     */
    run(program: Program, signal?: AbortSignal): Promise<Ran[]>;
}

/** A worker that runs program-worker.js, wherever it lives. */
export interface ProgramWorker {
    /** Sends the task, and hands the port over. */
    send(task: ProgramTask, port: MessagePort): void;
    /** Calls back when the worker cannot go on. */
    onFail(fail: () => void): void;
    end(): void;
}

export interface RunnerOptions {
    /** The WebAssembly modules of MicroPython and QuickJS (quickjs-wasi), or how to get them; asked for when needed. */
    interpreters: Record<CheckLanguage, WasmSource | (() => Promise<WasmSource>)>;
    /** Starts a worker. */
    spawn(): ProgramWorker | Promise<ProgramWorker>;
    /** Sends workers the interpreter's bytes, as this makes them: no compiled module can be posted to another origin. */
    asBytes?: (bytes: Uint8Array) => Uint8Array;
    /** Further bytes that workers are sent, by name. */
    files?: Readonly<Record<string, ByteSource>>;
    limits?: Partial<Limits>;
}

type Interpreter = ProgramTask["module"];

/** A runner over workers. Programs run one after the other; one that does not end in time is tried twice. */
export function workerRunner({ interpreters, spawn, asBytes, files = {}, limits }: RunnerOptions): ProgramRunner {
    const interpreterOf: Record<CheckLanguage, () => Promise<Interpreter>> = {
        python: once(() => load(interpreters.python, asBytes)),
        javascript: once(() => load(interpreters.javascript, asBytes)),
    };
    const sent = once(() => readEach(files));
    const granted = { ...defaultLimits, ...limits };
    let last: Promise<unknown> = Promise.resolve();
    return {
        run(program, signal) {
            const mine = last.then(async () => {
                signal?.throwIfAborted();
                const [module, read] = await Promise.all([interpreterOf[program.language](), sent()]);
                const task = { ...program, module, files: read, limits: granted, nonce: freshNonce() };
                const ran = await runOnce(task, await spawn(), signal);
                const late = ran.findIndex(({ outcome }) => outcome === "timeout");
                return late < 0 ? ran : again(task, ran, late, await spawn(), signal);
            });
            last = mine.catch(() => {});
            return mine;
        },
    };
}

/** How much longer a program that did not end in time may take when it is tried again. */
const patience = 3;

/**
 * Time is measured by the clock, and a busy machine makes right programs slow. So what did not end in time is begun once
 * more, from that input on, for longer; nothing else runs here meanwhile. What does not end then either is a timeout.
 */
async function again(
    { limits, ...task }: ProgramTask,
    ran: readonly Ran[],
    first: number,
    worker: ProgramWorker,
    signal: AbortSignal | undefined,
): Promise<Ran[]> {
    const longer = { ...limits, ms: patience * limits.ms };
    const rest = await runOnce({ ...task, first, limits: longer, nonce: freshNonce() }, worker, signal);
    return [...ran.slice(0, first), ...rest.slice(first)];
}

/** What a worker says on its port. */
interface WorkerMessage {
    nonce: string;
    begun?: boolean;
    result?: InputResult;
    done?: boolean;
}

/** How long a worker may take to start: that is the machine's time, not the program's. */
const startMs = 30_000;

async function load(
    given: WasmSource | (() => Promise<WasmSource>),
    asBytes: RunnerOptions["asBytes"],
): Promise<Interpreter> {
    const source = typeof given === "function" ? await given() : given;
    if (!asBytes) {
        return compileModule(source);
    }
    if (source instanceof WebAssembly.Module) {
        throw new SmacsError("argument", "give the interpreter's bytes or address: this sandbox compiles it itself");
    }
    return asBytes(await readAll(source as ByteSource));
}

async function readEach(files: Readonly<Record<string, ByteSource>>): Promise<Record<string, Uint8Array>> {
    const read = Object.entries(files).map(async ([name, source]) => [name, await readAll(source)] as const);
    return Object.fromEntries(await Promise.all(read));
}

const outcomes: readonly unknown[] = ["value", "error", "memory", "refused"] satisfies Ran["outcome"][];

/** The result of the input that is next; undefined: it is none, or longer than a worker of ours would say. */
function readResult(given: InputResult, next: number, { output }: Limits): Ran | undefined {
    const { input, outcome, out } = given;
    return input === next && outcomes.includes(outcome) && typeof out === "string" && out.length <= output
        ? { outcome, out }
        : undefined;
}

/**
 * Nothing that a worker says is taken on trust: a program that broke out of its interpreter may say anything. It begins
 * once, gives each input one result, in their order, and is ended at the first word that is none of this.
 */
function runOnce(task: ProgramTask, worker: ProgramWorker, signal: AbortSignal | undefined): Promise<Ran[]> {
    const results: Ran[] = [];
    const first = task.first ?? 0;
    const { port1, port2 } = new MessageChannel();
    return new Promise<Ran[]>((resolve, reject) => {
        let begun = false;
        const close = () => {
            clearTimeout(timer);
            signal?.removeEventListener("abort", abort);
            port1.close();
            worker.end();
        };
        const giveUp = (reason: unknown) => {
            close();
            reject(reason);
        };
        const end = (outcome: Ran["outcome"]) => {
            if (!begun) {
                giveUp(new SmacsError("crash", "the sandbox for programs did not start"));
                return;
            }
            close();
            resolve(task.inputs.map((_, input) => results[input - first] ?? { outcome, out: "" }));
        };
        const abort = () => giveUp(signal?.reason);
        let timer = setTimeout(() => end("timeout"), startMs);
        signal?.addEventListener("abort", abort, { once: true });
        worker.onFail(() => end("memory"));
        port1.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
            if (data?.nonce !== task.nonce || (data.begun === true) === begun) {
                end("error");
            } else if (data.begun) {
                begun = true;
                clearTimeout(timer);
                timer = setTimeout(() => end("timeout"), task.limits.ms);
            } else {
                const result = data.result && readResult(data.result, first + results.length, task.limits);
                if (result) {
                    results.push(result);
                } else {
                    end("error");
                }
            }
        };
        worker.send(task, port2);
    });
}
